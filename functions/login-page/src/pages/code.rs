//! The second page: the code.

use maud::{Markup, html};
use shared::address::Email;
use shared::flow::{CodeDigits, FlowId, ResendRefusal};
use shared::http::Answer;
use shared::problem::Problem;
use shared::routes;

use crate::pages::{Pages, words};

/// What the code's page is made of.
pub(crate) struct CodePage<'a> {
    pub(crate) flow: &'a FlowId,
    pub(crate) csrf: &'a str,
    pub(crate) address: &'a Email,
    pub(crate) digits: CodeDigits,
    /// Whether another code may be asked for now.
    pub(crate) resend: Result<(), ResendRefusal>,
    /// Path of the first page of the same login request.
    pub(crate) start_again: &'a str,
    /// Whether even the last code has expired.
    pub(crate) over: bool,
    pub(crate) problem: Option<Problem>,
}

impl Pages {
    pub(crate) fn code(&self, page: &CodePage<'_>) -> Answer {
        let ended = matches!(page.problem, Some(Problem::Locked | Problem::StartAgain | Problem::WrongCode(Some(0))));
        let over = page.over || ended;
        let problem = page.problem.filter(|_| ended || !page.over).or(page.over.then_some(Problem::Expired));
        let error = problem.map(words::problem);
        let title = if over { "Please start again" } else { "Enter the code" };
        self.page(
            title,
            &html! {
                h1 { (title) }
                @if over {
                    @if let Some(error) = &error { p.error role="alert" { (error) } }
                    p { a.button href=(page.start_again) { "Start again" } }
                } @else {
                    p { "We have sent a code to " strong { (page.address.as_str()) } "." }
                    form method="post" action=(routes::VERIFY) {
                        label for="code" { "Code from the mail, " (page.digits.count()) " digits" }
                        @if let Some(error) = &error { p.error #error role="alert" { (error) } }
                        input.code #code name="code" type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required
                            aria-invalid=[matches!(page.problem, Some(Problem::WrongCode(_) | Problem::MalformedCode)).then_some("true")]
                            aria-describedby=[error.is_some().then_some("error")];
                        input type="hidden" name="flow" value=(page.flow);
                        input type="hidden" name="csrf" value=(page.csrf);
                        button type="submit" { "Sign in" }
                    }
                    (resend(page))
                    p.hint { "Wrong address? " a href=(page.start_again) { "Start again with another one" } "." }
                }
            },
        )
    }
}

/// The form for another code, or what to do when there is none.
fn resend(page: &CodePage<'_>) -> Markup {
    html! {
        @if page.resend == Err(ResendRefusal::Exhausted) {
            p.hint { "No mail? Look into the spam folder, or " a href=(page.start_again) { "start again" } "." }
        } @else {
            form.quiet method="post" action=(routes::CODE) {
                input type="hidden" name="flow" value=(page.flow);
                input type="hidden" name="csrf" value=(page.csrf);
                p.hint {
                    "No mail? Look into the spam folder, or "
                    button.link type="submit" { "send another code" }
                    @if let Err(ResendRefusal::Cooldown(wait)) = page.resend { " (in " (words::duration(wait)) ")" }
                    "."
                }
            }
        }
    }
}
