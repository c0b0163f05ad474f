//! `POST /login/code`, a form of our page, and `POST /api/codes`, JSON of an app's own: what is asked for → flow → table → message →
//! answer.
//!
//! | what happened | a page's answer | an app's |
//! | --- | --- | --- |
//! | the code is in the table and handed over | 303 to `/login/code?flow=` | 201; 200 for another code |
//! | this one recipient is refused | the same: nobody learns who can be reached | the same |
//! | the address is none, or may not sign in | 303, `bad-address`, `refused-address` | 400 |
//! | too soon after the last code of this flow | 303, `cooldown`, and when | 429 |
//! | a limit is reached | 303, `too-many-requests`, and when | 429 |
//! | the flow is over, or its guesses are spent | 303, `expired`, `locked` | 400 |
//! | no such flow, or another address or state in it | 303, `start-again` | 400 |
//! | no cookie of this flow, wrong form token, foreign login request; foreign page | 403, 400 | 403 |
//! | the table is down | 503; nothing was sent | 503 |
//! | the service sends nothing, or does not answer | 503; the send is taken back, or stays counted | 503, with the flow if it counts |

#![deny(missing_docs)]

mod api;
mod page;
mod send;
mod settings;

use shared::aws::Aws;
use shared::config::{AppOrigins, Environment, Fault, Site};
use shared::http::{Answer, Handle, Request};
use shared::store;
use shared::time::Timestamp;

use settings::Settings;

/// issue-code, ready to answer: for [`shared::http::serve`].
#[derive(Debug)]
pub struct Function(Settings);

/// Reads the settings, makes the clients and opens their connections, all at once.
///
/// # Errors
/// [`Fault`] for the first variable that is missing or out of its bounds. That AWS cannot be reached stops nothing.
pub async fn start(environment: &Environment) -> Result<Function, Fault> {
    let aws = Aws::read(environment)?;
    let settings = Settings::read(environment, &aws)?;
    tokio::join!(store::connect(&aws), settings.couriers.connect(&aws));
    Ok(Function(settings))
}

impl Handle for Function {
    fn site(&self) -> &Site {
        &self.0.site
    }

    fn app_origins(&self) -> Option<&AppOrigins> {
        Some(&self.0.app_origins)
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        let answer = if request.is_call() { self.0.call(request, now).await } else { self.0.page(request, now).await };
        // Every step's error is the answer that ends it.
        answer.unwrap_or_else(|answer| answer)
    }
}
