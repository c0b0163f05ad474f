//! docs/security.md, T20 and T73: whatever Lambda hands to a function, it answers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::any;
use serde_json::{Value, json};

use crate::holds;
use crate::mutations::{junk, mutated};
use crate::touch::{RECORDED, touch};

/// What is not in the list is changed by nobody, here and by the fuzzer.
#[test]
fn every_recorded_event_is_in_the_list() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../events")).unwrap();
    let missing = |path: &PathBuf| !RECORDED.contains(&std::fs::read_to_string(path).unwrap().as_str());
    let missing: Vec<_> = files.map(|file| file.unwrap().path()).filter(missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn t20_t73_a_changed_event_is_answered_and_never_a_panic() {
    let statuses = RefCell::new(BTreeMap::<i64, u32>::new());
    let cases = holds(2_000, &mutated(), |event| {
        *statuses.borrow_mut().entry(touch(&event.to_string())).or_default() += 1;
        Ok(())
    });
    let statuses = statuses.into_inner();
    println!("{cases} events: {statuses:?}");
    // By a few cases nothing is proved in any case.
    let kinds = if cases < 2_000 { &[][..] } else { &[200, 303, 400, 403, 413, 415] };
    for status in kinds {
        assert!(statuses.contains_key(status), "no event came as far as {status}, so this proves little: {statuses:?}");
    }
}

#[test]
fn t20_any_json_is_answered_and_never_a_panic() {
    holds(2_000, &junk(), |event| {
        touch(&event.to_string());
        Ok(())
    });
}

#[test]
fn t20_an_event_of_any_bytes_is_answered_and_never_a_panic() {
    let recorded: Value = serde_json::from_str(include_str!("../../../events/issue-code.json")).unwrap();
    holds(2_000, &(vec(any::<u8>(), 0..512), any::<bool>()), |(bytes, base64)| {
        let mut event = recorded.clone();
        event["body"] = String::from_utf8_lossy(&bytes).into();
        event["rawQueryString"] = event["body"].clone();
        event["isBase64Encoded"] = base64.into();
        touch(&event.to_string());
        Ok(())
    });
}

/// No client gets as many past API Gateway (10,240 bytes of headers), but whoever may invoke the function does.
#[test]
fn t20_any_number_of_headers_is_passed_over() {
    let recorded: Value = serde_json::from_str(include_str!("../../../events/login-page.json")).unwrap();
    let status = touch(&recorded.to_string());
    for count in [1_000, 24_577, 100_000] {
        let mut event = recorded.clone();
        event["headers"] = json!({ "x": vec!["1"; count] });
        assert_eq!(touch(&event.to_string()), status);
        let mut event = recorded.clone();
        event["headers"] = (0..count).map(|nth| (format!("x-{nth}"), json!("1"))).collect();
        assert_eq!(touch(&event.to_string()), status);
    }
}
