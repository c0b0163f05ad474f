//! Texts that parsers have tripped over.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

/// What an attacker would write, in pieces.
pub(crate) const ODD: [&str; 38] = [
    "",
    " ",
    "\t",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\r\n",
    "\r\nSet-Cookie: a=b",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "é",
    "e\u{301}",
    "<svg onload=alert(1)>",
    "\"><script>",
    "a b",
    "a,b",
    "http,https",
    "[::1]:80",
    "//evil.example",
    "../..",
    "%",
    "%2",
    "%zz",
    "%00",
    "%ff%fe",
    "%c0%ae",
    "%2540",
    "{{7*7}}",
    "&#x22;",
    "+",
    "😀",
];

/// A text: odd, arbitrary, or very long.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(&ODD[..]).prop_map(str::to_owned),
        4 => any::<String>(),
        4 => proptest::collection::vec(select(&ODD[..]), 2..8).prop_map(|pieces| pieces.concat()),
        1 => (select(&ODD[..]), Just(())).prop_flat_map(|(piece, ())| (1_usize..12_000).prop_map(move |times| format!("a{piece}").repeat(times))),
    ]
}
