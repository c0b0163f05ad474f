//! What only a real browser can tell: headless Chromium, driven through chromedriver, against a local run. CSP, `Origin`, `Referer`,
//! cookies, history and fragments are Chromium's own here, and the requests are read from its own network log.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod chromedriver;
mod chromium;
mod network;
mod packages;
mod site;
mod states;
#[expect(dead_code, unused_imports, reason = "the street of the tests without a browser, which need more of it")]
#[path = "../login/support/mod.rs"]
mod support;

mod accessible;
mod comfort;
mod cross_site;
mod history;
mod link;
mod one_time_code;
mod sdk;
mod whole_login;
