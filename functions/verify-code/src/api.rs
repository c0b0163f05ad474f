//! What an app's own page calls: the code a person typed there.

use serde::Serialize;
use shared::deadline::Deadline;
use shared::http::{Answer, Call, Refusal, Request};
use shared::routes;
use shared::time::Timestamp;

use crate::Function;
use crate::guess::{Guesser, Lost};

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
        let flow = routes::flow_in(&request.path, routes::API_VERIFY).ok_or_else(|| Refusal::NotFound.logged("path"))?;
        let call = Call::read(request, &self.app_origins)?;
        let input = call.member("code")?;
        let (flow, secret) = call.flow(flow)?;
        // No device: nothing but the body tells one of an app's pages from another.
        let guesser = Guesser { flow: &flow, secret: &secret, device: None, now, deadline };
        match self.guess(&guesser, &input, request).await {
            Ok(won) => Ok(Answer::ok(&Verified { login_url: won.login_url.expose() })),
            Err(Lost::Problem(problem)) => Err(Answer::problem(problem, None)),
            Err(Lost::Unavailable) => Err(Refusal::Unavailable.into()),
        }
    }
}
