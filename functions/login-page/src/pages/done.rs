//! The page of a flow that was just won: its browser is on its way to Authress, and somebody went back or reloaded meanwhile.

use maud::html;
use shared::http::Answer;
use shared::language::Locale;

use crate::pages::page;

/// Who did not arrive is sent to the app, not to a new start here: the login request may be used up.
pub(crate) fn done(locale: Locale) -> Answer {
    let words = locale.words();
    let content = html! {
        p role="status" { (words.say("done-text")) }
        p.hint { (words.say("done-stuck")) }
    };
    page(&words.say("done-title"), None, &content, locale)
}
