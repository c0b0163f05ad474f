//! The function on Lambda: settings, clock, run.

use std::process::ExitCode;
use std::time::SystemTime;

use shared::config::Environment;
use shared::http;
use shared::time::Timestamp;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let environment = Environment::of_process();
    let function = match shared::log::start(&environment, now) {
        Ok(()) => issue_code::start(&environment).await,
        Err(fault) => Err(fault),
    };
    http::serve(function, now).await
}

#[expect(clippy::disallowed_methods, reason = "a main.rs is where the clock is read")]
fn now() -> Timestamp {
    SystemTime::now().into()
}
