//! Cross-site requests: told by the browser's own headers, first of all checks that look at a POST's origin.

use crate::http::{Refusal, Request};

/// Lets a POST pass that one of our own pages sent. Every one of `Sec-Fetch-Site` and `Origin` that is there must say so; a browser that
/// sends neither is left to the form token.
///
/// # Errors
/// [`Refusal::CrossSite`] for everything else.
pub(super) fn check_same_origin(request: &Request, public_origin: Option<&str>) -> Result<(), Refusal> {
    let says = |header: &str, wanted: Option<&str>| !request.has_header(header) || (wanted.is_some() && request.header(header) == wanted);
    if says("sec-fetch-site", Some("same-origin")) && says("origin", public_origin) { Ok(()) } else { Err(Refusal::CrossSite) }
}
