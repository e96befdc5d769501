//! What no text may say.

/// Refuses a text with a number in it that is not finite. A run that stopped at one may name it.
pub fn check(place: &str, text: &str, stopped: bool) -> Result<(), String> {
    let not_finite = text.contains("NaN") || text.contains('∞') || has_word(text, "inf");
    let wrong = text.contains("undefined") || not_finite && !stopped;
    if wrong { Err(format!("{place} says: {text}")) } else { Ok(()) }
}

/// Refuses a picture with a coordinate that is not finite. Only that of a run that is `lost` may have such a label.
pub fn check_svg(place: &str, svg: &str, lost: bool) -> Result<(), String> {
    // Nearly every picture is done with here.
    if !["NaN", "inf", "∞", "undefined"].iter().any(|word| svg.contains(word)) {
        return Ok(());
    }
    for (tag, text) in svg.split('<').filter_map(|piece| piece.split_once('>')) {
        let mut values = tag.split('"').skip(1).step_by(2);
        if values.any(|value| has_word(value, "NaN") || has_word(value, "inf")) {
            return Err(format!("{place} draws <{tag}>"));
        }
        check(place, text.trim(), lost)?;
    }
    Ok(())
}

/// Whether a word stands in a text on its own.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|found| found == word)
}
