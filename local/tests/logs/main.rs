//! What is printed when people and attackers come: the real process at its most talkative, every line of it read (docs/security.md, T70 to
//! T74).

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod cloudfront;
mod emf;
mod metrics;
mod process;
mod scenes;
mod scenes_of_apps;
mod secret_store;
mod start;
mod table;
mod visitor;

#[expect(dead_code, reason = "shared with the tests of the login, which know where everything runs")]
#[path = "../login/support/browser.rs"]
mod browser;
#[expect(dead_code, reason = "shared with the tests of the login, which read more of a page")]
#[path = "../login/support/page.rs"]
mod page;
#[expect(dead_code, reason = "shared with the tests of the login, which make a usable key")]
#[path = "../login/support/secrets.rs"]
mod secrets;

use std::collections::BTreeMap;

use tokio::sync::OnceCell;

use page::Page;
use process::{Printed, Process};
use scenes::Scenes;

/// Named like this, so that its lines are metrics, too.
const DEPLOYMENT: &str = "acme-login";

/// How every assertion begins: `{"typ":` in base64url.
const JWT: &str = "eyJ0eXAi";

/// One run of all scenes, read by every test.
static RUN: OnceCell<(Printed, BTreeMap<String, String>)> = OnceCell::const_new();

async fn run() -> &'static (Printed, BTreeMap<String, String>) {
    RUN.get_or_init(async || {
        // Ten digits: none of these codes stands anywhere by chance.
        let variables = [
            ("CODE_DIGITS", "10"),
            ("SENDS_PER_SOURCE", "1000/h"),
            ("DEPLOYMENT", DEPLOYMENT),
            ("CHANNELS", "email,sms"),
            ("SMS_COUNTRIES", "CH"),
            ("SMS_SENDS_PER_DEPLOYMENT", "4/h"),
        ];
        let process = Process::start(&variables).await;
        let secrets = visitor::Secrets::default();
        Scenes { process: &process, secrets: &secrets }.play().await;
        let secrets = secrets.lock().unwrap().clone();
        (process.end(), secrets)
    })
    .await
}

#[tokio::test]
async fn t70_no_secret_is_printed() {
    let (printed, secrets) = run().await;
    for what in ["code", "code as in the mail", "cookie", "browser secret", "form token", "state", "address", "number", "assertion"] {
        assert!(secrets.values().any(|name| name == what), "the scenes have met no {what}");
    }
    printed.assert_without(secrets);
    // Longer than chance: the log is full of random ids.
    let always = [(JWT, "a JWT's header"), ("MC4CAQAwBQYDK2VwBCIE", "a private key"), ("canary", "something that was sent in")];
    assert!(secrets.iter().filter(|(_, name)| *name == "assertion").all(|(assertion, _)| assertion.starts_with(JWT)));
    printed.assert_without(&always.map(|(text, what)| (text.to_owned(), what.to_owned())).into());
}

#[tokio::test]
async fn t71_nothing_talks_but_we() {
    let (printed, _) = run().await;
    assert_eq!(printed.stderr, "");
    for line in printed.log() {
        assert!(["INFO", "WARN", "ERROR"].contains(&line["level"].as_str().unwrap()), "{line}");
    }
}

#[tokio::test]
async fn t72_of_an_error_only_its_code_is_logged() {
    let (printed, _) = run().await;
    for code in ["TooManyRequestsException", "SendingPausedException"] {
        assert!(printed.log().iter().any(|line| line["service"] == "ses" && line["code"] == code), "{code}");
    }
    let of_table = |line: &&serde_json::Value| line["event"] == "sys_dependency_failure" && line["service"] == "dynamodb";
    assert_eq!(printed.log().iter().filter(of_table).count(), 2);
    let said = ["verified", "identities", "sending rate", "for this account", "non-existent", "told to fail"];
    printed.assert_without(&said.map(|text| (text.to_owned(), "an error's message".to_owned())).into());
}

/// The check of the lines is in `Printed::log`.
#[tokio::test]
async fn t74_every_line_is_one_short_json_object_whatever_was_sent() {
    let (printed, _) = run().await;
    assert!(printed.log().len() > 50, "{} lines", printed.log().len());
    // What was sent in to look like one of ours is none: there were three logins, and one double click.
    assert_eq!((printed.count("authn_login_success", "", ""), printed.count("authn_login_repeated", "", "")), (3, 1));
}

#[tokio::test]
async fn every_event_of_the_vocabulary_is_logged_as_it_happens() {
    let (printed, _) = run().await;
    for (event, field, value) in [
        ("authn_code_requested", "", ""),
        ("authn_code_sent", "", ""),
        ("authn_first_guess", "", ""),
        ("authn_login_success", "", ""),
        ("authn_login_repeated", "", ""),
        ("authn_login_fail", "reason", "wrong"),
        ("authn_login_fail", "reason", "expired"),
        ("authn_login_fail", "reason", "locked"),
        ("authn_login_fail", "reason", "used"),
        ("authn_login_fail", "reason", "unknown"),
        ("authn_login_lock", "", ""),
        ("excess_rate_limit_exceeded", "limit", "flow"),
        ("excess_rate_limit_exceeded", "limit", "address"),
        ("input_validation_fail", "what", "bad-address"),
        ("input_validation_fail", "what", "login request"),
        ("malicious_csrf", "what", "form token"),
        ("malicious_csrf", "what", "cross-site"),
        ("redirect_tamper", "what", "redirect_uri"),
        ("redirect_tamper", "what", "client_id"),
        ("sys_dependency_failure", "service", "ses"),
        ("sys_dependency_failure", "service", "dynamodb"),
        ("message_refused", "channel", "email"),
        ("message_refused", "channel", "sms"),
        ("authn_code_sent", "channel", "sms"),
        ("sys_dependency_failure", "service", "sms"),
        ("excess_rate_limit_exceeded", "limit", "sms-deployment"),
        ("malicious_csrf", "what", "foreign origin"),
        ("input_validation_fail", "what", "refused-address"),
        ("input_validation_fail", "what", "call"),
        ("input_validation_fail", "what", "no such flow for this browser"),
    ] {
        assert!(printed.count(event, field, value) > 0, "{event} {field}={value}");
    }
    assert_eq!(printed.count("authn_login_lock", "", ""), 1, "a flow is locked once");
}

/// Whoever reads why the button has another colour than the brand.
#[tokio::test]
async fn a_brands_colour_that_cannot_be_read_is_told_once_a_start() {
    for (color, told) in [("#ffff00", 1), ("#0b5fff", 0)] {
        let process = Process::start(&[("BRAND_COLOR", color)]).await;
        let printed = process.end();
        assert_eq!(printed.count("sys_brand_color", "given", color), told, "{color}: {}", printed.stdout);
    }
}

/// Whoever started it may end it either way, with people at work.
#[tokio::test]
async fn the_local_run_ends_well_by_ctrl_c_and_by_sigterm() {
    for signal in ["INT", "TERM"] {
        let process = Process::start(&[]).await;
        let secrets = visitor::Secrets::default();
        visitor::Visitor::new(&process, &secrets).asked("state", "jane@example.com").await;
        let printed = process.end_by(signal);
        assert_eq!((printed.status.code(), printed.stderr.as_str()), (Some(0), ""), "SIG{signal}");
    }
}

/// The request's id stands in the access log of API Gateway, too.
#[tokio::test]
async fn every_event_of_a_request_names_the_request() {
    let (printed, _) = run().await;
    for line in printed.log() {
        assert!(line["span"]["id"].as_str().is_some_and(|id| id.len() == 16), "{line}");
    }
}
