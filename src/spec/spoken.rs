//! What people write in place of the name of an option: another case, its label, a word from PyTorch, Keras or a
//! textbook. A text that means nothing is answered with the name that it resembles most.

use super::Choice;
use alloc::string::String;
use alloc::vec::Vec;

/// Other words for an option, with the option's key. A word stands for the option that the knob has.
const OPTION_WORDS: &[(&str, &str)] = &[
    ("linear", "identity"),
    ("logistic", "sigmoid"),
    ("swish", "silu"),
    ("lrelu", "leaky_relu"),
    ("he", "he_normal"),
    ("kaiming", "he_normal"),
    ("kaimingnormal", "he_normal"),
    ("kaiminguniform", "he_uniform"),
    ("xavier", "xavier_normal"),
    ("glorot", "xavier_normal"),
    ("glorotnormal", "xavier_normal"),
    ("glorotuniform", "xavier_uniform"),
    ("lecun", "lecun_normal"),
    ("zero", "zeros"),
    ("sgdmomentum", "momentum"),
    ("crossentropy", "softmax_cross_entropy"),
    ("crossentropy", "bce_with_logits"),
    ("categoricalcrossentropy", "softmax_cross_entropy"),
    ("bce", "bce_with_logits"),
    ("logloss", "bce_with_logits"),
    ("binarycrossentropy", "bce_with_logits"),
    ("squarederror", "mse"),
    ("batchnorm", "batch"),
    ("bn", "batch"),
    ("layernorm", "layer"),
    ("ln", "layer"),
    ("resnet", "identity"),
    ("residual", "identity"),
    ("preresnet", "pre_activation"),
    ("mnist", "digits"),
    ("addition", "adding"),
    ("float32", "f32"),
    ("fp32", "f32"),
    ("single", "f32"),
    ("float64", "f64"),
    ("fp64", "f64"),
    ("double", "f64"),
    ("float16", "f16"),
    ("fp16", "f16"),
    ("half", "f16"),
];

/// Letters of a text that are looked at.
const LONGEST: usize = 40;

/// What a text was taken for.
pub(super) enum Meant<T> {
    /// Its name.
    Exactly(T),
    /// Another word for it.
    Probably(T),
    /// Nothing.
    Nothing,
}

/// The option of a knob that a text names.
pub(super) fn option<'a>(options: impl Iterator<Item = &'a Choice> + Clone, text: &str) -> Meant<&'static str> {
    let text = text.trim();
    if let Some(option) = options.clone().find(|option| option.key == text) {
        return Meant::Exactly(option.key);
    }
    let said = squeezed(text);
    let same = |option: &&Choice| sounds(option.key, &said) || sounds(option.label, &said);
    let has = |key: &str| options.clone().find(|option| option.key == key);
    let by_word = || OPTION_WORDS.iter().filter(|(word, _)| *word == said).find_map(|(_, key)| has(key));
    match options.clone().find(same).or_else(by_word) {
        Some(option) => Meant::Probably(option.key),
        None => Meant::Nothing,
    }
}

/// Letters and digits in lower case: `He-Normal` and `he_normal` are the same.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).take(LONGEST)
}

/// Those of a text.
pub(super) fn squeezed(text: &str) -> String {
    letters(text).collect()
}

/// Whether a name has just these letters.
pub(super) fn sounds(name: &str, said: &str) -> bool {
    !said.is_empty() && letters(name).eq(said.chars())
}

/// The name with the fewest letters to change, if these are at most a third of it.
pub(super) fn nearest(text: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let said = squeezed(text);
    let (far, name) = names.map(|name| (distance(&said, &squeezed(name)), name)).min_by_key(|(far, _)| *far)?;
    (3 * far <= name.len()).then_some(name)
}

/// Letters to insert, delete or replace to make one text of another (Levenshtein 1966).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.chars().enumerate() {
        let mut diagonal = core::mem::replace(&mut row[0], i + 1);
        for (j, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j].min(row[j + 1]) + 1);
        }
    }
    row[to.len()]
}
