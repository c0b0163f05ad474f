//! The routes: what `template.yaml` declares, the local gateway dispatches by, and our own pages and redirects use.

use crate::flow::FlowId;
use crate::problem::Problem;

/// `GET`: where Authress sends the browser.
pub const LOGIN: &str = "/login";
/// `GET` shows the form for the code, `POST` sends one.
pub const CODE: &str = "/login/code";
/// `POST`: a guess.
pub const VERIFY: &str = "/login/verify";

/// Every route: method, path, function.
pub const ALL: [(&str, &str, &str); 4] =
    [("GET", LOGIN, "login-page"), ("GET", CODE, "login-page"), ("POST", CODE, "issue-code"), ("POST", VERIFY, "verify-code")];

/// The page of a flow's code, with what a person is told there.
#[must_use]
pub fn code_page(flow: &FlowId, problem: Option<Problem>) -> String {
    let problem = problem.map(|problem| format!("&{}", problem.to_query())).unwrap_or_default();
    format!("{CODE}?flow={flow}{problem}")
}
