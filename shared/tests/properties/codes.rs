//! docs/security.md, T14 and T75: what a person types is a code of the right length or none.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_oneof};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq};
use shared::flow::{Code, CodeDigits};

use crate::holds;
use crate::texts::text;

const SEPARATORS: [&str; 9] = [" ", "-", "\u{a0}", "\u{2013}", "\u{200e}", "\t", "\n", ".", ""];

/// Digits of the scripts that are read, of one that is not, and what stands between them.
fn typed() -> impl Strategy<Value = String> {
    let digit = prop_oneof![
        12 => "[0-9]",
        2 => "[\u{660}-\u{669}]",
        2 => "[\u{6f0}-\u{6f9}]",
        2 => "[\u{ff10}-\u{ff19}]",
        1 => "[\u{966}-\u{96f}]",
    ];
    let spaced = (digit, select(&SEPARATORS[..])).prop_map(|(digit, separator)| format!("{digit}{separator}"));
    let run = vec(prop_oneof![8 => "[0-9]", 3 => spaced], 5..11).prop_map(|digits| digits.concat());
    let words = || prop_oneof![6 => "", 2 => "Your code is ", 1 => select(&SEPARATORS[..]).prop_map(str::to_owned), 1 => text()];
    prop_oneof![6 => (words(), run, words()).prop_map(|(before, run, after)| format!("{before}{run}{after}")), 1 => text()]
}

/// The value of a digit in the scripts that are read.
fn value(letter: char) -> Option<char> {
    let zero = ['0', '\u{660}', '\u{6f0}', '\u{ff10}'].into_iter().find(|zero| (*zero..).take(10).any(|digit| digit == letter))?;
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}

#[test]
fn t14_a_code_has_exactly_its_digits_in_the_order_in_which_they_were_typed() {
    let accepted = Cell::new(0_u32);
    holds(10_000, &(typed(), 6_u32..=10), |(input, count)| {
        let digits = CodeDigits::new(count).unwrap();
        let Some(code) = Code::parse(&input, digits) else { return Ok(()) };
        accepted.set(accepted.get() + 1);
        let read = code.expose();
        prop_assert!(read.len() == digits.count() && read.bytes().all(|byte| byte.is_ascii_digit()), "{input:?}: {read:?}");
        prop_assert_eq!(read, input.chars().filter_map(value).collect::<String>(), "{:?}", input);
        for again in [read, &code.grouped()] {
            prop_assert!(Code::parse(again, digits).is_some_and(|code| code.expose() == read), "{input:?}: {again:?}");
        }
        Ok(())
    });
    assert!(accepted.get() > 0);
}
