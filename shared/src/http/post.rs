//! What every POST goes through before its fields are looked at: what costs nothing and tells nothing comes first.

use http::Method;

use crate::config::Site;
use crate::flow::FlowId;
use crate::http::same_origin::check_same_origin;
use crate::http::{Fields, FlowCookie, Malformed, Refusal, Request};
use crate::log;

/// A form that one of our own pages posted.
pub struct Post {
    /// Its fields.
    pub fields: Fields,
    /// The flow it names, if what stands there can be one.
    pub flow: Option<FlowId>,
    /// That flow's cookie. When it is there, the form token matched it.
    pub cookie: Option<FlowCookie>,
    /// The origin our pages are served under.
    pub origin: String,
}

impl Post {
    /// Checks in this order: `path`, method, content type, size; `Sec-Fetch-Site`, else `Origin`; then, where there is a cookie of the
    /// flow, the form token. That the cookie is there is for the caller to see.
    ///
    /// # Errors
    /// The [`Refusal`] for a request no honest browser makes: `NotFound`, `MethodNotAllowed`, what [`Request::form`] refuses, `CrossSite`
    /// for another site's page or a wrong form token, `Malformed` for a `flow` or `csrf` that came twice, and where nobody says what our
    /// origin is.
    pub fn read(request: &Request, path: &str, site: &Site) -> Result<Self, Refusal> {
        if request.path != path {
            return Err(Refusal::NotFound.logged("path"));
        }
        if request.method != Method::POST {
            return Err(Refusal::MethodNotAllowed("POST").logged("method"));
        }
        let fields = request.form().map_err(|refusal| refusal.logged("body"))?;
        let origin = site.public_origin(request.domain_name.as_deref()).ok_or(Refusal::Malformed)?;
        check_same_origin(request, &origin).inspect_err(|_| log::csrf("cross-site"))?;
        let malformed = |Malformed| Refusal::Malformed.logged("form");
        let flow = fields.get("flow").map_err(malformed)?.as_deref().and_then(FlowId::parse);
        let token = fields.get("csrf").map_err(malformed)?.unwrap_or_default();
        let cookie = flow.as_ref().and_then(|flow| FlowCookie::of(request, flow));
        if let (Some(flow), Some(cookie)) = (&flow, &cookie)
            && !cookie.secret.csrf_matches(flow, &token)
        {
            log::csrf("form token");
            return Err(Refusal::CrossSite);
        }
        Ok(Self { fields, flow, cookie, origin })
    }
}
