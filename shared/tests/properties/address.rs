//! docs/security.md, T23 to T34: whatever is typed, an address is one canonical mailbox or none.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use proptest::string::string_regex;
use proptest::{prop_assert, prop_assert_eq};
use shared::address::Email;

use crate::holds;
use crate::texts::{ODD, text};

/// Pieces of addresses, of almost addresses, and of what hides in addresses.
const PIECES: [&str; 68] = [
    "a",
    "B",
    "jane",
    "@",
    "@",
    "@",
    ".",
    ".",
    "x.com",
    "Example.COM",
    "example",
    "com",
    "-",
    "--",
    "_",
    "%",
    "!",
    "+",
    "'",
    "`",
    "=",
    "?",
    "/",
    "{",
    "&",
    "#",
    ",",
    ";",
    ":",
    "<",
    ">",
    "\"",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "127.0.0.1",
    "IPv6:::1",
    "0x7f",
    "1",
    "=?",
    "?=",
    "=?utf-8?q?a=40b?=",
    "xn--",
    "XN--",
    "xn--bcher-kva",
    "xn--a",
    "bücher",
    "BÜCHER",
    "straße",
    "STRAẞE",
    "σας",
    "ΣΑΣ",
    "İ",
    "ı",
    "K",
    "ﬀ",
    "ｘ",
    "＠",
    "。",
    "℀",
    "例え",
    "مثال",
    "\u{200c}",
    "mailto:",
    "Jane <",
    "😀",
];

/// A mailbox that may well be one, in any letters.
fn likely() -> impl Strategy<Value = String> {
    let regex = |regex: &str| string_regex(regex).unwrap();
    let local = prop_oneof![
        6 => regex("[A-Za-z0-9]{1,8}([.+'!%/=_-][A-Za-z0-9]{1,8}){0,3}"),
        1 => regex("[A-Za-z0-9]{60,66}"),
        1 => regex("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,12}"),
    ];
    let label = prop_oneof![
        8 => regex("[A-Za-z0-9]{1,10}(-[a-z0-9]{1,8}){0,2}"),
        3 => regex("[a-zäöüéñç]{1,8}|[а-яА-Я]{1,8}|[α-ω]{1,6}[σς]?"),
        1 => regex("[a-z0-9]{60,64}|[a-z0-9-]{1,8}|xn--[a-z0-9-]{1,12}|[a-zßẞа-яΑ-Ω]{1,8}"),
    ];
    let top = prop_oneof![8 => regex("[A-Za-z]{2,8}"), 1 => regex("[a-z0-9]{1,4}|рф|例え")];
    (local, vec(label, 1..4), top).prop_map(|(local, labels, top)| format!("{local}@{}.{top}", labels.join(".")))
}

/// A likely mailbox with one foreign thing put into it or around it.
fn disturbed() -> impl Strategy<Value = String> {
    let foreign = prop_oneof![
        select(&ODD[..]).prop_map(str::to_owned),
        select(&PIECES[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from)
    ];
    (likely(), foreign, any::<Index>()).prop_map(|(mut address, foreign, at)| {
        let places: Vec<usize> = address.char_indices().map(|(place, _)| place).chain([address.len()]).collect();
        address.insert_str(*at.get(&places), &foreign);
        address
    })
}

fn typed() -> impl Strategy<Value = String> {
    let input = prop_oneof![
        4 => likely(),
        3 => disturbed(),
        3 => vec(select(&PIECES[..]), 1..10).prop_map(|pieces| pieces.concat()),
        1 => (text(), text()).prop_map(|(left, right)| format!("{left}@{right}")),
        1 => text(),
    ];
    let around = || prop_oneof![4 => Just(String::new()), 1 => string_regex("[ \t]{1,3}").unwrap(), 1 => string_regex("[ \t\r\n\u{a0}\u{3000}]{1,2}").unwrap()];
    (around(), input, around()).prop_map(|(before, input, after)| format!("{before}{input}{after}"))
}

#[test]
fn t24_an_address_is_one_canonical_mailbox_or_none() {
    let accepted = Cell::new(0_u32);
    let cases = holds(10_000, &typed(), |input| {
        let Ok(email) = Email::parse(&input) else { return Ok(()) };
        accepted.set(accepted.get() + 1);
        let canonical = email.as_str();
        prop_assert!(Email::parse(canonical) == Ok(email.clone()), "reading it again changes nothing: {canonical:?}");
        prop_assert!(canonical.len() <= 254, "{canonical:?}");
        prop_assert!(canonical.bytes().all(|byte| byte.is_ascii_graphic()), "white space, control or Unicode: {canonical:?}");
        prop_assert!(!canonical.contains([',', ';', ':', '<', '>', '"', '\\', '(', ')', '[', ']']), "{canonical:?}");
        prop_assert!(!canonical.contains("=?"), "an encoded word: {canonical:?}");
        prop_assert_eq!(canonical.matches('@').count(), 1, "{:?}", canonical);
        let (local, domain) = canonical.split_once('@').unwrap();
        prop_assert!((1..=64).contains(&local.len()) && local.split('.').all(|atom| !atom.is_empty()), "{canonical:?}");
        prop_assert!(domain.contains('.') && domain.split('.').all(|label| (1..=63).contains(&label.len())), "{canonical:?}");
        prop_assert!(!canonical.bytes().any(|byte| byte.is_ascii_uppercase()), "{canonical:?}");

        let trimmed = input.trim_matches([' ', '\t']);
        let (typed_local, typed_domain) = trimmed.rsplit_once('@').unwrap();
        prop_assert_eq!(local, typed_local.to_ascii_lowercase(), "{:?}", input);
        if typed_domain.is_ascii() {
            prop_assert_eq!(domain, typed_domain.to_ascii_lowercase(), "{:?}", input);
        } else {
            let (unicode, valid) = idna::domain_to_unicode(domain);
            prop_assert!(valid.is_ok(), "{input:?}");
            prop_assert_eq!(unicode, typed_domain.chars().flat_map(char::to_lowercase).collect::<String>(), "{:?}", input);
            let repaired = |letter: char| !letter.is_ascii() && letter.to_lowercase().any(|lower| lower.is_ascii());
            prop_assert!(!typed_domain.contains(repaired), "a look-alike became ASCII: {input:?}");
        }
        let tagged = Email::parse(&format!("{local}+tag@{domain}"));
        if let (Ok(tagged), false) = (tagged, local.starts_with('+')) {
            prop_assert_eq!(tagged.limiter_key(), email.limiter_key(), "a tag makes no new mailbox: {:?}", canonical);
        }
        Ok(())
    });
    let share = f64::from(accepted.get()) / f64::from(cases);
    println!("{} of {cases} inputs were addresses", accepted.get());
    assert!((0.1..0.9).contains(&share), "the inputs are mostly of one kind, so this proves little: {share}");
}
