//! Walls between the rooms that neither the compiler nor clippy keeps (`ARCHITECTURE.md`).

use std::fs;
use std::path::PathBuf;

use crate::documents::files_of;
use crate::template::root;

/// The files of Rust below this folder that hold one of the words.
fn holding(folder: &str, words: &[&str]) -> Vec<String> {
    let below: Vec<PathBuf> = files_of("rs").into_iter().filter(|file| file.starts_with(root().join(folder))).collect();
    assert!(below.len() > 2, "the search covers {folder}");
    let holds = |file: &PathBuf| fs::read_to_string(file).is_ok_and(|text| words.iter().any(|word| text.contains(word)));
    let name = |file: PathBuf| file.strip_prefix(root()).unwrap().display().to_string();
    below.into_iter().filter(holds).map(name).collect()
}

#[test]
fn the_protocol_does_no_io_and_waits_for_nothing() {
    let found = holding("shared/src/flow", &["async ", ".await", "tokio", "aws_", "std::fs", "std::net", "std::io", "std::env"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_function_names_a_type_of_aws() {
    let found = holding("functions", &["aws_sdk", "aws_smithy", "aws_config", "aws_types", "aws_credential"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn aws_is_named_where_something_is_asked_of_it_and_nowhere_else() {
    let found = holding("shared/src", &["aws_sdk", "aws_smithy", "aws_config", "aws_types", "aws_credential"]);
    let rooms = ["store", "aws", "mail/ses", "channel/sms.rs", "authress/signer.rs", "authress/key_source.rs"];
    let others: Vec<_> = found.iter().filter(|file| !rooms.iter().any(|room| file.starts_with(&format!("shared/src/{room}")))).collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(found.len() > 8, "the search finds those that do: {found:?}");
}

/// cargo-lambda builds with `abort` unless the profile names another way; a panic would then end the environment, and with it the answer.
#[test]
fn a_panic_unwinds_in_what_is_deployed() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, profile) = manifest.split_once("\n[profile.release]\n").unwrap();
    let profile = profile.split("\n[").next().unwrap();
    assert!(profile.lines().any(|line| line == "panic = \"unwind\""), "{profile}");
}
