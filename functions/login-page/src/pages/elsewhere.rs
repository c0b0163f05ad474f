//! The page for every browser that does not hold the flow: it says the same whether there is such a flow or not.

use maud::html;
use shared::http::Answer;
use shared::problem::Problem;

use crate::pages::{Pages, words};

impl Pages {
    pub(crate) fn elsewhere(&self, problem: Option<Problem>) -> Answer {
        self.page(
            "Continue where you started",
            &html! {
                h1 { "Continue where you started" }
                @if problem.is_some() { p.error role="alert" { (words::problem(Problem::StartAgain)) } }
                p { "Signing in goes on in the browser in which you asked for the code: go back to it, and type the code from the mail there." }
                p { "If that page is closed, or was open too long, go back to the app and choose “Sign in” again." }
            },
        )
    }
}
