//! Docker's engine, started if none answers, and the image that sam asks it for, made if there is none.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::process::Process;
use crate::{root, say};

/// What sam 1.170 asks for, and what it makes of that with the emulator it brings.
const IMAGES: [&str; 2] = ["public.ecr.aws/lambda/provided:al2023-x86_64", "public.ecr.aws/lambda/provided:al2023-rapid-x86_64"];

/// An engine that answers and has the image.
pub(crate) struct Engine {
    /// Where it answers, when that is not where everybody looks.
    pub(crate) variables: Vec<(&'static str, String)>,
    own: Option<Process>,
    stand_in: bool,
}

impl Engine {
    /// The engine of this machine, or one of our own; with a stand-in for the image if it has none.
    pub(crate) async fn answering() -> Self {
        let mut engine = Self { variables: Vec::new(), own: None, stand_in: false };
        if !engine.answers() {
            engine.start().await;
        }
        if !engine.docker(&["image", "inspect", IMAGES[0]]).0 {
            engine.make_image();
        }
        engine
    }

    /// The containers that run, a line each.
    pub(crate) fn containers(&self) -> String {
        self.docker(&["ps", "--format", "  {{.ID}} {{.Image}} {{.Status}}"]).1
    }

    /// An engine with a socket and a store of its own, so that it meets nobody else's.
    async fn start(&mut self) {
        let (work, socket) = (store(), std::env::temp_dir().join(format!("sam-local-{}.sock", std::process::id())));
        let address = format!("unix://{}", socket.display());
        let mut command = Command::new("dockerd");
        command.arg("--data-root").arg(work.join("data")).arg("--exec-root").arg(work.join("exec"));
        command.arg("--pidfile").arg(work.join("pid")).args(["--host", &address]);
        let mut process = Process::start("dockerd", command);
        self.variables.push(("DOCKER_HOST", address));
        process.until(Duration::from_secs(60), || self.answers()).await;
        self.own = Some(process);
        say("no engine of Docker's answered, so one was started");
    }

    fn make_image(&mut self) {
        let script = root().join("local/tests/sam_local/base-image.sh");
        let mut command = Command::new("sh");
        command.arg(script).arg(IMAGES[0]).arg(root().join("target/sam-local/image")).envs(self.variables.clone());
        assert!(command.status().unwrap().success(), "the stand-in for {} could not be made", IMAGES[0]);
        // Else sam takes the one that it made of another.
        self.docker(&["image", "rm", IMAGES[1]]);
        self.stand_in = true;
        let size = self.docker(&["image", "inspect", "--format", "{{.Size}}", IMAGES[0]]).1;
        say(&format!("no {} here, so a stand-in was made of Debian's packages: {} bytes", IMAGES[0], size.trim()));
    }

    fn answers(&self) -> bool {
        self.docker(&["version"]).0
    }

    /// Whether a command succeeded, and what it said.
    fn docker(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new("docker").args(arguments).envs(self.variables.clone()).output();
        let output =
            output.unwrap_or_else(|fault| panic!("docker: {fault}; install Docker, on Debian as root: apt-get install docker.io iptables"));
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Engine {
    /// Nobody shall take the stand-in for the real one later.
    fn drop(&mut self) {
        if self.own.take().is_some() {
            let _ = std::fs::remove_dir_all(store());
        } else if self.stand_in {
            self.docker(&["image", "rm", IMAGES[0], IMAGES[1]]);
        }
    }
}

fn store() -> PathBuf {
    root().join("target/sam-local/docker")
}
