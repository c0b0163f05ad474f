//! The shell around every page of the demo app, the mailbox and the stand-in's refusals.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// Whether the browser shall look again by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refresh {
    /// In three seconds.
    Soon,
    /// Not at all.
    Never,
}

/// A whole document.
pub(crate) fn page(title: &str, refresh: Refresh, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if refresh == Refresh::Soon { meta http-equiv="refresh" content="3"; }
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (content) } }
        }
    }
}
