//! What every POST goes through before its fields are looked at, in the order of DESIGN.md (Routes).

use http::Method;

use crate::config::Site;
use crate::flow::FlowId;
use crate::http::origin::check_same_origin;
use crate::http::{Fields, FlowCookie, Malformed, Refusal, Request};
use crate::log;

/// A form that one of our own pages posted.
pub struct Post {
    /// Its fields.
    pub fields: Fields,
    /// The flow it names.
    pub flow: Option<FlowId>,
    /// That flow's cookie. When it is there, the form token matched it.
    pub cookie: Option<FlowCookie>,
    /// The origin our pages are served under.
    pub origin: String,
}

impl Post {
    /// Path, method, content type, size; `Sec-Fetch-Site` and `Origin`; then the flow's cookie and the form token.
    ///
    /// # Errors
    /// The [`Refusal`] for a request no honest browser makes.
    pub fn read(request: &Request, path: &str, site: &Site) -> Result<Self, Refusal> {
        let refuse = |what: &'static str| {
            move |refusal| {
                log::input_refused(what);
                refusal
            }
        };
        if request.path != path {
            return Err(refuse("path")(Refusal::NotFound));
        }
        if request.method != Method::POST {
            return Err(refuse("method")(Refusal::MethodNotAllowed("POST")));
        }
        let fields = request.form().map_err(refuse("body"))?;
        let origin = site.public_origin(request.domain_name.as_deref()).ok_or(Refusal::Malformed)?;
        check_same_origin(request, &origin).inspect_err(|_| log::csrf("cross-site"))?;
        let malformed = |Malformed| refuse("form")(Refusal::Malformed);
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
