//! A function that cannot start says so in one line, which names the variable, and fails (docs/security.md, T79). The binaries of the
//! functions belong to other packages; this test's own binary, started again, does what their `main` does.

use std::process::{Command, ExitCode};

use shared::config::Environment;
use shared::time::Timestamp;

use crate::process::coverage;

const GOOD: [(&str, &str); 6] = [
    ("AUTHRESS_DOMAIN", "https://login.example.com"),
    ("AUTHRESS_CLIENT_ID", "sc_demo"),
    ("AUTHRESS_ACCESS_KEY", "canarykey"),
    ("TABLE_NAME", "passwordless"),
    ("EMAIL_FROM", "Acme <login@acme.example>"),
    ("AWS_REGION", "eu-west-1"),
];

#[tokio::test]
#[ignore = "started by t79, with an environment of its own"]
async fn a_function_starts() -> ExitCode {
    let environment = Environment::of_process();
    let now = || Timestamp::from_unix(1_800_000_000);
    if let Err(fault) = shared::log::start(&environment, now) {
        return shared::http::serve(Err::<login_page::Function, _>(fault), now).await;
    }
    match environment.get("FUNCTION").unwrap() {
        "login-page" => shared::http::serve(login_page::start(&environment), now).await,
        "issue-code" => shared::http::serve(issue_code::start(&environment).await, now).await,
        _ => shared::http::serve(verify_code::start(&environment, now()).await, now).await,
    }
}

/// Whether it went on, and what it logged.
fn start(function: &str, variable: &str, value: &str) -> (bool, Vec<String>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    // Quiet and without capture, so that the lines of the log stand alone.
    command.args(["--exact", "start::a_function_starts", "--ignored", "--nocapture", "--quiet"]);
    command.env_clear().envs(coverage()).envs(GOOD).env("RUST_LOG", "trace").env("AWS_LAMBDA_LOG_LEVEL", "TRACE");
    let output = command.env("FUNCTION", function).env(variable, value).output().unwrap();
    let printed = format!("{}\n{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    (output.status.success(), printed.lines().filter(|line| line.contains('{')).map(str::to_owned).collect())
}

#[test]
fn t79_a_function_that_cannot_start_says_so_in_one_line_and_fails() {
    for (function, variable, value) in [
        ("login-page", "AUTHRESS_DOMAIN", "http://canary.example"),
        ("login-page", "AUTHRESS_CLIENT_ID", ""),
        ("login-page", "DEPLOYMENT", "canary login"),
        ("issue-code", "AUTHRESS_DOMAIN", "https://canary.example/"),
        ("issue-code", "EMAIL_FROM", "canary"),
        ("issue-code", "SENDS_PER_ADDRESS", "canary"),
        ("issue-code", "TABLE_NAME", ""),
        ("issue-code", "DEPLOYMENT", "1canary"),
        ("verify-code", "AUTHRESS_DOMAIN", "https://login.example.com:canary"),
        ("verify-code", "GUESSES_PER_FLOW", "canary"),
        ("verify-code", "AWS_REGION", ""),
        ("verify-code", "DEPLOYMENT", "canary_login"),
    ] {
        let (success, lines) = start(function, variable, value);
        assert!(!success, "{function} {variable}");
        let [line] = lines.as_slice() else { panic!("{function} {variable}: {lines:?}") };
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((event["event"].as_str(), event["level"].as_str()), (Some("sys_configuration"), Some("ERROR")), "{line}");
        let fault = event["fault"].as_str().unwrap();
        assert!(fault.starts_with(variable) && fault.len() <= 256 && !line.contains("canary"), "{line}");
    }
}
