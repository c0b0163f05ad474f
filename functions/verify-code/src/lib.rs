//! `POST /login/verify`, a form of our page, and `POST /api/codes/{flow}/verify`, JSON of an app's own: guess → verdict → assertion →
//! answer.
//!
//! | what happened | a page's answer | an app's |
//! | --- | --- | --- |
//! | the code is right, or the winning guess again within 15 s | 303 to the login URL | 200 with it |
//! | no cookie or secret of this flow, no such flow, or it was won before | 303, `start-again` | 400 |
//! | no code at all in the field | 303, `malformed-code`; no guess spent | 400 |
//! | wrong, expired, all guesses spent | 303, `wrong-code` and how many are left, `expired`, `locked` | 400 |
//! | no signing key, no table | 503; no guess spent, or the same may be sent again | 503 |

#![deny(missing_docs)]

mod api;
mod guess;
mod page;

use std::time::Duration;

use shared::authress::Signer;
use shared::aws::Aws;
use shared::config::{AppOrigins, Environment, Fault, Site};
use shared::flow::CodeDigits;
use shared::http::{Answer, Handle, Request};
use shared::store::{self, Verifying};
use shared::time::Timestamp;

/// verify-code, ready to answer: for [`shared::http::serve`].
#[derive(Debug)]
pub struct Function {
    site: Site,
    app_origins: AppOrigins,
    digits: CodeDigits,
    guesses: u32,
    code_lifetime: Duration,
    /// Of an assertion.
    lifetime: Duration,
    store: Verifying,
    signer: Signer,
}

/// Reads the settings, then fetches the signing key (or opens a connection to where it is) and opens the connection to the table, both at
/// once. Without a usable key the function starts all the same and answers 503. An assertion lives `ASSERTION_SECONDS`: 120 unless set,
/// since the browser brings it at once, and at most 300, Authress's default leeway for a whole login.
///
/// # Errors
/// [`Fault`] for the first variable that is missing or out of its bounds.
pub async fn start(environment: &Environment, now: Timestamp) -> Result<Function, Fault> {
    let site = Site::read(environment)?;
    let aws = Aws::read(environment)?;
    let function = Function {
        app_origins: AppOrigins::read(environment)?,
        digits: environment.code_digits()?,
        guesses: environment.guesses_per_flow()?,
        code_lifetime: environment.code_lifetime()?,
        lifetime: environment.seconds("ASSERTION_SECONDS", 120, 30..=300)?,
        store: Verifying::new(environment, &aws)?,
        signer: Signer::new(environment, &aws, site.client_id.clone())?,
        site,
    };
    tokio::join!(function.signer.prepare(&aws, now), store::connect(&aws));
    Ok(function)
}

impl Handle for Function {
    fn site(&self) -> &Site {
        &self.site
    }

    fn app_origins(&self) -> Option<&AppOrigins> {
        Some(&self.app_origins)
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        let answer = if request.is_call() { self.call(request, now).await } else { self.page(request, now).await };
        // Every step's error is the answer that ends it.
        answer.unwrap_or_else(|answer| answer)
    }
}
