//! What a person does, from start to end, and what an attacker tries: over real HTTP, through the gateway, the real SDK and the embedded
//! DynamoDB. The tests know what can be seen from outside; only `dump`, `events` and a forged cookie in `binding` reach into the shared
//! crate.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

mod api;
mod binding;
mod brand;
mod browser_rules;
mod calls;
mod cloudfront;
mod devices;
mod documents;
mod dump;
mod events;
mod faults;
mod injection;
mod languages;
mod leaks;
mod limits;
mod mail;
mod problems;
mod redirect;
mod refusals;
mod template;
mod texts;
mod ways;
mod whole_login;
