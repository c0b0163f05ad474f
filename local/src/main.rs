//! `cargo run`: the whole login on one machine, with nothing but Rust installed.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

use local::{ANY_SERVICES, HIGHEST_PORT, Options, Running};
use shared::config::Environment;
use shared::time::Timestamp;

const DEFAULT_PORT: u16 = 3000;

const HELP: &str = "\
The whole login on this machine: a demo app, the functions, a stand-in for Authress, and a mailbox.

Usage: cargo run [-- [--port N] [--services ADDRESS:PORT]]

  --port N                  the first of three ports in a row, 3000 unless given; 0 takes any three
  --services ADDRESS:PORT   where DynamoDB listens, and on the next port the rest of AWS, for functions that run elsewhere;
                            unless given, on any two ports of 127.0.0.1
  --help                    this text

Variables of the process reach the functions and win over the defaults of the local run.";

/// What the command line asks for.
enum Command {
    Run { port: u16, services: SocketAddr },
    Help,
}

#[tokio::main]
async fn main() -> ExitCode {
    match read(std::env::args().skip(1)) {
        Ok(Command::Run { port, services }) => run(port, services).await,
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
    let (mut port, mut services) = (DEFAULT_PORT, ANY_SERVICES);
    while let Some(argument) = arguments.next() {
        if argument == "--help" || argument == "-h" {
            return Ok(Command::Help);
        }
        let (option, value) = match argument.split_once('=') {
            Some((option, value)) => (option, value.to_owned()),
            None => (argument.as_str(), arguments.next().unwrap_or_default()),
        };
        match option {
            "--port" => {
                let valid = value.parse().ok().filter(|port| *port <= HIGHEST_PORT);
                port = valid.ok_or_else(|| format!("--port wants a number from 0 to {HIGHEST_PORT}, not \"{value}\"."))?;
            }
            "--services" => {
                let valid = value.parse().ok().filter(|address: &SocketAddr| address.port() < u16::MAX);
                services = valid.ok_or_else(|| format!("--services wants an IP address and a port, not \"{value}\"."))?;
            }
            _ => return Err(format!("There is no option {option}.")),
        }
    }
    Ok(Command::Run { port, services })
}

async fn run(port: u16, services: SocketAddr) -> ExitCode {
    let environment = environment();
    let started = match shared::log::start(&Environment::new(environment.clone()), now) {
        Ok(()) => local::start(Options { port, services, environment, clock: Arc::new(now) }).await,
        Err(fault) => Err(fault.into()),
    };
    let running = match started {
        Ok(running) => running,
        Err(fault) => {
            eprintln!("The local run did not start: {fault}");
            return ExitCode::FAILURE;
        }
    };
    // Before anything is printed: whoever reads that all is up may end it.
    let stop = match asked_to_stop() {
        Ok(stop) => stop,
        Err(fault) => {
            eprintln!("The local run cannot be told to stop: {fault}");
            return ExitCode::FAILURE;
        }
    };
    println!("{}", welcome(&running, services != ANY_SERVICES));
    for warning in &running.warnings {
        eprintln!("Warning: {warning}");
    }
    stop.await;
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

/// What to open. Nobody but a function asks for the other services, so they are named only to those who run the functions elsewhere.
fn welcome(running: &Running, services: bool) -> String {
    let Running { app, functions, authress, dynamodb, services: others, .. } = running;
    let (home, mailbox) = (format!("{app}/"), format!("{app}/mailbox"));
    let others = if services { format!("\n  Services   {others:<32} SES, End User Messaging and KMS") } else { String::new() };
    format!(
        "
  Open       {home:<32} the demo app: click \"Sign in\", enter any address
  Read       {mailbox:<32} the mail or text with the code arrives here and nowhere else

  Functions  {functions:<32} login-page, issue-code and verify-code behind a gateway
  Authress   {authress:<32} a stand-in that verifies as strictly as the real one
  DynamoDB   {dynamodb:<32} the table; the embedded one forgets everything at the end{others}

  Ctrl-C stops all of it.
"
    )
}

/// Ends with Ctrl-C or SIGTERM, which are heard from this call on and not only once somebody waits.
#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// The same, where there is no SIGTERM.
#[cfg(windows)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ports(line: &str) -> Option<(u16, SocketAddr)> {
        match read(line.split_whitespace().map(str::to_owned)) {
            Ok(Command::Run { port, services }) => Some((port, services)),
            Ok(Command::Help) | Err(_) => None,
        }
    }

    #[test]
    fn an_option_is_written_in_two_ways_and_has_a_default() {
        assert_eq!(ports(""), Some((3000, ANY_SERVICES)));
        let elsewhere = SocketAddr::from(([172, 17, 0, 1], 4003));
        assert_eq!(ports("--port 4000 --services 172.17.0.1:4003"), Some((4000, elsewhere)));
        assert_eq!(ports("--services=172.17.0.1:4003 --port=4000"), Some((4000, elsewhere)));
    }

    #[test]
    fn what_leaves_no_room_for_all_ports_is_refused() {
        for line in ["--port 65534", "--port", "--services 172.17.0.1", "--services 4003", "--services [::1]:65535", "--nothing 1"] {
            assert_eq!(ports(line), None, "{line}");
        }
    }
}
