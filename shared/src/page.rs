//! The frame around every page, of the login and of a refusal alike: one stylesheet, one script, the brand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use ring::digest::{SHA256, digest};

use crate::address::Email;
use crate::config::{Brand, Color};
use crate::language::Locale;
use crate::uri;

/// The ground that pages stand on, as the stylesheet has it.
pub const GROUND: Color = Color::WHITE;
/// The same, for people who prefer it dark.
pub const GROUND_IN_THE_DARK: Color = Color::new(0x15, 0x18, 0x1d);

const STYLE: &str = include_str!("page/style.css");
const STYLE_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css.hash"));
const SCRIPT: &str = include_str!("page/script.js");
const SCRIPT_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/script.js.hash"));

/// A text that stands inline in pages, and the hash that lets it.
#[derive(Clone, Debug)]
pub struct Inline {
    text: String,
    hash: String,
}

impl Inline {
    /// Hashes `text`.
    #[must_use]
    pub fn new(text: String) -> Self {
        let hash = format!("sha256-{}", STANDARD.encode(digest(&SHA256, text.as_bytes())));
        Self { text, hash }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What a page is made of, besides what all pages have. Not printable: it names people, and holds form tokens.
pub struct Page {
    /// Its title, in front of the brand's name.
    pub title: String,
    /// What stands in its `main`, from the one `h1` on.
    pub content: Markup,
}

impl Page {
    /// The whole document.
    #[must_use]
    pub fn render(&self, brand: &Brand, locale: Locale) -> String {
        let language = locale.language;
        let document = html! {
            (DOCTYPE)
            html lang=(language.tag()) dir=(language.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    meta name="color-scheme" content="light dark";
                    // A code is no telephone number.
                    meta name="format-detection" content="telephone=no";
                    // No request for an icon that is not there.
                    link rel="icon" href="data:,";
                    title { (self.title) " · " (brand.name) }
                    style { (PreEscaped(STYLE)) }
                    @if let Some(style) = &brand.style { style { (PreEscaped(style.text())) } }
                }
                body {
                    header {
                        @if let Some(logo) = &brand.logo { img src=(logo) alt="" height="40"; }
                        bdi { (brand.name) }
                    }
                    main { (self.content) }
                    (footer(brand, locale))
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        document.into_string()
    }
}

fn footer(brand: &Brand, locale: Locale) -> Markup {
    let words = locale.words();
    let support = brand.support.as_ref().map(mailto);
    let links = [("footer-support", &support), ("footer-terms", &brand.terms), ("footer-privacy", &brand.privacy)];
    html! {
        @if links.iter().any(|(_, link)| link.is_some()) {
            footer {
                @for (message, link) in links {
                    @if let Some(link) = link { a href=(link) { (words.say(message)) } }
                }
            }
        }
    }
}

/// RFC 6068: what a query would begin with is encoded, the at sign is not.
fn mailto(address: &Email) -> String {
    format!("mailto:{}", uri::component(address.as_str()).replace("%40", "@"))
}

/// The policy's directives for what stands inline in a page of this brand.
#[must_use]
pub fn policy(brand: &Brand) -> String {
    let own = brand.style.as_ref().map(|style| format!(" '{}'", style.hash)).unwrap_or_default();
    format!("style-src '{STYLE_HASH}'{own}; script-src '{SCRIPT_HASH}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compiled_in_is_what_is_hashed() {
        assert_eq!(Inline::new(STYLE.to_owned()).hash, STYLE_HASH);
        assert_eq!(Inline::new(SCRIPT.to_owned()).hash, SCRIPT_HASH);
    }

    /// The brand's colour is made readable on the grounds that are named here.
    #[test]
    fn the_stylesheet_has_the_grounds_that_colours_are_measured_against() {
        let grounds: Vec<_> = STYLE.split("--ground: ").skip(1).filter_map(|rest| rest.split(';').next()).collect();
        assert_eq!(grounds, [GROUND.to_string(), GROUND_IN_THE_DARK.to_string()]);
    }

    #[test]
    fn no_comment_or_text_ends_the_element_it_stands_in() {
        assert!(!STYLE.contains('<') && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
