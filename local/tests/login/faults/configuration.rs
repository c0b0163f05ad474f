//! An environment that a function cannot run with stops its start, and names the variable (docs/security.md, T79). That the whole of it is
//! one line and a failed process is seen in `tests/logs`.

use shared::config::{Environment, Fault};
use shared::time::Timestamp;

use crate::support::{access_key, environment};

/// Which functions read a variable.
#[derive(Clone, Copy)]
enum Of {
    All,
    IssueAndVerify,
    LoginPageAndIssue,
    Issue,
    Verify,
}

/// What may be sent; each is written alike.
const LIMITS: [&str; 7] = [
    "SENDS_PER_ADDRESS",
    "SENDS_PER_DEVICE",
    "SENDS_PER_SOURCE",
    "SENDS_PER_DEPLOYMENT",
    "SMS_SENDS_PER_ADDRESS",
    "SMS_SENDS_PER_DEVICE",
    "SMS_SENDS_PER_DEPLOYMENT",
];

/// What each function says to this environment: login-page, issue-code, verify-code.
async fn starts(environment: &Environment) -> [Result<(), Fault>; 3] {
    let now = Timestamp::from_unix(1_800_000_000);
    [
        login_page::start(environment).map(drop),
        issue_code::start(environment).await.map(drop),
        verify_code::start(environment, now).await.map(drop),
    ]
}

async fn assert_stops(of: Of, variable: &str, values: &[&str]) {
    let reads = match of {
        Of::All => [true, true, true],
        Of::IssueAndVerify => [false, true, true],
        Of::LoginPageAndIssue => [true, true, false],
        Of::Issue => [false, true, false],
        Of::Verify => [false, false, true],
    };
    for value in values {
        let results = starts(&environment(&[(variable, value)])).await;
        for ((function, result), reads) in ["login-page", "issue-code", "verify-code"].into_iter().zip(results).zip(reads) {
            match result {
                Ok(()) => assert!(!reads, "{function} starts with {variable}={value:?}"),
                Err(fault) => {
                    assert!(reads, "{function} does not read {variable}, and says: {fault}");
                    assert_eq!(fault.variable, variable, "{function}, {value:?}");
                    let line = fault.to_string();
                    assert!(line.starts_with(variable) && !line.contains('\n') && line.len() <= 256, "{line}");
                }
            }
        }
    }
}

#[tokio::test]
async fn t79_a_good_environment_starts_all() {
    for result in starts(&environment(&[("BRAND_NAME", "Acme")])).await {
        assert_eq!(result, Ok(()));
    }
}

#[tokio::test]
async fn t79_a_bad_domain_or_address_of_ours_stops_every_start() {
    let bad = [
        "login.example.com",
        "http://login.example.com",
        "https://login.example.com/",
        "https://login.example.com/login",
        "https://login.example.com:8443",
        "https://Login.example.com",
        "https://jane@login.example.com",
        "https://login.example.com?x=1",
        "https://login.example.com#x",
        "https://",
        "//login.example.com",
        "javascript:alert(1)",
    ];
    assert_stops(Of::All, "AUTHRESS_DOMAIN", &[bad.as_slice(), &["", " "]].concat()).await;
    assert_stops(Of::All, "PUBLIC_URL", &bad).await;
    assert_stops(Of::All, "AUTHRESS_CLIENT_ID", &["", " ", &access_key("sc_demo"), "a\u{7}b", &"a".repeat(129)]).await;
}

/// What stands there by mistake may be the secret itself.
#[tokio::test]
async fn t79_a_hash_of_the_origin_secret_that_is_none_stops_every_start_and_is_not_repeated() {
    let hash = "0a".repeat(32);
    let bad = ["canary-secret", &hash[1..], &hash.to_uppercase(), &format!("{hash},"), &format!("{hash},{hash},{hash}")];
    assert_stops(Of::All, "ORIGIN_SECRET_SHA256", &bad).await;
    for result in starts(&environment(&[("ORIGIN_SECRET_SHA256", "canary-secret")])).await {
        assert!(!result.unwrap_err().to_string().contains("canary"));
    }
    for result in starts(&environment(&[("ORIGIN_SECRET_SHA256", &hash)])).await {
        assert_eq!(result.unwrap_err().variable, "PUBLIC_URL", "links must not name the API's own domain, which refuses");
    }
}

#[tokio::test]
async fn t79_a_bad_brand_stops_every_start() {
    assert_stops(Of::All, "BRAND_NAME", &["two\nlines", &"a".repeat(65)]).await;
    assert_stops(Of::All, "BRAND_COLOR", &["red", "#12345", "#fff}*{"]).await;
    assert_stops(Of::All, "BRAND_LOGO_URL", &["http://cdn.example.com/logo.svg", "javascript:alert(1)", "https://a;script-src */x"]).await;
}

#[tokio::test]
async fn t79_a_missing_table_region_or_key_stops_the_start() {
    assert_stops(Of::IssueAndVerify, "TABLE_NAME", &["", " "]).await;
    assert_stops(Of::IssueAndVerify, "AWS_REGION", &[""]).await;
    assert_stops(Of::IssueAndVerify, "AWS_ENDPOINT_URL", &["localhost:8000", "ftp://localhost"]).await;
    assert_stops(Of::IssueAndVerify, "AWS_ENDPOINT_URL_DYNAMODB", &["localhost:8000"]).await;
    assert_stops(Of::IssueAndVerify, "AWS_CA_BUNDLE", &["/nowhere/bundle.pem"]).await;
    let fault = verify_code::start(&environment(&[("AUTHRESS_ACCESS_KEY", "")]), Timestamp::from_unix(0)).await.map(drop).unwrap_err();
    assert_eq!(fault.variable, "AUTHRESS_ACCESS_KEY_SECRET_ID", "where a deployed function has it from");
}

#[tokio::test]
async fn t79_a_sender_or_a_list_of_domains_that_is_none_stops_issuing() {
    let senders = ["", "Acme", "a@b.example, c@d.example", "Acme, Inc <a@b.example>", "Zürich <a@b.example>", "A\r\nBcc: <a@b.example>"];
    assert_stops(Of::Issue, "EMAIL_FROM", &senders).await;
    for variable in ["EMAIL_DOMAINS_ALLOWED", "EMAIL_DOMAINS_DENIED"] {
        assert_stops(Of::Issue, variable, &["*.example.com", "example.com,,example.org", "@example.com", "localhost"]).await;
    }
}

#[tokio::test]
async fn t79_channels_countries_and_apps_that_are_none_stop_the_start() {
    assert_stops(Of::LoginPageAndIssue, "CHANNELS", &["fax", "email,", "email,email", "Email", "email sms"]).await;
    assert_stops(Of::Issue, "SMS_COUNTRIES", &["", "ch", "Switzerland", "XX", "CH,CH", "CH;DE", "41"]).await;
    assert_stops(Of::Issue, "SMS_ORIGINATION_IDENTITY", &["", " "]).await;
    let origins = [
        "*",
        "null",
        "https://*.example.com",
        "https://app.example.com/",
        "http://app.example.com",
        "https://a.example,,https://b.example",
    ];
    assert_stops(Of::IssueAndVerify, "APP_ORIGINS", &origins).await;
}

#[tokio::test]
async fn t79_a_way_to_sign_that_is_none_or_lacks_a_part_stops_verifying() {
    assert_stops(Of::Verify, "SIGNING", &["hsm", "KMS"]).await;
    let parts = [
        ("SIGNING", "kms"),
        ("KMS_KEY_ID", "arn:aws:kms:eu-west-1:123456789012:key/1"),
        ("AUTHRESS_KEY_ID", "kid1"),
        ("AUTHRESS_ACCOUNT_ID", "acc-1"),
    ];
    let but = |changed: &str, to| environment(&parts.map(|(name, value)| (name, if name == changed { to } else { value })));
    let start = async |environment: Environment| verify_code::start(&environment, Timestamp::from_unix(0)).await.map(drop);
    assert_eq!(start(but("", "")).await, Ok(()));
    for (part, value) in [
        ("KMS_KEY_ID", ""),
        ("AUTHRESS_KEY_ID", ""),
        ("AUTHRESS_ACCOUNT_ID", " "),
        ("AUTHRESS_KEY_ID", "sc_demo.kid1.acc-1"),
        ("AUTHRESS_ACCOUNT_ID", "acc.1"),
    ] {
        assert_eq!(start(but(part, value)).await.unwrap_err().variable, part);
    }
}

#[tokio::test]
async fn t79_a_number_outside_its_bounds_stops_the_start() {
    assert_stops(Of::All, "CODE_DIGITS", &["5", "11", "six", "-6", "6.0"]).await;
    assert_stops(Of::All, "CODE_TTL_SECONDS", &["59", "601", "10m"]).await;
    assert_stops(Of::LoginPageAndIssue, "RESEND_COOLDOWN", &["9s", "11m", "30", "30s,60s,60s,60s"]).await;
    assert_stops(Of::Verify, "ASSERTION_SECONDS", &["29", "301", "2m"]).await;
    for variable in LIMITS.into_iter().chain(["FAILURES_PER_ADDRESS"]) {
        assert_stops(Of::Issue, variable, &["5", "0/h", "5/15x", "1000001/h", "5/h,", "-1/h", "5/0m"]).await;
    }
    assert_stops(Of::Issue, "FAILURES_PER_ADDRESS", &["101/d", "10/h"]).await;
    for value in ["0", "11", "five"] {
        let fault = verify_code::start(&environment(&[("GUESSES_PER_FLOW", value)]), Timestamp::from_unix(0)).await.map(drop).unwrap_err();
        assert_eq!(fault.variable, "GUESSES_PER_FLOW");
    }
}

/// Both ends of what may be set.
#[tokio::test]
async fn t79_a_number_at_its_bounds_starts() {
    let mut rows = vec![
        ("CODE_DIGITS", vec!["6", "10"]),
        ("CODE_TTL_SECONDS", vec!["60", "600"]),
        ("GUESSES_PER_FLOW", vec!["1", "10"]),
        ("RESEND_COOLDOWN", vec!["10s", "10m,10m,10m"]),
        ("FAILURES_PER_ADDRESS", vec!["1/d", "100/d"]),
        ("ASSERTION_SECONDS", vec!["30", "300"]),
    ];
    // Eight windows at most.
    rows.extend(LIMITS.map(|limit| (limit, vec!["1/s", "1000000/366d", "1/s,1/m,1/h,1/d,1/2d,1/3d,1/4d,1/5d"])));
    for (variable, values) in rows {
        for value in values {
            for result in starts(&environment(&[(variable, value)])).await {
                assert_eq!(result, Ok(()), "{variable}={value}");
            }
        }
    }
}
