//! The door for an app's own page: JSON in and out, from another site. The secret that binds a flow to its browser travels in the body, so
//! there are no cookies, and nothing that a browser would send along by itself; whose pages may ask is configuration.

use http::Method;

use crate::config::AppOrigins;
use crate::flow::{BrowserSecret, FlowId};
use crate::http::{Answer, Fields, Refusal, Request};
use crate::log;
use crate::problem::Problem;

/// A call that a page of an app of ours made.
pub struct Call {
    /// The members of its JSON object.
    pub members: Fields,
    /// The page's origin, as configuration has it.
    pub origin: String,
}

impl Call {
    /// Checks method, content type and size; then whose page it is. The path is the caller's to check.
    ///
    /// # Errors
    /// The [`Refusal`] for a call that no app of ours makes: `MethodNotAllowed`, what [`Request::json`] refuses, or `ForeignOrigin`. Each
    /// is logged.
    pub fn read(request: &Request, origins: &AppOrigins) -> Result<Self, Refusal> {
        if request.method != Method::POST {
            return Err(Refusal::MethodNotAllowed("POST, OPTIONS").logged("method"));
        }
        let members = request.json().map_err(|refusal| refusal.logged("body"))?;
        let origin = let_in(request, origins)?.to_owned();
        Ok(Self { members, origin })
    }

    /// The member `name`, which every call of this kind has.
    ///
    /// # Errors
    /// [`Self::malformed`] when it is absent, no string, or there twice.
    pub fn member(&self, name: &str) -> Result<String, Refusal> {
        self.members.get(name).ok().flatten().ok_or_else(Self::malformed)
    }

    /// The flow that `id`, out of the path, names, and the secret in `browserSecret` that binds it to this page. Whether there is such a
    /// flow is for the table to say.
    ///
    /// # Errors
    /// [`Self::malformed`] without a secret, [`Self::no_such_flow`] when either can be none of ours.
    pub fn flow(&self, id: &str) -> Result<(FlowId, BrowserSecret), Answer> {
        let secret = self.member("browserSecret")?;
        FlowId::parse(id).zip(BrowserSecret::parse(&secret)).ok_or_else(Self::no_such_flow)
    }

    /// The answer to a call without a member that it must have, once the log has it.
    #[must_use]
    pub fn malformed() -> Refusal {
        Refusal::Malformed.logged("call")
    }

    /// The one answer to whoever names a flow that is not his, over, or none, once the log has it.
    #[must_use]
    pub fn no_such_flow() -> Answer {
        log::input_refused("no such flow for this browser");
        Answer::problem(Problem::StartAgain, None)
    }
}

/// The answer to what a browser asks before it lets an app's page post (Fetch, "CORS-preflight request").
pub(super) fn preflight(request: &Request, origins: &AppOrigins) -> Result<Answer, Refusal> {
    let_in(request, origins).map(|_| Answer::preflight())
}

fn let_in<'a>(request: &Request, origins: &'a AppOrigins) -> Result<&'a str, Refusal> {
    origins.find(request.headers.origin.as_deref()).ok_or_else(|| {
        log::csrf("foreign origin");
        Refusal::ForeignOrigin
    })
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, Default)]
pub enum Reader<'a> {
    /// A person, in a browser.
    #[default]
    Person,
    /// An app's page, of this origin if it may know what we say.
    App(Option<&'a str>),
}

/// The headers by which a browser lets a page of `origin` read an answer; without one it must not.
pub(super) fn cors(origin: Option<&str>, preflight: bool) -> Vec<(&'static str, String)> {
    // Whoever keeps an answer must not show it to another origin's page.
    let mut headers = vec![("vary", "origin".to_owned())];
    let Some(origin) = origin else { return headers };
    headers.push(("access-control-allow-origin", origin.to_owned()));
    headers.push(("access-control-expose-headers", "retry-after".to_owned()));
    if preflight {
        headers.push(("access-control-allow-methods", Method::POST.to_string()));
        headers.push(("access-control-allow-headers", "content-type, accept-language".to_owned()));
        // Seconds. Chromium remembers it for two hours at most; a changed APP_ORIGINS should not take that long.
        headers.push(("access-control-max-age", "600".to_owned()));
    }
    headers
}
