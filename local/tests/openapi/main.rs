//! What docs/openapi.yaml says of the API for an app's own page, and what the API does: schemathesis looks for a difference, the list of
//! problems is held against the code's, and whole sign-ins are held against the document.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[expect(dead_code, unused_imports, reason = "the street of the other tests, which need more of it")]
#[path = "../login/support/mod.rs"]
mod support;

mod by_hand;
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use shared::time::Timestamp;

/// The origin of the app's page; schemathesis.toml names it too.
const APP: &str = "https://app.example.com";
/// A local run with both channels.
const BOTH: [(&str, &str); 3] = [("APP_ORIGINS", APP), ("CHANNELS", "email,sms"), ("SMS_COUNTRIES", "CH,DE,US")];
/// Limits that a thousand calls do not reach, and times that pass while it makes them.
const GENEROUS: [(&str, &str); 8] = [
    ("SENDS_PER_SOURCE", "1000000/h"),
    ("SENDS_PER_ADDRESS", "1000000/h"),
    ("SENDS_PER_DEPLOYMENT", "1000000/h"),
    ("SMS_SENDS_PER_ADDRESS", "1000000/h"),
    ("SMS_SENDS_PER_DEPLOYMENT", "1000000/h"),
    ("FAILURES_PER_ADDRESS", "100/d"),
    ("RESEND_COOLDOWN", "10s,10s"),
    ("CODE_TTL_SECONDS", "60"),
];
/// What must have been answered, or schemathesis has seen no flow alive: which links it follows, and when, is its own to say.
const ALIVE: [&str; 5] =
    ["/api/codes 201", "/{flow}/resend 200", "/{flow}/resend 429 cooldown", "/{flow}/resend 400 expired", "/{flow}/verify 400 wrong-code"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/openapi.yaml")).unwrap()
}

/// What a program of the tests' Python environment says to this input.
fn python(program: &str, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(root().join("target/test-tools/bin").join(program));
    // A proxy named in the environment is not for loopback.
    let command = command.args(arguments).current_dir(root()).env("NO_PROXY", "*");
    // What Python and Hypothesis keep for the next time is nothing of the project's.
    let command = command.env("PYTHONDONTWRITEBYTECODE", "1").env("HYPOTHESIS_STORAGE_DIRECTORY", env!("CARGO_TARGET_TMPDIR"));
    let process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut process = process.unwrap_or_else(|fault| panic!("{program}: {fault}; ./test installs what these tests need from PyPI"));
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

/// Asserts that it ended well, and shows what it said when not.
fn assert_good(output: &Output) {
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    assert!(output.status.success(), "{}", said.concat());
}

/// A local run whose time passes by what it is asked, and not by how fast the machine is: three seconds whenever somebody looks at the
/// clock, and now and then the minute that a code lives.
async fn hurried() -> local::Running {
    let looks = AtomicU64::new(0);
    let clock: local::Clock = Arc::new(move || {
        let looks = looks.fetch_add(1, Ordering::SeqCst);
        Timestamp::from_unix(4_102_489_800 + looks * 3 + looks / 30 * 60)
    });
    let environment = BOTH.iter().chain(&GENEROUS).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    local::start(local::Options { port: 0, services: local::ANY_SERVICES, environment, clock }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemathesis_finds_nothing_that_the_document_does_not_say() {
    let running = hurried().await;
    let url = running.functions.clone();
    let run = tokio::task::spawn_blocking(move || {
        let config = ["--config-file", "local/tests/openapi/schemathesis.toml", "run", "docs/openapi.yaml", "--url", &url];
        python("schemathesis", &config, "")
    });
    let output = run.await.unwrap();
    assert_good(&output);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("2 covered / 2 selected / 2 total"), "{said}");
    for answer in ALIVE {
        assert!(said.lines().any(|line| line.starts_with("answered: ") && line.ends_with(answer)), "never {answer}: {said}");
    }
}
