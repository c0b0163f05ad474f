//! The frame around every page, of the login and of a refusal alike: one stylesheet, one script, the brand.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::address::Email;
use crate::config::Brand;
use crate::language::Locale;
use crate::uri;

const STYLE: &str = include_str!("page/style.css");
const STYLE_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css.hash"));
const SCRIPT: &str = include_str!("page/script.js");
const SCRIPT_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/script.js.hash"));

/// What a page is made of, besides what all pages have. Not printable: it names people, and holds form tokens.
pub struct Page {
    /// Its title, in front of the brand's name.
    pub title: String,
    /// What stands in its `main`, from the one `h1` on; it is not escaped any more.
    pub content: Markup,
    /// The language of both.
    pub locale: Locale,
}

impl Page {
    /// The whole document.
    pub(crate) fn render(&self, brand: &Brand) -> String {
        let language = self.locale.language;
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
                    @if let Some(style) = &brand.style { style { (PreEscaped(&style.text)) } }
                }
                body {
                    header {
                        @if let Some(logo) = &brand.logo { img src=(logo) alt="" height="40"; }
                        bdi { (brand.name) }
                    }
                    main { (self.content) }
                    (footer(brand, self.locale))
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
pub(crate) fn policy(brand: &Brand) -> String {
    let own = brand.style.as_ref().map(|style| format!(" '{}'", style.hash)).unwrap_or_default();
    format!("style-src '{STYLE_HASH}'{own}; script-src '{SCRIPT_HASH}'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ACCENTS, Color, GROUNDS, Style};

    #[test]
    fn what_is_compiled_in_is_what_is_hashed() {
        for (text, hash) in [(STYLE, STYLE_HASH), (SCRIPT, SCRIPT_HASH)] {
            assert_eq!(Style::new(text.to_owned()).hash, hash);
        }
    }

    /// A brand's colour is made readable on the grounds that the code knows; ours is as readable.
    #[test]
    fn the_stylesheet_has_the_grounds_and_accents_that_the_code_measures() {
        let values =
            |name: &str| -> Vec<Color> { STYLE.split(name).skip(1).map(|rest| rest.split(';').next().unwrap().parse().unwrap()).collect() };
        assert_eq!((values("--ground: "), values("--accent: ")), (GROUNDS.to_vec(), ACCENTS.to_vec()));
        for (accent, ground) in ACCENTS.into_iter().zip(GROUNDS) {
            assert_eq!(accent.readable_on(ground), accent);
        }
    }

    #[test]
    fn no_comment_or_text_ends_the_element_it_stands_in() {
        assert!(!STYLE.contains('<') && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
