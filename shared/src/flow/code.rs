//! The one-time code: drawn uniformly, read generously, never printed.

use std::fmt;
use std::str::FromStr;

use crate::digit::decimal;

/// How many digits a code has: 6, the least that NIST SP 800-63B-4, section 3.1.3.2, lets an out-of-band secret have, to 10, the most that
/// people can be asked to type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeDigits(u8);

impl CodeDigits {
    /// `None` outside 6..=10.
    #[must_use]
    pub fn new(digits: u32) -> Option<Self> {
        u8::try_from(digits).ok().filter(|digits| (6..=10).contains(digits)).map(Self)
    }

    /// The number of digits.
    #[must_use]
    pub const fn count(self) -> usize {
        self.0 as usize
    }

    /// How many different codes there are: ten to the power of the digits.
    #[must_use]
    pub const fn combinations(self) -> u64 {
        10_u64.pow(self.0 as u32)
    }
}

/// Why a text is not a number of digits.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from 6 to 10")]
pub struct NotCodeDigits;

impl FromStr for CodeDigits {
    type Err = NotCodeDigits;

    fn from_str(text: &str) -> Result<Self, NotCodeDigits> {
        let digits = Some(text).filter(|text| !text.starts_with('+')).and_then(|text| text.parse().ok());
        digits.and_then(Self::new).ok_or(NotCodeDigits)
    }
}

/// A one-time code: decimal digits, leading zeros included.
#[derive(Clone)]
pub struct Code(String);

impl Code {
    /// The code that `random`, 64 uniformly random bits, stands for; `None` when it lies in the uneven rest and must be drawn again: every
    /// code has to be equally likely.
    #[must_use]
    pub fn from_random(random: u64, digits: CodeDigits) -> Option<Self> {
        let combinations = digits.combinations();
        let even = u64::MAX - u64::MAX % combinations;
        (random < even).then(|| Self(format!("{:0width$}", random % combinations, width = digits.count())))
    }

    /// Reads what a person typed or pasted: `482913`, `482 913`, `482-913`, `Your code is 482 913`, digits of other scripts. `None` when
    /// there is not exactly one run of digits of the right length in it, or it is longer than 256 bytes; such input costs no guess.
    #[must_use]
    pub fn parse(input: &str, digits: CodeDigits) -> Option<Self> {
        // Longer than any sentence around a code; a cap so that the work stays small.
        if input.len() > 256 {
            return None;
        }
        let mut found = None;
        for run in input.split(|letter: char| !is_part(letter)) {
            let run: String = run.chars().filter_map(decimal).collect();
            if !run.is_empty() && found.replace(run).is_some() {
                return None;
            }
        }
        let code = found.filter(|run| run.len() == digits.count())?;
        (!touches_a_letter(input)).then_some(Self(code))
    }

    /// The digits. They go into the message and into the verifier, nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The digits in two halves, the first of which has the odd one, with a plain space between, as people read and type them: `482 913`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let (first, second) = self.0.split_at(self.0.len().div_ceil(2));
        format!("{first} {second}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[code]")
    }
}

/// What may stand between the digits of one code: white space, dashes, and the invisible marks that right-to-left text is pasted with.
const fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
}

fn is_part(letter: char) -> bool {
    is_separator(letter) || decimal(letter).is_some()
}

/// `A482913` is a serial number, not a code.
fn touches_a_letter(input: &str) -> bool {
    let mut letters = input.chars().zip(input.chars().skip(1));
    letters.any(|(left, right)| (decimal(left).is_some() && right.is_alphabetic()) || (left.is_alphabetic() && decimal(right).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Option<String> {
        Code::parse(input, CodeDigits::new(6).unwrap()).map(|code| code.0)
    }

    #[test]
    fn what_people_type_and_paste_is_understood() {
        for input in [
            "048291",
            "048 291",
            " 048-291 ",
            "048\u{a0}291",
            "Your code is 048 291.",
            "0 4 8 2 9 1",
            "\u{200e}048291",
            "٠٤٨٢٩١",
            "۰۴۸۲۹۱",
            "０４８２９１",
            "code: 048–291",
        ] {
            assert_eq!(read(input).as_deref(), Some("048291"), "{input:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for input in [
            "",
            " ",
            "04829",
            "0482910",
            "abcdef",
            "A048291",
            "048291x",
            "048,291",
            "12 and 048291",
            "048291/048291",
            "04829１x",
            &"0".repeat(1000),
        ] {
            assert_eq!(read(input), None, "{input:?}");
        }
    }

    #[test]
    fn a_code_is_looked_for_in_up_to_256_bytes() {
        assert_eq!(read(&format!("{}048291", ".".repeat(250))).as_deref(), Some("048291"));
        assert_eq!(read(&format!("{}048291", ".".repeat(251))), None);
    }

    #[test]
    fn digits_are_grouped_by_one_plain_space() {
        for (digits, grouped) in [(6, "000 042"), (7, "0000 042"), (8, "0000 0042"), (9, "00000 0042"), (10, "00000 00042")] {
            assert_eq!(Code::from_random(42, CodeDigits::new(digits).unwrap()).unwrap().grouped(), grouped);
        }
    }

    #[test]
    fn the_uneven_rest_is_drawn_again() {
        let digits = CodeDigits::new(6).unwrap();
        let rest = u64::MAX - u64::MAX % 1_000_000;
        assert_eq!(Code::from_random(rest - 1, digits).unwrap().0, "999999");
        assert!(Code::from_random(rest, digits).is_none() && Code::from_random(u64::MAX, digits).is_none());
    }

    #[test]
    fn t75_every_code_is_equally_likely() {
        // Chi-square over 1,000 bins of 100,000 draws: mean 999, standard deviation 44.7; 1,250 is beyond p = 1e-7.
        let mut bins = vec![0_u32; 1000];
        let mut leading_zeros = 0;
        for _ in 0..100_000 {
            let random = u64::from_be_bytes(crate::random::bytes().unwrap());
            let code = Code::from_random(random, CodeDigits::new(6).unwrap()).unwrap();
            leading_zeros += u32::from(code.0.starts_with('0'));
            bins[code.0.parse::<usize>().unwrap() / 1000] += 1;
        }
        let chi_square: f64 = bins.iter().map(|count| (f64::from(*count) - 100.0).powi(2) / 100.0).sum();
        assert!(chi_square < 1250.0, "{chi_square}");
        assert!((9_000..11_000).contains(&leading_zeros), "{leading_zeros}");
    }

    #[test]
    fn a_code_is_not_printable() {
        assert_eq!(format!("{:?}", Code::parse("048291", CodeDigits::new(6).unwrap()).unwrap()), "[code]");
    }
}
