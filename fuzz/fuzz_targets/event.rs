//! The door: whatever Lambda hands to a function, it answers. Input that is JSON is the event; any other becomes the query, the body and
//! the cookies of a recorded one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// The function of the property tests, so that both hold it to the same.
#[path = "../../shared/tests/properties/touch.rs"]
mod touch;

fuzz_target!(|data: &[u8]| {
    if let Ok(event) = serde_json::from_slice::<&serde_json::value::RawValue>(data) {
        touch::touch(event.get());
        return;
    }
    let Some((which, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    for recorded in touch::RECORDED {
        let mut event: Value = serde_json::from_str(recorded).unwrap();
        // Which of the places the text goes to, and whether a body is said to be base64.
        for (bit, place) in [(1, "rawQueryString"), (2, "body"), (4, "rawPath")] {
            if which & bit != 0 {
                event[place] = text.as_ref().into();
            }
        }
        if which & 8 != 0 {
            event["isBase64Encoded"] = (which & 16 != 0).into();
        }
        if which & 32 != 0 {
            event["cookies"] = text.split(';').collect();
        }
        if which & 64 != 0 {
            event["headers"]["content-type"] = text.as_ref().into();
        }
        touch::touch(&event.to_string());
    }
});
