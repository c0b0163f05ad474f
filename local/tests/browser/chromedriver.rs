//! chromedriver, as a process of one test: on a port and with a profile of its own, gone when the test is over, panic or not.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// What to do about a missing browser.
const INSTALL: &str = "install Chromium and its driver (Debian: apt-get install chromium chromium-driver), or run ./test, which does";
/// What chromedriver says in front of its port.
const STARTED: &str = "started successfully on port ";
/// It takes the port that the system gives it on `::1`, and ends when the same one of 127.0.0.1 is somebody else's: then it is tried again.
const ATTEMPTS: u32 = 10;
/// How long it may take to end, in tenths of a second.
const PATIENCE: u32 = 50;

/// A running chromedriver and the profile of its browser.
pub(crate) struct Chromedriver {
    process: Child,
    port: u16,
    profile: PathBuf,
    // A pipe that nobody holds would end chromedriver with its next line.
    _output: BufReader<ChildStdout>,
}

impl Chromedriver {
    pub(crate) fn start() -> Self {
        let mut said = String::new();
        for _ in 0..ATTEMPTS {
            let mut process = spawn();
            let mut output = BufReader::new(process.stdout.take().unwrap());
            if let Some(port) = port(&mut output, &mut said) {
                return Self { process, port, profile: profile(), _output: output };
            }
            process.wait().unwrap();
        }
        panic!("chromedriver ends before it listens: {said}")
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What Chromium is started with.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![format!("--user-data-dir={}", self.profile.display())];
        let flags = ["headless", "disable-gpu", "disable-dev-shm-usage", "disable-quic", "no-first-run"];
        // Nothing of Google's is looked for: not by a test, and not on a machine without a way out.
        let quiet = ["disable-background-networking", "disable-component-update", "disable-sync"];
        arguments.extend(flags.iter().chain(&quiet).map(|flag| format!("--{flag}")));
        // Chromium's sandbox refuses to work for root, who is who runs tests in containers.
        if fs::metadata(&self.profile).unwrap().uid() == 0 {
            arguments.push("--no-sandbox".to_owned());
        }
        arguments
    }

    /// What to say when it could not start Chromium.
    pub(crate) fn no_browser(fault: &dyn std::error::Error) -> String {
        format!("chromedriver cannot start Chromium: {INSTALL}. It says: {fault}")
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Asked to stop, it takes its browser along; killed, it would leave it behind.
        if let Ok(mut connection) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
            let _ = connection.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = write!(connection, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
            let _ = connection.read(&mut [0; 1024]);
        }
        let ended = (0..PATIENCE).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            !matches!(self.process.try_wait(), Ok(None))
        });
        if !ended {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// An empty folder: in the target directory for a test, among the temporary files for an example, which has none of its own.
fn profile() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("chromium-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let profile = option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from).join(name);
    fs::create_dir_all(&profile).unwrap();
    profile
}

fn spawn() -> Child {
    let mut command = Command::new("chromedriver");
    match command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() {
        Ok(process) => process,
        Err(fault) if fault.kind() == ErrorKind::NotFound => panic!("there is no chromedriver on the PATH: {INSTALL}"),
        Err(fault) => panic!("chromedriver does not start: {fault}"),
    }
}

/// Reads which port it listens on; `None` when it ended.
fn port(output: &mut BufReader<ChildStdout>, said: &mut String) -> Option<u16> {
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        if let Some((_, port)) = line.split_once(STARTED) {
            return port.trim().trim_end_matches('.').parse().ok();
        }
        said.push_str(&line);
    }
}
