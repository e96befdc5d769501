//! A reader of one line of JSON. The page reads it with this code too, so that what is fuzzed natively is what runs.

use crate::num::parse;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A value. Python also writes `NaN`, `Infinity` and `-Infinity`, which JSON does not have.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member of an object with this key, the last one of several; none if there is none, or it is null.
    pub fn member(&self, key: &str) -> Option<&Json> {
        let Json::Object(members) = self else { return None };
        members
            .iter()
            .rev()
            .find(|member| member.0 == key)
            .map(|member| &member.1)
            .filter(|value| **value != Json::Null)
    }

    /// The number; also one that is spelled out because it is not finite.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Number(value) => Some(*value),
            Json::Text(word) => by_name(word),
            _ => None,
        }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// The items of a list.
    pub fn list(&self) -> Option<&[Json]> {
        if let Json::List(items) = self { Some(items) } else { None }
    }
}

const NAMES: [(&str, f64); 3] = [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];

fn by_name(word: &str) -> Option<f64> {
    NAMES.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Lists and objects within each other, at most. A trace has three.
const DEEPEST: usize = 8;

/// The value of a line.
///
/// # Errors
/// The column, from 1, and what should stand there.
pub(super) fn json(line: &str) -> Result<Json, String> {
    let mut reader = Reader { text: line, at: 0 };
    let value = reader.value(0)?;
    if reader.next().is_some() { Err(reader.fault("the end of the line")) } else { Ok(value) }
}

struct Reader<'t> {
    text: &'t str,
    /// A byte, always the first one of a letter.
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next sign after spaces, which are passed over.
    fn next(&mut self) -> Option<u8> {
        let rest = self.rest();
        self.at += rest.bytes().take_while(|sign| b" \t\r\n".contains(sign)).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over this sign, if it is the next one.
    fn takes(&mut self, sign: u8) -> bool {
        let there = self.next() == Some(sign);
        self.at += usize::from(there);
        there
    }

    fn fault(&self, wanted: &str) -> String {
        let column = self.text.char_indices().take_while(|(at, _)| *at < self.at).count() + 1;
        format!("column {column} should have {wanted}")
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        match self.next() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[' | b'{') if depth == DEEPEST => Err(self.fault("no list within so many others")),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.object(depth),
            _ => self.word(),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        let mut items = Vec::new();
        self.items(b']', |reader| reader.value(depth + 1).map(|item| items.push(item)))?;
        Ok(Json::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        let mut members = Vec::new();
        self.items(b'}', |reader| {
            if reader.next() != Some(b'"') {
                return Err(reader.fault("a name in quotes"));
            }
            let key = reader.string()?;
            if !reader.takes(b':') {
                return Err(reader.fault("a colon"));
            }
            reader.value(depth + 1).map(|value| members.push((key, value)))
        })?;
        Ok(Json::Object(members))
    }

    /// Items with commas between, from the opening bracket to the one that closes.
    fn items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.at += 1;
        if self.takes(end) {
            return Ok(());
        }
        loop {
            item(self)?;
            match () {
                () if self.takes(end) => return Ok(()),
                () if self.takes(b',') => {}
                () => return Err(self.fault(if end == b']' { "a comma or ]" } else { "a comma or }" })),
            }
        }
    }

    /// `null`, `true`, `false`, or a number.
    fn word(&mut self) -> Result<Json, String> {
        let rest = self.rest();
        let long = rest.bytes().take_while(|sign| sign.is_ascii_alphanumeric() || b"+-.".contains(sign)).count();
        let word = &rest[..long];
        let value = match word {
            "null" => Json::Null,
            "true" | "false" => Json::Flag(word == "true"),
            _ => match quickly(word).or_else(|| parse(word)).or_else(|| by_name(word)) {
                Some(number) => Json::Number(number),
                None => return Err(self.fault("a value")),
            },
        };
        self.at += long;
        Ok(value)
    }

    fn string(&mut self) -> Result<String, String> {
        let mut string = String::new();
        self.at += 1;
        loop {
            let rest = self.rest();
            let Some(long) = rest.bytes().position(|sign| sign == b'"' || sign == b'\\') else {
                self.at = self.text.len();
                return Err(self.fault("a quote that ends the text"));
            };
            string.push_str(&rest[..long]);
            self.at += long + 1;
            if rest.as_bytes()[long] == b'"' {
                return Ok(string);
            }
            string.push(self.escaped().ok_or_else(|| self.fault("a known letter after the backslash"))?);
        }
    }

    /// The letter after a backslash.
    fn escaped(&mut self) -> Option<char> {
        let sign = *self.text.as_bytes().get(self.at)?;
        if sign == b'u' {
            let unit = |at: usize| u16::from_str_radix(self.text.get(at..at + 4)?, 16).ok();
            let first = unit(self.at + 1)?;
            let second = self.text.get(self.at + 5..self.at + 7).filter(|mark| *mark == "\\u");
            let second = second.and_then(|_| unit(self.at + 7)).filter(|low| (0xdc00..0xe000).contains(low));
            let pair = second.filter(|_| (0xd800..0xdc00).contains(&first));
            self.at += if pair.is_some() { 11 } else { 5 };
            let letter = char::decode_utf16([first].into_iter().chain(pair)).next()?;
            return Some(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let letter = match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' | b'f' => ' ',
            _ => return None,
        };
        self.at += 1;
        Some(letter)
    }
}

/// A decimal number of at most 15 digits and a small exponent, exactly rounded: digits and power of ten are f64 without
/// error (Clinger 1990). None for any other text.
fn quickly(word: &str) -> Option<f64> {
    let (negative, word) = word.strip_prefix('-').map_or((false, word), |word| (true, word));
    let (digits, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (count, least) = (whole.len() + fraction.len(), usize::from(whole.is_empty()));
    let digit = |digit: u8| digit.is_ascii_digit().then(|| u64::from(digit - b'0'));
    if count > 15 || least > 0 {
        return None;
    }
    let number = whole.bytes().chain(fraction.bytes()).try_fold(0, |number, next| Some(10 * number + digit(next)?))?;
    let exponent = exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() < 100)? - fraction.len() as i32;
    let power = *TENS.get(exponent.unsigned_abs() as usize)?;
    let size = if exponent < 0 { number as f64 / power } else { number as f64 * power };
    Some(if negative { -size } else { size })
}

/// The powers of ten that are f64 without error.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

#[cfg(test)]
mod tests {
    use super::{Json, json, quickly};
    use alloc::format;
    use alloc::string::ToString;
    use alloc::vec;

    #[test]
    fn values_are_read_as_python_writes_them() {
        let line =
            r#"{"a": [1, -0.5, 2e-07, "NaN", null, Infinity], "b": {"c": true}, "d": "x\"\\\u00e4\ud83d\ude00\n"}"#;
        let value = json(line).expect("JSON");
        let list = value.member("a").and_then(Json::list).expect("a list");
        let numbers: Vec<Option<f64>> = list.iter().map(Json::number).collect();
        assert_eq!(numbers[..3], [Some(1.0), Some(-0.5), Some(2e-7)]);
        assert!(numbers[3].is_some_and(f64::is_nan) && numbers[4].is_none() && numbers[5] == Some(f64::INFINITY));
        assert_eq!(value.member("b").and_then(|b| b.member("c")), Some(&Json::Flag(true)));
        assert_eq!(value.member("d"), Some(&Json::Text("x\"\\ä😀\n".to_string())));
        assert_eq!(json("[ ]"), Ok(Json::List(vec![])));
    }

    #[test]
    fn a_fault_names_its_column() {
        for (line, column, wanted) in [
            ("{\"ä\": }", 7, "a value"),
            ("[1 2]", 4, "a comma or ]"),
            ("{1: 2}", 2, "a name in quotes"),
            ("{\"a\" 1}", 6, "a colon"),
            ("[1] x", 5, "the end"),
            ("\"abc", 5, "a quote"),
            ("", 1, "a value"),
            ("[[[[[[[[[[1]]]]]]]]]]", 9, "no list"),
            ("\"\\x\"", 3, "a known letter"),
        ] {
            let fault = json(line).expect_err(line);
            assert!(fault.starts_with(&format!("column {column} should have {wanted}")), "{line}: {fault}");
        }
    }

    #[test]
    fn the_quick_way_rounds_as_the_standard_library_does() {
        let mut seed = 1_u64;
        let mut quick = 0;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (digits, exponent) = (seed >> 40, (seed >> 8) % 60);
            let text = format!("{}.{:06}e{}", digits % 10, digits % 1_000_000, exponent as i64 - 30);
            let expected: f64 = text.parse().expect("a number");
            quick += usize::from(quickly(&text).inspect(|value| assert_eq!(*value, expected, "{text}")).is_some());
        }
        assert!(quick > 10_000, "{quick}");
        for text in ["", "-", "1e", "e5", "0x1", "1_0", "½", "1.2.3", "--1", "12345678901234567", ".5"] {
            assert_eq!(quickly(text), None, "{text}");
        }
    }
}
