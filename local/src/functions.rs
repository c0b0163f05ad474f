//! The three functions as Lambda would run them: started once with their environment, then called with one event at a
//! time. The same crates are what is deployed.

use std::sync::Arc;

use serde_json::Value;
use shared::config::{Environment, Fault};
use shared::http::Handle;

use crate::Clock;
use crate::gateway::{Function, Functions};

/// Starts all three in `environment`.
pub(crate) async fn start(environment: &Environment, clock: &Clock) -> Result<Functions, Fault> {
    let now = clock();
    Ok(Functions {
        login_page: callable(login_page::start(environment)?, clock),
        issue_code: callable(issue_code::start(environment).await?, clock),
        verify_code: callable(verify_code::start(environment, now).await?, clock),
    })
}

fn callable(function: impl Handle + Send + Sync + 'static, clock: &Clock) -> Function {
    let (function, clock) = (Arc::new(function), Arc::clone(clock));
    Arc::new(move |event| {
        let (function, now) = (Arc::clone(&function), clock());
        Box::pin(async move {
            let answer = shared::http::invoke(&*function, &event.to_string(), now).await;
            // Null is no answer, which the gateway turns into a 500.
            serde_json::to_value(answer).unwrap_or(Value::Null)
        })
    })
}
