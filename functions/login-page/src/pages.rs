//! The pages: functions of what there is to show. The words stand in `words`, style and script in files of their own, inlined and
//! allowed by their hash.

mod code;
mod elsewhere;
mod start;
mod words;

use http::StatusCode;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use shared::config::Brand;
use shared::http::{Answer, csp_hash};

pub(crate) use code::CodePage;
pub(crate) use start::StartPage;

const STYLE: &str = include_str!("pages/style.css");
const SCRIPT: &str = include_str!("pages/script.js");

/// Everything of a page that is the same for each request.
#[derive(Debug)]
pub(crate) struct Pages {
    brand: Brand,
    style: String,
    style_hash: String,
    script_hash: String,
}

impl Pages {
    pub(crate) fn new(brand: &Brand) -> Self {
        let accent = brand.color.as_ref().map(|color| format!(":root{{--accent:{color}}}")).unwrap_or_default();
        let style = format!("{STYLE}{accent}");
        Self { brand: brand.clone(), style_hash: csp_hash(&style), script_hash: csp_hash(SCRIPT), style }
    }

    /// The frame around every page.
    fn page(&self, title: &str, content: &Markup) -> Answer {
        let html = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    meta name="color-scheme" content="light dark";
                    // No request for an icon that is not there.
                    link rel="icon" href="data:,";
                    title { (title) " · " (self.brand.name) }
                    style { (PreEscaped(&self.style)) }
                }
                body {
                    main {
                        p.brand {
                            @if let Some(logo) = &self.brand.logo { img src=(logo) alt="" height="40"; }
                            span { (self.brand.name) }
                        }
                        (content)
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        Answer::page(StatusCode::OK, html.into_string(), Some(self.style_hash.clone()), Some(self.script_hash.clone()))
    }
}
