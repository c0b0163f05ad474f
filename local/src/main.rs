//! `cargo run`: the whole login on one machine, with nothing but Rust installed.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

use local::{HIGHEST_PORT, Options, Running};
use shared::config::Environment;
use shared::time::Timestamp;

const DEFAULT_PORT: u16 = 3000;

const HELP: &str = "\
The whole login on this machine: a demo app, the functions, a stand-in for Authress, and a mailbox.

Usage: cargo run [-- --port N]

  --port N   the first of three ports in a row, 3000 unless given; 0 takes any three
  --help     this text

Variables of the process reach the functions and win over the defaults of the local run.";

/// What the command line asks for.
enum Command {
    Run { port: u16 },
    Help,
}

#[tokio::main]
async fn main() -> ExitCode {
    match read(std::env::args().skip(1)) {
        Ok(Command::Run { port }) => run(port).await,
        Ok(Command::Help) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut port = DEFAULT_PORT;
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            _ if argument == "--help" || argument == "-h" => return Ok(Command::Help),
            _ if argument == "--port" => arguments.next().unwrap_or_default(),
            Some(("--port", value)) => value.to_owned(),
            _ => return Err(format!("There is no option {argument}.")),
        };
        let valid = value.parse().ok().filter(|port| *port <= HIGHEST_PORT);
        port = valid.ok_or_else(|| format!("--port wants a number from 0 to {HIGHEST_PORT}, not \"{value}\"."))?;
    }
    Ok(Command::Run { port })
}

async fn run(port: u16) -> ExitCode {
    let environment = environment();
    let started = match shared::log::start(&Environment::new(environment.clone()), now) {
        Ok(()) => local::start(Options { port, environment, clock: Arc::new(now) }).await,
        Err(fault) => Err(fault.into()),
    };
    let running = match started {
        Ok(running) => running,
        Err(fault) => {
            eprintln!("The local run did not start: {fault}");
            return ExitCode::FAILURE;
        }
    };
    println!("{}", welcome(&running));
    for warning in &running.warnings {
        eprintln!("Warning: {warning}");
    }
    asked_to_stop().await;
    running.stop().await;
    ExitCode::SUCCESS
}

#[expect(clippy::disallowed_methods, reason = "it becomes a value here, which tests make of their own")]
fn environment() -> HashMap<String, String> {
    // A variable that is no Unicode is none of ours.
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect()
}

#[expect(clippy::disallowed_methods, reason = "a main reads the clock, and nobody else")]
fn now() -> Timestamp {
    Timestamp::from(SystemTime::now())
}

fn welcome(running: &Running) -> String {
    let Running { app, functions, authress, dynamodb, .. } = running;
    let (home, mailbox) = (format!("{app}/"), format!("{app}/mailbox"));
    format!(
        "
  Open       {home:<32} the demo app: click \"Sign in\", enter any address
  Read       {mailbox:<32} the mail with the code arrives here and nowhere else

  Functions  {functions:<32} login-page, issue-code and verify-code behind a gateway
  Authress   {authress:<32} a stand-in that verifies as strictly as the real one
  DynamoDB   {dynamodb:<32} the table; the embedded one forgets everything at the end

  Ctrl-C stops all of it.
"
    )
}

/// Waits for Ctrl-C or SIGTERM.
async fn asked_to_stop() {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};

    if let Ok(mut signals) = signal(SignalKind::terminate()) {
        signals.recv().await;
    } else {
        std::future::pending::<()>().await;
    }
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
