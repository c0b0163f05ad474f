//! The page of a flow that was just won: its browser is on its way to Authress, and somebody went back or reloaded meanwhile.

use maud::html;
use shared::http::Answer;
use shared::language::Locale;

use crate::pages::page;

/// `start_again` is where a person goes on who did not arrive.
pub(crate) fn done(start_again: &str, locale: Locale) -> Answer {
    let words = locale.words();
    let content = html! {
        p role="status" { (words.say("done-text")) }
        p.hint { (words.say("done-stuck")) " " a href=(start_again) { (words.say("over-start-again")) } }
    };
    page(&words.say("done-title"), None, &content, locale)
}
