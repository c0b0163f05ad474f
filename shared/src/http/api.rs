//! The door for an app's own page: JSON in and out, from another site. The secret that binds a flow to its browser travels in the body, so
//! there are no cookies, and nothing that a browser would send along by itself; whose pages may ask is configuration.

use http::Method;

use crate::config::AppOrigins;
use crate::http::{Answer, Fields, Refusal, Request};
use crate::log;

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
            return Err(refuse("method", Refusal::MethodNotAllowed("POST, OPTIONS")));
        }
        let members = request.json().map_err(|refusal| refuse("body", refusal))?;
        let origin = let_in(request, origins)?.to_owned();
        Ok(Self { members, origin })
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

fn refuse(what: &'static str, refusal: Refusal) -> Refusal {
    log::input_refused(what);
    refusal
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
