//! The first page: the email address.

use maud::html;
use shared::authress::LoginRequest;
use shared::flow::FlowId;
use shared::http::Answer;
use shared::language::Locale;
use shared::problem::Problem;
use shared::routes;

use crate::pages::{described_by, page};

/// What the first page is made of.
pub(crate) struct StartPage<'a> {
    pub(crate) flow: &'a FlowId,
    pub(crate) csrf: &'a str,
    pub(crate) login: &'a LoginRequest,
    pub(crate) problem: Option<Problem>,
    pub(crate) locale: Locale,
}

impl StartPage<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let words = self.locale.words();
        let at_field = matches!(self.problem, Some(Problem::BadAddress | Problem::RefusedAddress));
        let content = html! {
            form method="post" action=(self.locale.keep(routes::CODE)) {
                label for="email" { (words.say("start-email")) }
                // The focus takes nothing from whoever listens: what stands before the field is the title and, as its description, the hint.
                // `autocomplete` has one field's name (HTML, section 4.10.18.7): two are none to a browser, and a fault to axe-core.
                input #email name="email" type="email" dir="ltr" autocomplete="email" autocapitalize="none" spellcheck="false" required
                    autofocus[self.problem.is_none()] aria-invalid=[at_field.then_some("true")]
                    aria-describedby=(described_by(at_field, "hint"));
                p.hint #hint { (words.say("start-hint")) }
                input type="hidden" name="state" value=(self.login.state.as_str());
                @if let Some(uri) = &self.login.redirect_uri { input type="hidden" name="redirect_uri" value=(uri); }
                @if let Some(id) = &self.login.client_id { input type="hidden" name="client_id" value=(id); }
                input type="hidden" name="flow" value=(self.flow);
                input type="hidden" name="csrf" value=(self.csrf);
                button type="submit" data-busy=(words.say("start-sending")) { (words.say("start-send")) }
            }
        };
        page(&words.say("start-title"), self.problem, &content, self.locale)
    }
}
