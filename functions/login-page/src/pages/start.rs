//! The first page: the email address.

use maud::html;
use shared::authress::LoginRequest;
use shared::flow::FlowId;
use shared::http::Answer;
use shared::problem::Problem;
use shared::routes;

use crate::pages::{Pages, words};

/// What the first page is made of.
pub(crate) struct StartPage<'a> {
    pub(crate) flow: &'a FlowId,
    pub(crate) csrf: &'a str,
    pub(crate) login: &'a LoginRequest,
    pub(crate) problem: Option<Problem>,
}

impl Pages {
    pub(crate) fn start(&self, page: &StartPage<'_>) -> Answer {
        let error = page.problem.map(words::problem);
        let at_field = matches!(page.problem, Some(Problem::BadAddress | Problem::RefusedAddress));
        self.page(
            "Sign in",
            &html! {
                h1 { "Sign in" }
                form method="post" action=(routes::CODE) {
                    label for="email" { "Email address" }
                    @if let Some(error) = &error { p.error #error role="alert" { (error) } }
                    input #email name="email" type="email" autocomplete="username email" autocapitalize="none" spellcheck="false" required
                        aria-invalid=[at_field.then_some("true")] aria-describedby=(if error.is_some() { "error hint" } else { "hint" });
                    p.hint #hint { "We will send you a code. No password needed." }
                    input type="hidden" name="state" value=(page.login.state.as_str());
                    @if let Some(uri) = &page.login.redirect_uri { input type="hidden" name="redirect_uri" value=(uri); }
                    @if let Some(id) = &page.login.client_id { input type="hidden" name="client_id" value=(id); }
                    input type="hidden" name="flow" value=(page.flow);
                    input type="hidden" name="csrf" value=(page.csrf);
                    button type="submit" { "Send me a code" }
                }
            },
        )
    }
}
