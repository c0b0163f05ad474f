//! The page for every browser that does not hold the flow: it says the same whether there is such a flow or not.

use maud::html;
use shared::http::Answer;
use shared::language::Locale;
use shared::problem::Problem;

use crate::pages::page;

/// With a `problem` there is a sentence about it, which is always the same one.
pub(crate) fn elsewhere(problem: Option<Problem>, locale: Locale) -> Answer {
    let words = locale.words();
    // Whatever the query says: here it is always this one.
    let problem = problem.map(|_| (Problem::StartAgain, None));
    let content = html! {
        p { (words.say("elsewhere-how")) }
        p { (words.say("elsewhere-closed")) }
    };
    page(&words.say("elsewhere-title"), problem, &content, locale)
}
