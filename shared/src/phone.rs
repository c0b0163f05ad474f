//! A phone number in the one canonical form that is texted, stored and asserted.

use std::fmt;

/// A number as E.164 writes it: `+`, the country's code, the national number, nothing in between. Whether there is such a number, and
/// whether it may get a text, is for the channel that reads what a person typed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads the canonical form: `+` and 7 to 15 digits (ITU-T E.164, section 6.1, has no more; no country's numbers have fewer), of which
    /// the first is none of the zeros that some write in front of a country's code. `None` for anything else.
    #[must_use]
    pub fn from_e164(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let valid = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        valid.then(|| Self(text.to_owned()))
    }

    /// The canonical number. Goes to the network, to the table, into the assertion and onto the owner's page; never into a log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[phone]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for text in ["+41791234567", "+14155552671", "+2901234", "+123456789012345"] {
            assert_eq!(Phone::from_e164(text).unwrap().as_str(), text);
        }
        for text in [
            "",
            "+",
            "41791234567",
            "+41 79 123 45 67",
            "+0791234567",
            "+123456",
            "+1234567890123456",
            "+4179123456a",
            "+４１７９１２３４５６７",
        ] {
            assert_eq!(Phone::from_e164(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_not_printable() {
        assert_eq!(format!("{:?}", Phone::from_e164("+41791234567")), "Some([phone])");
    }
}
