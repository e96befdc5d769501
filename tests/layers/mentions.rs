//! The paths in a piece of code, found in its tokens, so that the arguments of macros are seen too.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// A path in code: `Session::new` or `crate::num::sqrt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention(pub Vec<String>);

/// What a piece of code contains.
#[derive(Default)]
pub struct Found {
    pub paths: Vec<Mention>,
    /// `use` items inside functions.
    pub uses: Vec<syn::ItemUse>,
    /// Every identifier.
    pub words: Vec<String>,
}

/// Finds the paths, local `use` items and words of `tokens`.
pub fn mentions(tokens: TokenStream) -> Found {
    let mut found = Found::default();
    walk(tokens, &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Found) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Ident(word) => {
                found.words.push(word.to_string());
                if let Some((item, next)) = local_use(&tokens, at) {
                    found.uses.push(item);
                    at = next;
                    continue;
                }
                let (path, next) = path_from(&tokens, at);
                found.words.extend(path.iter().skip(1).cloned());
                if !follows_a_name_of_its_own(&tokens, at) && may_be_an_item(&path, &tokens[next..]) {
                    found.paths.push(Mention(path));
                }
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// A `use …;` that starts at `at`, and where the code goes on after it.
fn local_use(tokens: &[TokenTree], at: usize) -> Option<(syn::ItemUse, usize)> {
    if !is_word(&tokens[at], "use") {
        return None;
    }
    let end = at + tokens[at..].iter().position(|token| is_mark(token, ';'))?;
    let item = syn::parse2(tokens[at..=end].iter().cloned().collect()).ok()?;
    Some((item, end + 1))
}

/// The path that starts at `at`, and where the code goes on after it.
fn path_from(tokens: &[TokenTree], at: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[at].to_string()];
    let mut next = at + 1;
    while let [first, second, TokenTree::Ident(word), ..] = &tokens[next..]
        && is_mark(first, ':')
        && is_mark(second, ':')
    {
        path.push(Ident::to_string(word));
        next += 3;
    }
    (path, next)
}

/// Whether the word at `at` is a field, a method, a lifetime, a new function, or part of another crate's path.
fn follows_a_name_of_its_own(tokens: &[TokenTree], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map(|at| &tokens[at]);
    let is = |n: usize, mark: char| before(n).is_some_and(|token| is_mark(token, mark));
    let field = is(1, '.') && !is(2, '.');
    let global = is(1, ':') && is(2, ':');
    let new = before(1).is_some_and(|token| is_word(token, "fn"));
    field || global || new || is(1, '\'')
}

/// A single word in lower case is most often a variable: it is counted only where it is called.
fn may_be_an_item(path: &[String], rest: &[TokenTree]) -> bool {
    let called = match rest {
        [TokenTree::Group(group), ..] => group.delimiter() == proc_macro2::Delimiter::Parenthesis,
        [first, second, ..] if is_mark(first, ':') => is_mark(second, ':'),
        [first, second, ..] => is_mark(first, '!') && !is_mark(second, '='),
        _ => false,
    };
    path.len() > 1 || called || path[0].starts_with(char::is_uppercase)
}

fn is_word(token: &TokenTree, wanted: &str) -> bool {
    matches!(token, TokenTree::Ident(word) if word == wanted)
}

fn is_mark(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == wanted)
}
