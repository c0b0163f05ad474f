//! Which numbers get a text: mobile ones of the countries that the operator named. Whoever sets up a dear number somewhere, and has texts
//! sent to it, earns by each (SMS pumping); so no text goes to a country that nobody named.

use std::str::FromStr;

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType};

use crate::channel::courier::Unreadable;
use crate::digit::decimal;
use crate::phone::Phone;

/// More bytes than any number has with all that people write between its digits.
const LONGEST: usize = 64;

/// `SMS_COUNTRIES`.
#[derive(Debug)]
pub(super) struct Countries(Vec<Region>);

/// Why a text is no list of countries.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a comma-separated list of countries such as CH,DE,US (ISO 3166-1), each once")]
pub(super) struct NotCountries;

impl FromStr for Countries {
    type Err = NotCountries;

    fn from_str(text: &str) -> Result<Self, NotCountries> {
        let mut countries = Vec::new();
        for name in text.split(',').map(str::trim) {
            let region = PHONE_NUMBER_UTIL.get_supported_regions().find(|region| region.to_string() == name).ok_or(NotCountries)?;
            if countries.contains(&region) {
                return Err(NotCountries);
            }
            countries.push(region);
        }
        Ok(Self(countries))
    }
}

impl Countries {
    /// The number that a person typed. Without its country's code it is read as one of each country in turn, and taken if it is a mobile
    /// number of exactly one. [`Unreadable::Bad`] when it is no mobile number, or one of several; [`Unreadable::Refused`] when its country
    /// was not named.
    pub(super) fn read(&self, input: &str) -> Result<Phone, Unreadable> {
        let input = input.trim_matches([' ', '\t']);
        // libphonenumber reads a number out of much else: letters as on an old dial, extensions, `tel:` links. Whom we text is what was
        // typed.
        if input.len() > LONGEST || !input.chars().all(is_part) || input.chars().skip(1).any(is_plus) {
            return Err(Unreadable::Bad);
        }
        if input.starts_with(is_plus) {
            let number = PHONE_NUMBER_UTIL.parse(input, None).ok().filter(PhoneNumber::is_valid).ok_or(Unreadable::Bad)?;
            return self.texted(&number);
        }
        let read = |country: &Region| PHONE_NUMBER_UTIL.parse(input, Some(*country)).ok();
        let mut phones: Vec<Phone> = self.0.iter().filter_map(read).filter_map(|number| self.texted(&number).ok()).collect();
        phones.dedup();
        match phones.as_slice() {
            [phone] => Ok(phone.clone()),
            _ => Err(Unreadable::Bad),
        }
    }

    /// Its canonical form, if it gets a text.
    fn texted(&self, number: &PhoneNumber) -> Result<Phone, Unreadable> {
        // Where nobody can tell (North America), both.
        if !number.is_valid() || !matches!(number.get_type(), PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile) {
            return Err(Unreadable::Bad);
        }
        // A `+1` alone says neither the United States nor one of two dozen others.
        if !number.get_region_code().is_some_and(|region| self.0.contains(&region)) {
            return Err(Unreadable::Refused);
        }
        Phone::from_e164(&number.format_as(PhoneNumberFormat::E164)).ok_or(Unreadable::Bad)
    }
}

fn is_plus(letter: char) -> bool {
    matches!(letter, '+' | '\u{ff0b}')
}

/// What people write in a number: digits, also of their own script, and what stands between.
fn is_part(letter: char) -> bool {
    decimal(letter).is_some()
        || is_plus(letter)
        || matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2013}' | '.' | '/' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Result<String, Unreadable> {
        "CH,DE,US".parse::<Countries>().unwrap().read(input).map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn what_people_type_is_one_number_in_one_form() {
        for input in [
            "+41791234567",
            " +41 79 123 45 67\t",
            "+41 (0)79 123 45 67",
            "+41-79-123.45/67",
            "079 123 45 67",
            "0041791234567",
            "\u{ff0b}４１７９１２３４５６７",
            "٠٧٩١٢٣٤٥٦٧",
            "079\u{a0}123\u{a0}45\u{a0}67",
        ] {
            assert_eq!(read(input).as_deref(), Ok("+41791234567"), "{input}");
        }
        assert_eq!(read("0151 23456789").as_deref(), Ok("+4915123456789"), "a number of one country alone");
        assert_eq!(read("(415) 555-2671").as_deref(), Ok("+14155552671"));
        assert_eq!(read("+1 415 555 2671").as_deref(), Ok("+14155552671"));
    }

    #[test]
    fn what_is_no_mobile_number_is_none() {
        for input in [
            "",
            "+",
            "jane@example.com",
            "+4179123456",
            "+417912345678",
            "+41 44 668 18 00",
            "+41 800 123 456",
            "+41 900 123 456",
            "+1 900 555 1234",
            "+1 800 555 0199",
            "1-800-FLOWERS",
            "+41791234567;ext=5",
            "+41 79 123 45 67 ext. 5",
            "+41 79 123 45 67,5",
            "tel:+41791234567",
            "+41791234567,+41791234568",
            "+41791234567 +41791234568",
            "++41791234567",
            "+41791234567\n",
            "+41 79 123\u{0} 45 67",
            "112",
            "+999 123 456 789",
            "+979 123 456 789",
            &format!("+41791234567{}", " ".repeat(100) + "1"),
        ] {
            assert_eq!(read(input), Err(Unreadable::Bad), "{input:?}");
        }
    }

    /// SMS pumping: the number may be as good as any.
    #[test]
    fn t57_no_text_goes_to_a_country_that_nobody_named() {
        // Great Britain, Canada and Jamaica, which share the United States' `+1`, and Liechtenstein, which once shared Switzerland's `+41`.
        for input in ["+44 7400 123456", "+1 416 555 0123", "+1 876 210 1234", "+423 660 234 567", "+882 16 12345678"] {
            assert!(matches!(read(input), Err(Unreadable::Refused | Unreadable::Bad)), "{input}");
        }
        assert_eq!(read("+44 7400 123456"), Err(Unreadable::Refused));
        assert_eq!(read("+1 416 555 0123"), Err(Unreadable::Refused));
    }

    #[test]
    fn countries_are_named_by_their_codes() {
        for text in ["CH", "CH, DE,US"] {
            assert!(text.parse::<Countries>().is_ok(), "{text}");
        }
        for text in ["", "ch", "CH,", "CH,CH", "Switzerland", "XX", "001", "41", "CH DE"] {
            assert_eq!(text.parse::<Countries>().unwrap_err(), NotCountries, "{text}");
        }
    }
}
