//! Whose login this is, as pages and mails show it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};

use crate::address::Email;
use crate::config::color::Color;
use crate::config::origin::is_host;
use crate::config::{Environment, Fault};

/// What pages stand on and what stands out, in the light and in the dark: as the stylesheet has it, which a test compares.
pub(crate) const GROUNDS: [Color; 2] = [Color::WHITE, Color::new(0x15, 0x18, 0x1d)];
/// The same for what stands out, where no colour is configured.
pub(crate) const ACCENTS: [Color; 2] = [Color::new(0x0b, 0x5f, 0xff), Color::new(0x8f, 0xb4, 0xff)];

/// The most bytes of extra CSS: a function's whole environment has 4 KB (Lambda quotas).
const MOST_CSS: usize = 1_000;

/// What the team that deployed us calls itself, looks like and can be asked.
#[derive(Clone, Debug)]
pub struct Brand {
    /// Shown in titles, headings and messages: one line of up to 64 characters. Falls back to the host people sign in to.
    pub name: String,
    /// The colour that was asked for.
    pub color: Option<Color>,
    /// That colour, or ours, so that it can be read on white and white on it: with a contrast of at least 4.5 (WCAG 2.2, success criterion
    /// 1.4.3).
    pub accent: Color,
    /// A `data:image/` URL, or a path on the origin that serves us.
    pub logo: Option<String>,
    /// Where people get help.
    pub support: Option<Email>,
    /// `https:` URL of the terms.
    pub terms: Option<String>,
    /// `https:` URL of the privacy notice.
    pub privacy: Option<String>,
    /// What the stylesheet does not say: the colours, and the team's own CSS.
    pub style: Option<Style>,
}

/// CSS that stands inline in pages, and the hash that lets it (`sha256-…`).
#[derive(Clone, Debug)]
pub struct Style {
    pub(crate) text: String,
    pub(crate) hash: String,
}

impl Style {
    /// Hashes `text`.
    pub(crate) fn new(text: String) -> Self {
        let hash = format!("sha256-{}", STANDARD.encode(digest(&SHA256, text.as_bytes())));
        Self { text, hash }
    }
}

impl Brand {
    /// Reads `BRAND_NAME`, `BRAND_COLOR`, `BRAND_LOGO_URL`, `BRAND_SUPPORT_EMAIL`, `BRAND_TERMS_URL`, `BRAND_PRIVACY_URL` and
    /// `BRAND_CSS`; without a name, `host` stands for it.
    ///
    /// # Errors
    /// [`Fault`] for a name that is no single line of up to 64 characters, a colour that is not `#rrggbb`, a logo that is neither a
    /// `data:image/` URL nor a path, an address that is none, links that are not `https:` or have a port, and CSS of more than 1,000 bytes
    /// or with a `<`, which could end the element it stands in.
    pub fn read(environment: &Environment, host: &str) -> Result<Self, Fault> {
        let name = environment.get("BRAND_NAME").unwrap_or(host);
        if name.chars().count() > 64 || name.chars().any(|letter| letter.is_control() || turns_lines(letter)) {
            return Err(Fault::new("BRAND_NAME", "must be a single line of at most 64 characters"));
        }
        let color = environment.get("BRAND_COLOR").map(str::parse::<Color>).transpose();
        let color = color.map_err(|reason| Fault::new("BRAND_COLOR", reason.to_string()))?;
        let support = environment.get("BRAND_SUPPORT_EMAIL").map(Email::parse).transpose();
        // As HTML's parser makes them before a browser hashes the style.
        let css = environment.get("BRAND_CSS").unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
        if css.len() > MOST_CSS || css.contains(['<', '\0']) {
            return Err(Fault::new("BRAND_CSS", "must be at most 1000 bytes of CSS without <"));
        }
        let style = color.map(accents).into_iter().chain(Some(css)).collect::<String>();
        Ok(Self {
            name: name.to_owned(),
            color,
            accent: color.map_or(ACCENTS[0], |color| color.readable_on(GROUNDS[0])),
            logo: text(environment, "BRAND_LOGO_URL", is_logo, "must be a data:image/ URL or a path such as /logo.svg")?,
            support: support.map_err(|_| Fault::new("BRAND_SUPPORT_EMAIL", "must be an email address"))?,
            terms: text(environment, "BRAND_TERMS_URL", is_link, "must be an https: URL, its host in lower case and without a port")?,
            privacy: text(environment, "BRAND_PRIVACY_URL", is_link, "must be an https: URL, its host in lower case and without a port")?,
            style: Some(style).filter(|style| !style.is_empty()).map(Style::new),
        })
    }
}

/// The colour as the stylesheet's accent, in the light and in the dark.
fn accents(color: Color) -> String {
    let [light, dark] = GROUNDS.map(|ground| color.readable_on(ground));
    format!(":root{{--accent:{light}}}@media(prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}")
}

/// Line separators, and the marks that reorder what stands behind them.
const fn turns_lines(letter: char) -> bool {
    matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn text(
    environment: &Environment,
    variable: &'static str,
    is_fit: impl Fn(&str) -> bool,
    reason: &'static str,
) -> Result<Option<String>, Fault> {
    match environment.get(variable) {
        Some(text) if !is_fit(text) => Err(Fault::new(variable, reason)),
        text => Ok(text.map(str::to_owned)),
    }
}

/// Nothing of a third party: whoever serves the picture would learn who signs in, and when.
fn is_logo(url: &str) -> bool {
    let path = url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
    is_printable(url) && (url.starts_with("data:image/") || path)
}

fn is_link(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    is_printable(url) && host.is_some_and(is_host)
}

fn is_printable(url: &str) -> bool {
    url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: &str, value: &str) -> Result<Brand, Fault> {
        Brand::read(&Environment::new([(variable.to_owned(), value.to_owned())].into()), "login.example.com")
    }

    #[test]
    fn a_brand_is_a_line_a_colour_a_picture_and_whom_to_ask() {
        assert_eq!(read("OTHER", "").unwrap().name, "login.example.com");
        assert_eq!(read("BRAND_NAME", "Acme & Söhne").unwrap().name, "Acme & Söhne");
        for logo in ["/brand/logo.svg", "data:image/png;base64,AAAA"] {
            assert_eq!(read("BRAND_LOGO_URL", logo).unwrap().logo.as_deref(), Some(logo));
        }
        assert_eq!(read("BRAND_SUPPORT_EMAIL", "Help@acme.example").unwrap().support.unwrap().as_str(), "help@acme.example");
        let terms = "https://acme.example/terms?v=2#top";
        assert_eq!(read("BRAND_TERMS_URL", terms).unwrap().terms.as_deref(), Some(terms));
        assert_eq!(read("BRAND_PRIVACY_URL", terms).unwrap().privacy.as_deref(), Some(terms));
    }

    #[test]
    fn a_name_has_up_to_64_characters_and_css_up_to_1000_bytes() {
        let takes = |variable, letter: &str, times| read(variable, &letter.repeat(times)).is_ok();
        assert_eq!([64, 65].map(|times| takes("BRAND_NAME", "ö", times)), [true, false]);
        assert_eq!([1_000, 1_001].map(|times| takes("BRAND_CSS", "a", times)), [true, false]);
    }

    #[test]
    fn a_colour_that_cannot_be_read_becomes_one_that_can() {
        let accent = |color: &str| read("BRAND_COLOR", color).unwrap().accent.to_string();
        assert_eq!(accent("#0B5FFF"), "#0b5fff");
        assert_ne!(accent("#ffff00"), "#ffff00");
        let style = read("BRAND_COLOR", "#ffff00").unwrap().style.unwrap();
        let (light, dark) = style.text.split_once("dark").unwrap();
        assert!(!light.contains("#ffff00") && dark.contains("#ffff00"), "{}", style.text);
        assert!(read("OTHER", "").unwrap().style.is_none());
    }

    #[test]
    fn css_of_the_teams_own_comes_last() {
        let variables = [("BRAND_COLOR", "#0b5fff"), ("BRAND_CSS", "h1 { font-family: serif }")];
        let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let style = Brand::read(&environment, "login.example.com").unwrap().style.unwrap();
        let windows = read("BRAND_CSS", "a { }\r\nb { }\rc { }").unwrap().style.unwrap();
        assert_eq!(windows.text, "a { }\nb { }\nc { }");
        assert!(style.text.starts_with(":root{--accent:#0b5fff}") && style.text.ends_with("h1 { font-family: serif }"));
    }

    #[test]
    fn what_could_break_out_of_a_page_or_a_policy_or_asks_a_third_party_is_refused() {
        for (variable, value) in [
            ("BRAND_NAME", "two\nlines"),
            ("BRAND_NAME", "two\u{2028}lines"),
            ("BRAND_NAME", "\u{202e}emcA"),
            ("BRAND_COLOR", "red"),
            ("BRAND_COLOR", "#fff}*{"),
            ("BRAND_LOGO_URL", "https://cdn.example.com/logo.svg"),
            ("BRAND_LOGO_URL", "//cdn.example.com/logo.svg"),
            ("BRAND_LOGO_URL", "/\\cdn.example.com/logo.svg"),
            ("BRAND_LOGO_URL", "logo.svg"),
            ("BRAND_LOGO_URL", "javascript:alert(1)"),
            ("BRAND_LOGO_URL", "data:text/html,x"),
            ("BRAND_LOGO_URL", "data:image/svg+xml,<svg>"),
            ("BRAND_SUPPORT_EMAIL", "nobody"),
            ("BRAND_TERMS_URL", "http://acme.example/"),
            ("BRAND_TERMS_URL", "https://"),
            ("BRAND_PRIVACY_URL", "javascript:alert(1)"),
            ("BRAND_PRIVACY_URL", "https://acme.example/ x"),
            ("BRAND_CSS", "</style><script>"),
        ] {
            assert_eq!(read(variable, value).unwrap_err().variable, variable, "{value}");
        }
    }
}
