//! The pages: functions of what there is to show. The words stand in the catalogues of `shared/locales`, the frame with style and script in
//! `shared/src/page.rs`.

mod code;
mod done;
mod elsewhere;
mod problem;
mod start;

pub(crate) use code::CodePage;
pub(crate) use done::done;
pub(crate) use elsewhere::elsewhere;
pub(crate) use start::StartPage;

use maud::{Markup, html};
use shared::channel::Channel;
use shared::http::Answer;
use shared::language::Locale;
use shared::page::Page;
use shared::problem::Problem;

/// How every page begins: its heading, and below it what went wrong, if anything did. The title tells of it too, since it is what a screen
/// reader says first.
fn page(heading: &str, problem: Option<(Problem, Option<Channel>)>, content: &Markup, locale: Locale) -> Answer {
    let words = locale.words();
    let title = match problem {
        Some(_) => words.fill("title-problem", [("title", heading.into())]),
        None => heading.to_owned(),
    };
    let content = html! {
        h1 { (heading) }
        @if let Some((problem, channel)) = problem { (problem::alert(problem, channel, words)) }
        (content)
    };
    Answer::page(Page { title, content, locale })
}

/// What a field is described by: what is wrong with it, then what always describes it.
fn described_by(is_wrong: bool, always: &str) -> String {
    if is_wrong { format!("{} {always}", problem::ID) } else { always.to_owned() }
}
