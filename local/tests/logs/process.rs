//! The local run as a process of its own, with everything it prints.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

/// Whatever could make anything talk.
const TALKATIVE: [(&str, &str); 8] = [
    ("RUST_LOG", "trace"),
    ("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
    ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
    ("AWS_LOG_LEVEL", "trace"),
    ("AWS_SDK_LOG", "trace"),
    ("RUST_BACKTRACE", "full"),
    ("AWS_SECRET_ACCESS_KEY", "canarysecretaccesskey"),
    ("AWS_SESSION_TOKEN", "canarysessiontoken"),
];

/// A local run.
pub(crate) struct Process {
    pub(crate) app: String,
    pub(crate) functions: String,
    pub(crate) authress: String,
    pub(crate) dynamodb: String,
    running: Running,
}

/// All that a process printed, and how it ended.
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: ExitStatus,
}

struct Running {
    child: Child,
    stdout: Stream,
    stderr: Stream,
}

/// What comes out of one end, as it comes.
struct Stream(Arc<Mutex<Vec<u8>>>, Option<JoinHandle<()>>);

impl Process {
    /// Starts it, at its most talkative, with these variables beside; returns once it serves.
    pub(crate) async fn start(variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
        command.args(["--port", "0"]).env_clear().envs(coverage()).envs(TALKATIVE).envs(variables.iter().copied());
        let running = Running::of(command);
        // A minute: this is a debug build, on a machine that does other things.
        for _ in 0..1_200 {
            let printed = running.stdout.text();
            if let (Some(app), Some(functions), Some(authress), Some(dynamodb)) =
                (origin(&printed, "Open"), origin(&printed, "Functions"), origin(&printed, "Authress"), origin(&printed, "DynamoDB"))
            {
                return Self { app: app.trim_end_matches('/').to_owned(), functions, authress, dynamodb, running };
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the local run did not start: {}", running.stderr.text());
    }

    /// Ends it as whoever started it does elsewhere: what it printed in its life.
    pub(crate) fn end(self) -> Printed {
        let printed = self.end_by("TERM");
        assert!(printed.status.success(), "{}", printed.status);
        printed
    }

    /// Ends it by this signal.
    pub(crate) fn end_by(self, signal: &str) -> Printed {
        self.running.end_by(signal)
    }
}

impl Running {
    fn of(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdout, stderr) = (Stream::of(child.stdout.take().unwrap()), Stream::of(child.stderr.take().unwrap()));
        Self { child, stdout, stderr }
    }

    fn end_by(mut self, signal: &str) -> Printed {
        let told = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status().unwrap();
        assert!(told.success(), "nobody told it to end");
        Printed { stdout: self.stdout.rest(), stderr: self.stderr.rest(), status: self.child.wait().unwrap() }
    }
}

impl Drop for Running {
    /// A test that fails leaves nothing running.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Stream {
    fn of(mut end: impl Read + Send + 'static) -> Self {
        let all = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&all);
        let reading = std::thread::spawn(move || {
            let mut chunk = [0; 4_096];
            while let Ok(read @ 1..) = end.read(&mut chunk) {
                seen.lock().unwrap().extend_from_slice(&chunk[..read]);
            }
        });
        Self(all, Some(reading))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    /// All of it, once nothing more can come.
    fn rest(&mut self) -> String {
        self.1.take().unwrap().join().unwrap();
        self.text()
    }
}

/// Where a build that measures coverage writes what it saw; without it, into the folder of the sources.
#[expect(clippy::disallowed_methods, reason = "it is the caller's to say, and of all variables only this one is passed on")]
pub(crate) fn coverage() -> Option<(&'static str, OsString)> {
    let name = "LLVM_PROFILE_FILE";
    Some((name, std::env::var_os(name)?))
}

/// The address that the banner gives for this word.
fn origin(printed: &str, word: &str) -> Option<String> {
    let line = printed.lines().find(|line| line.trim_start().starts_with(word))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}

impl Printed {
    /// The log: every line of standard output that is not the banner's. Asserts that each is one JSON object, short and printable.
    pub(crate) fn log(&self) -> Vec<Value> {
        let lines = self.stdout.lines().filter(|line| !line.is_empty() && !line.starts_with("  "));
        lines
            .map(|line| {
                assert!(!line.chars().any(char::is_control), "{line:?}");
                let event: Value = serde_json::from_str(line).unwrap_or_else(|fault| panic!("{fault}: {line}"));
                assert!(event.is_object() && event["event"].is_string(), "{line}");
                assert_short(&event, line);
                event
            })
            .collect()
    }

    /// Asserts that none of these was printed, to either end, however it may be spelled. Each has a name to be told by.
    pub(crate) fn assert_without(&self, secrets: &BTreeMap<String, String>) {
        for (secret, name) in secrets {
            assert!(secret.len() >= 6, "{name} is too short to be looked for");
            for (end, printed) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
                let line = printed.to_lowercase().lines().find(|line| line.contains(&secret.to_lowercase())).map(str::to_owned);
                assert_eq!(line, None, "{name} ({secret:?}) in {end}");
            }
        }
    }

    /// How often an event of this name stands in the log, with this value in this field.
    pub(crate) fn count(&self, event: &str, field: &str, value: &str) -> usize {
        self.log().iter().filter(|line| line["event"] == event && (field.is_empty() || line[field] == value)).count()
    }
}

fn assert_short(value: &Value, line: &str) {
    match value {
        Value::String(text) => assert!(text.chars().count() <= 256, "{line}"),
        Value::Array(all) => all.iter().for_each(|value| assert_short(value, line)),
        Value::Object(all) => all.iter().for_each(|(name, value)| {
            assert!(name.len() <= 64, "{line}");
            assert_short(value, line);
        }),
        _ => {}
    }
}
