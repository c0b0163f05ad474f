//! What a person does, from start to end, and what an attacker tries: over real HTTP, through the gateway, the real SDK and the embedded
//! DynamoDB. The tests know what can be seen from outside. Those that must reach further into the code say so where they do: they hand it
//! an event or an environment, make a secret or a verifier of their own, or read its lists of routes, languages and metrics.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

mod api;
mod assertion;
mod at_once;
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
mod local_run;
mod mail;
mod numbers;
mod problems;
mod redirect;
mod refusals;
mod retention;
mod store_verbs;
mod template;
mod texts;
mod walls;
mod ways;
mod whole_login;
