//! Properties that hold for whatever comes in: addresses, forms, codes, cookies and whole events. Each case is made at random; a failing
//! one is shrunk and printed. `PROPTEST_CASES` sets how many, for a long run; CONTRIBUTING.md has the commands.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod address;
mod codes;
mod cookies;
mod events;
mod fields;
mod mutations;
mod texts;
mod touch;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use shared::config::Environment;

/// Runs `check` on what `inputs` makes, `default` times unless `PROPTEST_CASES` says otherwise; returns how often.
fn holds<S: Strategy>(default: u32, inputs: &S, check: impl Fn(S::Value) -> TestCaseResult) -> u32 {
    let cases = Environment::of_process().integer("PROPTEST_CASES", default, 1..=u32::MAX).unwrap();
    // What failed once becomes a test with a name, not a file of seeds.
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(inputs, check).unwrap_or_else(|fault| panic!("{fault}"));
    cases
}
