//! `cargo run -p doctor`: looks at a deployed stack from the operator's machine, and says in plain words what is wrong with it and what
//! to do. Reading order: this file, `options`, `examination`, then the checks; each gathers its facts and leaves the judgement to a
//! function without I/O.

mod authress;
mod aws;
mod clocks;
mod deployment;
mod examination;
mod finding;
mod kms;
mod login;
mod mail;
mod options;
mod pages;
mod report;
mod secret;
mod stack;
mod table;
mod texts;
mod web;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::SystemTime;

use shared::config::Environment;
use shared::time::Timestamp;

use options::{Command, HELP, Options};
use report::Report;

/// What a shell gives a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: u8 = 130;
/// What a program gives for a command line it does not understand.
const USAGE: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match options::read(std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned())) {
        Ok(Command::Examine(options)) => examine(&options).await,
        Ok(Command::Help) => {
            // Nobody reads on: then there is nobody to tell.
            let _ = writeln!(std::io::stdout(), "{HELP}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "{reason}\n\n{HELP}");
            ExitCode::from(USAGE)
        }
    }
}

async fn examine(options: &Options) -> ExitCode {
    let environment = Environment::of_process();
    let terminal = std::io::stdout().is_terminal() && environment.get("NO_COLOR").is_none();
    let mut report = Report::new(std::io::stdout(), terminal);
    tokio::select! {
        () = examination::examine(options, &environment, now, &mut report) => report.end(),
        _ = tokio::signal::ctrl_c() => {
            report.say("\nStopped.");
            report.end();
            ExitCode::from(INTERRUPTED)
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a main reads the clock, and nobody else")]
fn now() -> Timestamp {
    Timestamp::from(SystemTime::now())
}
