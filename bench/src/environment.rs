//! One execution environment: the process, and the Runtime API that it is given events by.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::thread::CpuSet;
use serde_json::Value;

use crate::Result;
use crate::http::{self, Request};

/// Variables of a process.
pub(crate) type Variables = BTreeMap<String, String>;

/// What Lambda says to a function by variables, as far as a runtime or an SDK looks at it.
pub(crate) fn lambda_variables() -> Variables {
    // As long as a role's.
    let token = "bench".repeat(160);
    // What is not found on Lambda's own path is valgrind and Node.
    let path = std::env::var("PATH").unwrap_or_default();
    [
        ("AWS_LAMBDA_FUNCTION_NAME", "function"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/27/[1]0123456789abcdef"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_DEFAULT_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        ("AWS_SESSION_TOKEN", &token),
        ("LD_LIBRARY_PATH", "/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib"),
        ("LANG", "en_US.UTF-8"),
        ("TZ", ":UTC"),
        ("PATH", &path),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// A started process that has asked for its first event.
pub(crate) struct Environment {
    process: Child,
    listener: TcpListener,
    stream: TcpStream,
    rest: Vec<u8>,
    output: Arc<Output>,
    invocations: u64,
    /// Nanoseconds of each thread there ever was.
    threads: BTreeMap<OsString, u64>,
    /// From the start of the process until it asked for its first event.
    pub(crate) init: Duration,
}

/// What a process has written.
#[derive(Default)]
struct Output {
    bytes: AtomicU64,
    /// The end of it, which says why it ended.
    last: Mutex<String>,
}

/// An answered event.
pub(crate) struct Invocation {
    /// From the event's last byte out until the answer's last byte in.
    pub(crate) took: Duration,
    /// What the function answered.
    pub(crate) answer: Value,
}

/// Two processors: one for what is measured, as in Lambda, the other for Lambda itself and AWS, whose work is none of the function's.
#[derive(Clone, Copy)]
struct Processors {
    function: usize,
    others: usize,
}

static PROCESSORS: OnceLock<Processors> = OnceLock::new();

/// From now on every function is put onto one processor, and this thread and those it starts onto another.
pub(crate) fn pin() -> Result<()> {
    let allowed = rustix::thread::sched_getaffinity(None)?;
    let mut allowed = (0..CpuSet::MAX_CPU).filter(|processor| allowed.is_set(*processor));
    let (Some(others), Some(function)) = (allowed.next(), allowed.next()) else { return Err("two processors are needed".into()) };
    put_onto(PROCESSORS.get_or_init(|| Processors { function, others }).others)
}

fn put_onto(processor: usize) -> Result<()> {
    let mut processors = CpuSet::new();
    processors.set(processor);
    Ok(rustix::thread::sched_setaffinity(None, &processors)?)
}

impl Environment {
    /// Starts `command` with these variables and nothing else of ours.
    pub(crate) fn start(command: &[String], variables: &Variables) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let api = listener.local_addr()?.to_string();
        let (program, arguments) = command.split_first().ok_or("no command")?;
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(variables).env("AWS_LAMBDA_RUNTIME_API", api);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A process starts where the thread is that starts it.
        if let Some(processors) = PROCESSORS.get() {
            put_onto(processors.function)?;
        }
        let began = Instant::now();
        let mut process = command.spawn().map_err(|fault| format!("{program}: {fault}"))?;
        if let Some(processors) = PROCESSORS.get() {
            put_onto(processors.others)?;
        }
        let output = Arc::new(Output::default());
        drain(process.stdout.take(), &output);
        drain(process.stderr.take(), &output);
        let stream = accept(&listener, &mut process, &output)?;
        let mut environment =
            Self { process, listener, stream, rest: Vec::new(), output, invocations: 0, threads: BTreeMap::new(), init: Duration::ZERO };
        environment.asks_for_an_event()?;
        environment.init = began.elapsed();
        Ok(environment)
    }

    /// Hands it `event`; the process then waits for the next one.
    pub(crate) fn invoke(&mut self, event: &[u8]) -> Result<Invocation> {
        self.invocations += 1;
        let id = format!("8476a536-e9f4-11e8-9739-{:012}", self.invocations);
        let headers = [
            ("Lambda-Runtime-Aws-Request-Id", id.as_str()),
            ("Lambda-Runtime-Deadline-Ms", "4102444800000"),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:function"),
            ("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"),
            ("Content-Type", "application/json"),
        ];
        http::write(&mut self.stream, 200, &headers, event)?;
        let sent = Instant::now();
        let request = self.next()?;
        let took = sent.elapsed();
        if !request.path.ends_with(&format!("/{id}/response")) {
            return Err(format!("{} {}: {}", request.method, request.path, String::from_utf8_lossy(&request.body)).into());
        }
        http::write(&mut self.stream, 202, &[], b"")?;
        self.asks_for_an_event()?;
        Ok(Invocation { took, answer: serde_json::from_slice(&request.body)? })
    }

    /// How long its threads were on a processor, those too that have ended since this was last asked.
    pub(crate) fn cpu(&mut self) -> Result<Duration> {
        for task in fs::read_dir(format!("/proc/{}/task", self.process.id()))? {
            let task = task?;
            // It may end in this very moment.
            let Ok(times) = fs::read_to_string(task.path().join("schedstat")) else { continue };
            self.threads.insert(task.file_name(), times.split(' ').next().ok_or("an empty schedstat")?.parse()?);
        }
        Ok(Duration::from_nanos(self.threads.values().sum()))
    }

    /// The most memory it ever had in hand, in bytes.
    pub(crate) fn peak_memory(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
    }

    /// How many bytes it has written to its log.
    pub(crate) fn logged(&self) -> u64 {
        self.output.bytes.load(Ordering::Relaxed)
    }

    /// Hangs up, upon which the runtime gives up, and waits for the process.
    pub(crate) fn end(mut self) -> Result<()> {
        drop(self.listener);
        drop(self.stream);
        self.process.wait()?;
        Ok(())
    }

    /// Ends it at once.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    fn asks_for_an_event(&mut self) -> Result<()> {
        let request = self.next()?;
        if request.method == "GET" && request.path.ends_with("/invocation/next") {
            return Ok(());
        }
        Err(format!("{} {}: {}", request.method, request.path, String::from_utf8_lossy(&request.body)).into())
    }

    /// What it asks of the Runtime API next, on a new connection where it has left the old one.
    fn next(&mut self) -> Result<Request> {
        loop {
            if let Some(request) = http::read(&mut self.stream, &mut self.rest)? {
                return Ok(request);
            }
            self.stream = accept(&self.listener, &mut self.process, &self.output)?;
        }
    }
}

/// Waits for the process to connect; when it ends instead, says why.
fn accept(listener: &TcpListener, process: &mut Child, output: &Output) -> Result<TcpStream> {
    let second = Timespec { tv_sec: 1, tv_nsec: 0 };
    while rustix::event::poll(&mut [PollFd::new(listener, PollFlags::IN)], Some(&second))? == 0 {
        if let Some(status) = process.try_wait()? {
            let last = output.last.lock().unwrap_or_else(PoisonError::into_inner);
            return Err(format!("the function ended ({status}): {last}").into());
        }
    }
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Reads what a process writes, as Lambda does, so that it never waits for a reader.
fn drain(written: Option<impl Read + Send + 'static>, output: &Arc<Output>) {
    let output = Arc::clone(output);
    std::thread::spawn(move || {
        let Some(mut written) = written else { return };
        let mut buffer = [0; 4_096];
        while let Ok(read @ 1..) = written.read(&mut buffer) {
            output.bytes.fetch_add(read as u64, Ordering::Relaxed);
            *output.last.lock().unwrap_or_else(PoisonError::into_inner) = String::from_utf8_lossy(&buffer[..read]).into_owned();
        }
    });
}
