//! docs/security.md, T15 to T17: queries and form bodies are decoded once, and what came twice or broken is told.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq};
use shared::http::{Fields, Malformed};

use crate::holds;
use crate::texts::text;

/// The names a form of ours has, and some it has not.
const NAMES: [&str; 8] = ["state", "email", "code", "flow", "state[]", "State", "ä&=%+ ", ""];

/// A text as it is meant, and one of the ways to write it.
#[derive(Clone, Debug)]
struct Written {
    meant: String,
    written: String,
}

/// Any of the ways in which browsers and scripts encode: each letter that may stand for itself does or does not.
fn written(meant: impl Strategy<Value = String>) -> impl Strategy<Value = Written> {
    (meant, any::<u64>()).prop_map(|(meant, choices)| {
        let mut written = String::new();
        for (nth, letter) in meant.chars().enumerate() {
            let as_it_is = choices.rotate_right(u32::try_from(nth % 64).unwrap()) & 1 == 1;
            match letter {
                ' ' if as_it_is => written.push('+'),
                '&' | '=' | '%' | '+' | ' ' => percent(letter, &mut written),
                _ if as_it_is => written.push(letter),
                _ => percent(letter, &mut written),
            }
        }
        Written { meant, written }
    })
}

fn percent(letter: char, written: &mut String) {
    for (nth, byte) in letter.to_string().bytes().enumerate() {
        let _ = if nth % 2 == 0 { write!(written, "%{byte:02X}") } else { write!(written, "%{byte:02x}") };
    }
}

#[test]
fn t16_a_well_formed_form_reads_as_it_was_meant() {
    let pair = (written(select(&NAMES[..]).prop_map(str::to_owned)), written(text()));
    holds(2_000, &vec(pair, 0..6), |pairs| {
        let form: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", name.written, value.written)).collect();
        let fields = Fields::parse(&form.join("&"));
        for name in NAMES {
            let values: Vec<&str> = pairs.iter().filter(|(field, _)| field.meant == name).map(|(_, value)| value.meant.as_str()).collect();
            let expected = match values.as_slice() {
                [] => Ok(None),
                [value] => Ok(Some((*value).to_owned())),
                _ => Err(Malformed),
            };
            prop_assert_eq!(fields.get(name), expected, "{}", name);
        }
        Ok(())
    });
}

#[test]
fn t17_any_text_is_a_form_and_what_it_gives_is_text_decoded_once() {
    let pieces = prop_oneof![text(), select(&["state", "=", "&", "%73tate", "%", "+", "%25", "%26", "%3d"][..]).prop_map(str::to_owned)];
    holds(2_000, &vec(pieces, 0..8), |pieces| {
        let text = pieces.concat();
        let fields = Fields::parse(&text);
        for name in NAMES.into_iter().chain(pieces.iter().map(String::as_str)) {
            if let Ok(Some(value)) = fields.get(name) {
                // Decoding never makes a text longer, and only a percent sign can have made a separator or a control of what had none.
                prop_assert!(value.len() <= text.len(), "{value:?}");
                prop_assert!(text.contains('%') || !value.contains('&'), "{value:?}");
            }
        }
        Ok(())
    });
}
