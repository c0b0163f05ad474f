//! Cross-site requests: told by the browser's own headers, first of all checks that look at a POST's origin.

use crate::http::{Refusal, Request};

/// Lets a POST pass that one of our own pages sent, by `Sec-Fetch-Site`, else by `Origin`; a browser that sends neither is left to the
/// form token.
///
/// # Errors
/// [`Refusal::CrossSite`] for everything else.
pub(super) fn check_same_origin(request: &Request, public_origin: &str) -> Result<(), Refusal> {
    let says = |header: &Option<String>, wanted: &str| header.as_deref().map(|header| header == wanted);
    let same = says(&request.headers.sec_fetch_site, "same-origin").or_else(|| says(&request.headers.origin, public_origin));
    if same.unwrap_or(true) { Ok(()) } else { Err(Refusal::CrossSite) }
}
