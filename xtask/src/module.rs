//! As much of WebAssembly's binary form as it takes to give a module's functions names.

use crate::Outcome;

const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// The bytes of every function that the module has of its own, in their order.
pub fn functions(wasm: &[u8]) -> Outcome<Vec<&[u8]>> {
    let mut reader = Reader(section(wasm, CODE)?);
    (0..reader.number()?).map(|_| reader.block()).collect()
}

/// The module with names for its functions that sort as `order` has them.
pub fn with_names(wasm: &[u8], order: &[usize]) -> Outcome<Vec<u8>> {
    let mut imports = Reader(section(wasm, IMPORTS)?);
    let imported = imports.number()?;
    for _ in 0..imported {
        imports.block()?;
        imports.block()?;
        if imports.byte()? != 0 {
            return Err("the module imports something else than functions.".into());
        }
        imports.number()?;
    }
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &function)| places[function] = place);
    let mut names = number(order.len());
    for (function, place) in places.iter().enumerate() {
        names.extend(number(imported + function));
        names.extend(block(format!("{place:06}").as_bytes()));
    }
    let mut section = block(b"name");
    section.push(1); // of functions
    section.extend(block(&names));
    Ok([wasm, &[0], &block(&section)].concat())
}

fn section(wasm: &[u8], wanted: u8) -> Outcome<&[u8]> {
    let mut reader = Reader(wasm.get(8..).ok_or("this is no module.")?);
    loop {
        let (kind, section) = (reader.byte()?, reader.block()?);
        if kind == wanted {
            return Ok(section);
        }
    }
}

fn number(value: usize) -> Vec<u8> {
    let (low, rest) = ((value & 127) as u8, value >> 7);
    if rest == 0 { vec![low] } else { [vec![low | 128], number(rest)].concat() }
}

fn block(bytes: &[u8]) -> Vec<u8> {
    [&number(bytes.len()), bytes].concat()
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Outcome<u8> {
        let (first, rest) = self.0.split_first().ok_or("the module ends too soon.")?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Outcome<usize> {
        let byte = usize::from(self.byte()?);
        Ok(if byte < 128 { byte } else { byte - 128 + (self.number()? << 7) })
    }

    fn block(&mut self) -> Outcome<&'a [u8]> {
        let length = self.number()?;
        let (block, rest) = self.0.split_at_checked(length).ok_or("the module ends too soon.")?;
        self.0 = rest;
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_and_get_names_after_the_imported_ones() {
        let module = b"\0asm\x01\0\0\0\x02\x07\x01\x01m\x01f\x00\x00\x0a\x06\x02\x01a\x02bc".to_vec();
        assert_eq!(functions(&module).unwrap(), [b"a".as_slice(), b"bc"]);
        let named = with_names(&module, &[1, 0]).unwrap();
        assert_eq!(&named[module.len()..], b"\0\x18\x04name\x01\x11\x02\x01\x06000001\x02\x06000000");
        assert!(functions(&module[..12]).is_err());
        assert_eq!(number(300), [0xac, 2]);
    }
}
