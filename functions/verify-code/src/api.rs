//! What an app's own page calls: the code a person typed there.

use serde::Serialize;
use shared::deadline::Deadline;
use shared::flow::{BrowserSecret, FlowId};
use shared::http::{Answer, Call, Malformed, Refusal, Request};
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, routes};

use crate::Function;
use crate::guess::{Guess, Lost};

/// Where the page sends the browser, and the assertion with it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verified<'a> {
    login_url: &'a str,
}

impl Function {
    /// JSON → guess → JSON.
    pub(crate) async fn call(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
        let deadline = Deadline::of_request();
        let flow = routes::flow_in(&request.path, routes::API_VERIFY).ok_or_else(|| {
            log::input_refused("path");
            Refusal::NotFound
        })?;
        let call = Call::read(request, &self.app_origins)?;
        let member = |name| call.members.get(name).map_err(|Malformed| malformed())?.ok_or_else(malformed);
        let (secret, input) = (member("browserSecret")?, member("code")?);
        let told = |problem| Answer::problem(problem, None);
        let (Some(flow), Some(secret)) = (FlowId::parse(flow), BrowserSecret::parse(&secret)) else {
            log::input_refused("no such flow for this browser");
            return Err(told(Problem::StartAgain));
        };
        // No device: nothing but the body tells one of an app's pages from another.
        let guess = Guess { flow: &flow, secret: &secret, device: None, now, deadline };
        match self.guess(&guess, &input, request).await {
            Ok(won) => Ok(Answer::ok(&Verified { login_url: won.login_url.expose() })),
            Err(Lost::Problem(problem)) => Err(told(problem)),
            Err(Lost::Unavailable) => Err(Refusal::Unavailable.into()),
        }
    }
}

fn malformed() -> Refusal {
    log::input_refused("call");
    Refusal::Malformed
}
