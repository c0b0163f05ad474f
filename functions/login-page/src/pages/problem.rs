//! What a person is told about each problem, and what to do next.

use maud::{Markup, html};
use shared::channel::Channel;
use shared::problem::Problem;
use shared::words::Words;

/// The id of the element that tells of it.
pub(super) const ID: &str = "error";

/// The problem in one or two sentences: read out by screen readers, and where the next Tab starts from. Where it is about an address or a
/// number, one of this channel.
pub(super) fn alert(problem: Problem, channel: Option<Channel>, words: Words) -> Markup {
    html! { p.error id=(ID) role="alert" tabindex="-1" autofocus { (problem.sentence(words, channel)) } }
}
