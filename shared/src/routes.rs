//! The routes: what `template.yaml` declares, the local gateway dispatches by, and our own pages and redirects use.

use crate::flow::FlowId;
use crate::problem::Problem;

/// `GET`: where Authress sends the browser.
pub const LOGIN: &str = "/login";
/// `GET` shows the form for the code, `POST` sends one.
pub const CODE: &str = "/login/code";
/// `POST`: a guess.
pub const VERIFY: &str = "/login/verify";

/// What all paths of the API for an app's own page begin with.
pub const API: &str = "/api/";
/// `POST`: a first code, in a new flow.
pub const API_CODES: &str = "/api/codes";
/// `POST`: another code in a flow.
pub const API_RESEND: &str = "/api/codes/{flow}/resend";
/// `POST`: a guess.
pub const API_VERIFY: &str = "/api/codes/{flow}/verify";

/// Every route: method, path, function. `{flow}` stands for one segment. `OPTIONS` is what browsers ask before an app's page may post.
pub const ALL: [(&str, &str, &str); 10] = [
    ("GET", LOGIN, "login-page"),
    ("GET", CODE, "login-page"),
    ("POST", CODE, "issue-code"),
    ("POST", VERIFY, "verify-code"),
    ("POST", API_CODES, "issue-code"),
    ("OPTIONS", API_CODES, "issue-code"),
    ("POST", API_RESEND, "issue-code"),
    ("OPTIONS", API_RESEND, "issue-code"),
    ("POST", API_VERIFY, "verify-code"),
    ("OPTIONS", API_VERIFY, "verify-code"),
];

/// The segment of `path` that stands at `{flow}` of `route`, whatever it holds; `None` when it is no path of that route, or the route has
/// none.
#[must_use]
pub fn flow_in<'a>(path: &'a str, route: &str) -> Option<&'a str> {
    let (before, after) = route.split_once("{flow}")?;
    path.strip_prefix(before)?.strip_suffix(after).filter(|segment| !segment.is_empty() && !segment.contains('/'))
}

/// Path and query of the page of a flow's code, with what a person is told there.
#[must_use]
pub fn code_page(flow: &FlowId, problem: Option<Problem>) -> String {
    let problem = problem.map(|problem| format!("&{}", problem.to_query())).unwrap_or_default();
    format!("{CODE}?flow={flow}{problem}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_takes_one_segment_for_its_flow() {
        assert_eq!(flow_in("/api/codes/abc/resend", API_RESEND), Some("abc"));
        for path in [
            "/api/codes//resend",
            "/api/codes/resend",
            "/api/codes/a/b/resend",
            "/api/codes/abc/resend/",
            "/api/codes/abc/verify",
            "/api/codes",
        ] {
            assert_eq!(flow_in(path, API_RESEND), None, "{path}");
        }
    }
}
