//! The first page: where to send the code.

use maud::{Markup, html};
use shared::authress::LoginRequest;
use shared::channel::Channel;
use shared::flow::FlowId;
use shared::http::Answer;
use shared::language::Locale;
use shared::problem::Problem;
use shared::routes;

use crate::pages::{described_by, page};

/// What the first page is made of.
pub(crate) struct StartPage<'a> {
    pub(crate) flow: &'a FlowId,
    /// The flow's form token.
    pub(crate) csrf: &'a str,
    pub(crate) login: &'a LoginRequest,
    /// Each has a form.
    pub(crate) channels: &'a [Channel],
    /// What went wrong, and in whose form.
    pub(crate) problem: Option<(Problem, Option<Channel>)>,
    pub(crate) locale: Locale,
}

impl StartPage<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let words = self.locale.words();
        // Below what went wrong the field that it is about, if it is about one.
        let mut channels = self.channels.to_vec();
        channels.sort_by_key(|channel| !self.is_at(*channel));
        let content = html! {
            @for (nth, channel) in channels.iter().enumerate() {
                @if nth > 0 { p.or { (words.say("start-or")) } }
                (self.form(*channel, nth == 0))
            }
        };
        page(&words.say("start-title"), self.problem, &content, self.locale)
    }

    /// Whether what went wrong is what was typed into this channel's field.
    fn is_at(&self, channel: Channel) -> bool {
        matches!(self.problem, Some((Problem::BadAddress | Problem::RefusedAddress, at)) if at == Some(channel))
    }

    /// The forms share their flow: whichever is sent, the other is done with.
    fn form(&self, channel: Channel, is_first: bool) -> Markup {
        let (words, about) = (self.locale.words(), channel.about());
        let field = about.reaches.field();
        let at_field = self.is_at(channel);
        let hint = if is_first { "hint".to_owned() } else { format!("hint-{}", about.name) };
        html! {
            form method="post" action=(self.locale.keep(routes::CODE)) {
                label for=(field) { (words.say(about.words.field)) }
                // The focus takes nothing from whoever listens: what stands before the field is the title and, as its description, the
                // hint. `autocomplete` has one field's name (HTML, section 4.10.18.7): two are none to a browser, and a fault to axe-core.
                input id=(field) name=(field) type=(about.input.kind) dir="ltr" autocomplete=(about.input.autocomplete)
                    autocapitalize="none" spellcheck="false" required autofocus[is_first && self.problem.is_none()]
                    aria-invalid=[at_field.then_some("true")] aria-describedby=(described_by(at_field, &hint));
                p.hint id=(hint) { (words.say(about.words.hint)) }
                input type="hidden" name="state" value=(self.login.state.as_str());
                @if let Some(uri) = &self.login.redirect_uri { input type="hidden" name="redirect_uri" value=(uri); }
                @if let Some(id) = &self.login.client_id { input type="hidden" name="client_id" value=(id); }
                input type="hidden" name="flow" value=(self.flow);
                input type="hidden" name="csrf" value=(self.csrf);
                button type="submit" data-busy=(words.say("start-sending")) { (words.say(about.words.send)) }
            }
        }
    }
}
