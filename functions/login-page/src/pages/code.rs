//! The second page: the code.

use std::time::Duration;

use maud::{Markup, html};
use shared::channel::{Channel, Messages};
use shared::flow::{CodeDigits, FlowId, RequestLabel, ResendRefusal};
use shared::http::Answer;
use shared::identifier::Identifier;
use shared::language::Locale;
use shared::problem::Problem;
use shared::routes;

use crate::pages::{described_by, page};

/// What the code's page is made of.
pub(crate) struct CodePage<'a> {
    pub(crate) flow: &'a FlowId,
    /// The flow's form token.
    pub(crate) csrf: &'a str,
    /// Whom the code was sent to: an address or a number.
    pub(crate) identifier: &'a Identifier,
    /// By which the code was sent.
    pub(crate) channel: Channel,
    pub(crate) digits: CodeDigits,
    /// How many codes were sent.
    pub(crate) sends: u32,
    /// Whether another code may be asked for now.
    pub(crate) resend: Result<(), ResendRefusal>,
    /// Path of the first page of the same login request.
    pub(crate) start_again: &'a str,
    /// Whether even the last code has expired.
    pub(crate) expired: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) locale: Locale,
}

impl CodePage<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let words = self.locale.words();
        match (self.expired, self.problem()) {
            (_, Some(problem)) if problem.is_end() => self.over(problem),
            (true, _) => self.over(Problem::Expired),
            (false, problem) => {
                let content = html! {
                    (self.form(problem))
                    div.after { (self.resend()) }
                };
                let answer = page(&words.say("code-title"), problem.map(|problem| (problem, Some(self.channel))), &content, self.locale);
                match self.wait() {
                    Some(wait) => answer.with_retry_after(wait.as_secs()),
                    None => answer,
                }
            }
        }
    }

    /// Nothing but a new start is left.
    fn over(&self, problem: Problem) -> Answer {
        let words = self.locale.words();
        let content = html! { a.button href=(self.start_again) { (words.say("over-start-again")) } };
        page(&words.say("over-title"), Some((problem, Some(self.channel))), &content, self.locale)
    }

    fn form(&self, problem: Option<Problem>) -> Markup {
        let words = self.locale.words();
        let at_field = matches!(problem, Some(Problem::WrongCode(_) | Problem::MalformedCode));
        let label = words.label(RequestLabel::of(self.flow));
        let sent = if self.sends > 1 { "code-sent-again" } else { "code-sent" };
        // An address or a number reads from left to right, also within a sentence that does not.
        let identifier = html! { bdi dir="ltr" { strong { (self.identifier.as_str()) } } };
        html! {
            p #sent { (words.around(sent, "address", &identifier)) }
            form method="post" action=(self.locale.keep(routes::VERIFY)) {
                label for="code" { (words.fill(self.words().code, [("digits", self.digits.count().into())])) }
                // No maxlength: “Your code is 482 913” may be pasted as it is.
                input.code #code name="code" type="text" inputmode="numeric" dir="ltr" autocomplete="one-time-code" spellcheck="false" required
                    autofocus[problem.is_none()] aria-invalid=[at_field.then_some("true")]
                    aria-describedby=(described_by(at_field, "sent"));
                @if let Some(message) = self.words().label { p.hint { (words.around(message, "label", &html! { strong #label { (label) } })) } }
                (self.hidden())
                button type="submit" data-busy=(words.say("code-signing-in")) { (words.say("code-sign-in")) }
            }
        }
    }

    /// The form for another code, or that there is none; and the way to another address.
    fn resend(&self) -> Markup {
        let words = self.locale.words();
        let exhausted = self.resend == Err(ResendRefusal::Exhausted);
        html! {
            p.hint { (words.say(self.words().nothing)) @if exhausted { " " (words.say("code-exhausted")) } }
            @if !exhausted {
                // The button works without script too: who is too early is told so.
                form.row method="post" action=(self.locale.keep(routes::CODE)) {
                    (self.hidden())
                    button.second type="submit" { (words.say("code-resend")) }
                    @if let Some(wait) = self.wait() { span.hint #wait data-seconds=(wait.as_secs()) { (words.wait(wait)) } }
                }
            }
            p.hint { a href=(self.start_again) { (words.say(self.words().other)) } }
        }
    }

    fn words(&self) -> &'static Messages {
        &self.channel.about().words
    }

    fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name="flow" value=(self.flow);
            input type="hidden" name="csrf" value=(self.csrf);
        }
    }

    /// The problem as it is by now: of a cooldown the flow knows more than the address, which was right when it was made.
    fn problem(&self) -> Option<Problem> {
        match self.problem {
            Some(Problem::Cooldown(_)) => self.wait().map(Problem::cooldown),
            problem => problem,
        }
    }

    /// How long until another code may be asked for in this flow, if that is not yet.
    const fn wait(&self) -> Option<Duration> {
        match self.resend {
            Err(ResendRefusal::Cooldown(wait)) => Some(wait),
            Ok(()) | Err(ResendRefusal::Exhausted) => None,
        }
    }
}
