//! A program that runs until it is told to stop, with all it prints in a file.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::root;

/// How long whoever was told to stop may take.
const PATIENCE: u32 = 60;

/// A program that runs; it is stopped when dropped.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts it; `name` names its log.
    pub(crate) fn start(name: &str, mut command: Command) -> Self {
        let folder = root().join("target/sam-local");
        fs::create_dir_all(&folder).unwrap();
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).unwrap();
        let command = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        Self { child: command.spawn().unwrap_or_else(|fault| panic!("{name}: {fault}")), log }
    }

    /// All that it printed so far.
    pub(crate) fn printed(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Returns once `port` of this machine answers.
    pub(crate) async fn until_answering(&mut self, port: u16, patience: Duration) {
        self.until(patience, || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()).await;
    }

    /// Returns once it is so; panics when that takes too long or the program has ended.
    pub(crate) async fn until(&mut self, patience: Duration, so: impl Fn() -> bool) {
        for _ in 0..patience.as_secs() * 4 {
            if so() {
                return;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "it has ended:\n{}", self.printed());
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("too slow:\n{}", self.printed());
    }
}

impl Drop for Process {
    /// Tells it to stop, and waits: a test that fails leaves nothing running either.
    fn drop(&mut self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let mut left = PATIENCE * 4;
        while told.is_ok() && left > 0 && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(250));
            left -= 1;
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
