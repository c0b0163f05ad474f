//! The page of a flow that was just won: its browser is on its way to Authress, and somebody went back or reloaded meanwhile.

use maud::html;
use shared::http::Answer;
use shared::language::Locale;
use shared::page::Page;

pub(crate) fn done(locale: Locale) -> Answer {
    let words = locale.words();
    let heading = words.say("done-title");
    let content = html! {
        h1 { (heading) }
        p role="status" { (words.say("done-text")) }
        p.hint { (words.say("done-stuck")) }
    };
    Answer::page(Page { title: heading, content })
}
