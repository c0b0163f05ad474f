//! What a person is told about each problem, and what to do next.

use std::time::Duration;

use maud::{Markup, html};
use shared::problem::Problem;
use shared::words::Words;

/// The id of the element that tells of it.
pub(super) const ID: &str = "error";

/// The problem in one or two sentences: read out by screen readers, and where the next Tab starts from.
pub(super) fn alert(problem: Problem, words: Words) -> Markup {
    html! { p.error id=(ID) role="alert" tabindex="-1" autofocus { (sentence(problem, words)) } }
}

fn sentence(problem: Problem, words: Words) -> String {
    let when = |seconds: Option<u32>| seconds.map_or_else(|| words.say("later"), |seconds| words.wait(Duration::from_secs(seconds.into())));
    match problem {
        Problem::BadAddress => words.say("problem-bad-address"),
        Problem::RefusedAddress => words.say("problem-refused-address"),
        Problem::Cooldown(wait) => words.fill("problem-cooldown", [("when", when(wait).into())]),
        Problem::TooManyRequests(wait) => words.fill("problem-too-many-requests", [("when", when(wait).into())]),
        Problem::MalformedCode => words.say("problem-malformed-code"),
        Problem::WrongCode(Some(0)) | Problem::Locked => words.say("problem-locked"),
        Problem::WrongCode(Some(left)) => words.fill("problem-wrong-code", [("left", left.into())]),
        Problem::WrongCode(None) => words.say("problem-wrong-code-plain"),
        Problem::Expired => words.say("problem-expired"),
        Problem::StartAgain => words.say("problem-start-again"),
    }
}
