//! How long a text is in the alphabet that all phones have (3GPP TS 23.038). Any letter outside it makes the network count all in 16 bits,
//! of which 70 are a text.

/// The most that are one text.
pub(super) const LONGEST: usize = 160;
/// The letters that take one place; then those that take two.
const BASIC: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED: &str = "^{}\\[~]|€";

/// How many places a text takes; `None` when a letter is not in the alphabet.
pub(super) fn places(text: &str) -> Option<usize> {
    text.chars().map(|letter| BASIC.contains(letter).then_some(1).or_else(|| EXTENDED.contains(letter).then_some(2))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_takes_one_place_or_two_or_makes_the_text_too_dear() {
        assert_eq!(places("Grüße à 5 €"), Some(12));
        assert_eq!((places("ê"), places("’"), places("ą"), places("码")), (None, None, None, None));
        assert_eq!((BASIC.chars().count(), EXTENDED.chars().count()), (127, 9), "the escape and the form feed are no letters");
    }
}
