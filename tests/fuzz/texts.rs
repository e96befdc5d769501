//! What no text may say.

/// Refuses a text with a number in it that is not finite. A run that stopped at one may name it.
pub fn check(place: &str, text: &str, stopped: bool) -> Result<(), String> {
    let not_finite = text.contains("NaN") || text.contains('∞') || has_word(text, "inf");
    let wrong = text.contains("undefined") || not_finite && !stopped;
    if wrong { Err(format!("{place} says: {text}")) } else { Ok(()) }
}

/// Refuses a picture with a coordinate that is not finite. Its labels may name such a number.
pub fn check_svg(place: &str, svg: &str) -> Result<(), String> {
    // Nearly every picture is done with here.
    if !svg.contains("NaN") && !svg.contains("inf") {
        return Ok(());
    }
    let tags = svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag);
    let values = tags.flat_map(|tag| tag.split('"').skip(1).step_by(2).map(move |value| (tag, value)));
    for (tag, value) in values {
        if has_word(value, "NaN") || has_word(value, "inf") {
            return Err(format!("{place} draws <{tag}>"));
        }
    }
    Ok(())
}

/// Whether a word stands in a text on its own.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|found| found == word)
}
