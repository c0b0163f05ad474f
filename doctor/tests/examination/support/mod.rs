//! The street a doctor visits: a local run, AWS in front of it, and what the program prints about them.

mod aws;
mod browser;
mod front;

use std::collections::HashMap;
use std::ffi::OsString;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shared::authress::AccessKey;
use shared::time::Timestamp;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

pub(crate) use aws::Aws;
pub(crate) use browser::log_in;
pub(crate) use front::Front;

/// A local run, dressed up as a stack.
pub(crate) struct Street {
    pub(crate) running: local::Running,
    pub(crate) aws: Aws,
}

/// What a doctor printed, and its exit status.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) text: String,
    pub(crate) status: Option<i32>,
}

impl Street {
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With these variables for the functions.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        let key = access_key("sc_demo", "kid1", 7);
        let own = [("AUTHRESS_ACCESS_KEY", key.as_str())];
        let environment: HashMap<_, _> =
            own.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let options = local::Options { port: 0, services: local::ANY_SERVICES, environment, clock: Arc::new(now) };
        let running = local::start(options).await.unwrap();
        assert!(running.warnings.is_empty(), "{:?}", running.warnings);
        let aws = Aws::before(&running).await;
        aws.put_secret(&key);
        Self { running, aws }
    }

    /// Examines the stack, without a login.
    pub(crate) async fn examine(&self, options: &[&str]) -> Visit {
        finish(self.doctor(&[&["--stack", "login", "--wait", "0"], options].concat())).await
    }

    /// A doctor with credentials that reach nothing but this street.
    pub(crate) fn doctor(&self, arguments: &[&str]) -> Child {
        doctor(arguments, &[("AWS_ENDPOINT_URL", &self.aws.url), ("AWS_REGION", "eu-west-1")])
    }
}

/// Starts a doctor that knows these variables and nothing else.
pub(crate) fn doctor(arguments: &[&str], variables: &[(&str, &str)]) -> Child {
    let credentials = [("AWS_ACCESS_KEY_ID", "operator"), ("AWS_SECRET_ACCESS_KEY", "operator"), ("AWS_EC2_METADATA_DISABLED", "true")];
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctor"));
    command
        .args(arguments)
        .env_clear()
        .envs(coverage())
        .envs(credentials)
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.kill_on_drop(true).spawn().unwrap()
}

/// Where a build that measures coverage writes what it saw; without it, into the folder of the sources.
#[expect(clippy::disallowed_methods, reason = "it is the caller's to say, and of all variables only this one is passed on")]
fn coverage() -> Option<(&'static str, OsString)> {
    let name = "LLVM_PROFILE_FILE";
    Some((name, std::env::var_os(name)?))
}

/// All that it prints.
pub(crate) async fn finish(child: Child) -> Visit {
    let output = child.wait_with_output().await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    Visit { text, status: output.status.code() }
}

/// Goes on with a doctor until it names a page to open, lets `open` use it, and reads on to the end.
pub(crate) async fn finish_after(mut child: Child, open: impl AsyncFn(&str)) -> Visit {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut text = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        text = format!("{text}{line}\n");
        if line.trim().starts_with("http") {
            open(line.trim()).await;
        }
    }
    child.stderr.take().unwrap().read_to_string(&mut text).await.unwrap();
    Visit { text, status: child.wait().await.unwrap().code() }
}

impl Visit {
    /// Asserts that there is a line with this verdict on this subject, and that it says this.
    #[track_caller]
    pub(crate) fn says(&self, verdict: &str, subject: &str, sentence: &str) -> &Self {
        let start = format!("{verdict:<4}  {subject} ");
        let found = self.text.lines().any(|line| line.starts_with(&start) && line.contains(sentence));
        assert!(found, "{verdict} {subject}: {sentence}\n\n{}", self.text);
        self
    }

    /// Asserts that this is one of the things to do.
    #[track_caller]
    pub(crate) fn advises(&self, advice: &str) -> &Self {
        let found = self.text.lines().any(|line| line.trim_start().starts_with("→ ") && line.contains(advice));
        assert!(found, "→ {advice}\n\n{}", self.text);
        self
    }

    /// Asserts that this many checks failed, and that the exit status says so.
    #[track_caller]
    pub(crate) fn fails(&self, times: usize) -> &Self {
        assert_eq!(self.text.lines().filter(|line| line.starts_with("FAIL")).count(), times, "{}", self.text);
        assert_eq!(self.status, Some(i32::from(times > 0)), "{}", self.text);
        self
    }

    /// Asserts that nothing was found that would not be as it should be.
    #[track_caller]
    pub(crate) fn is_well(&self) -> &Self {
        assert!(!self.text.lines().any(|line| line.starts_with("warn")), "{}", self.text);
        self.fails(0)
    }
}

/// An access key. Nobody's: its seed is one byte repeated.
pub(crate) fn access_key(client_id: &str, key_id: &str, seed: u8) -> String {
    let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    format!("{client_id}.{key_id}.acc-1.{}", STANDARD.encode([prefix.as_slice(), &[seed; 32]].concat()))
}

/// The public half of such a key, as the stack's outputs spell it.
pub(crate) fn public_key(seed: u8) -> String {
    let key = AccessKey::parse(&access_key("sc_demo", "kid1", seed)).unwrap();
    let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    STANDARD.encode([prefix.as_slice(), &key.public_key().unwrap()].concat())
}

#[expect(clippy::disallowed_methods, reason = "the doctor reads the real clock, so what it looks at must show the same")]
fn now() -> Timestamp {
    Timestamp::from_unix(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs())
}
