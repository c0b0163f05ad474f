//! Whose login this is, as pages and mails show it.

use crate::config::origin::is_host;
use crate::config::{Environment, Fault};

/// The name, the accent colour and the logo of the team that deployed us.
#[derive(Clone, Debug)]
pub struct Brand {
    /// Shown in titles, headings and the mail. Falls back to the host people sign in to.
    pub name: String,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// `https:` or `data:image/` URL.
    pub logo: Option<String>,
}

impl Brand {
    /// Reads `BRAND_NAME`, `BRAND_COLOR` and `BRAND_LOGO_URL`; without a name, `host` stands for it.
    ///
    /// # Errors
    /// [`Fault`] for a name that is no single line of up to 64 characters, a colour that is not `#rrggbb`, a logo URL that is neither
    /// `https:` nor `data:image/`.
    pub fn read(environment: &Environment, host: &str) -> Result<Self, Fault> {
        let name = environment.get("BRAND_NAME").unwrap_or(host);
        if name.chars().count() > 64 || name.chars().any(char::is_control) {
            return Err(Fault::new("BRAND_NAME", "must be a single line of at most 64 characters"));
        }
        let color = environment.get("BRAND_COLOR");
        let is_color =
            |text: &str| text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if color.is_some_and(|text| !is_color(text)) {
            return Err(Fault::new("BRAND_COLOR", "must be a colour such as #0b5fff"));
        }
        let logo = environment.get("BRAND_LOGO_URL");
        let printable = |url: &str| url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>'));
        // The host becomes part of the content security policy.
        let host = |url: &str| url.split(['/', '?', '#']).next().is_some_and(is_host);
        let is_logo = |url: &str| printable(url) && (url.starts_with("data:image/") || url.strip_prefix("https://").is_some_and(host));
        if logo.is_some_and(|url| !is_logo(url)) {
            return Err(Fault::new("BRAND_LOGO_URL", "must be an https: or a data:image/ URL"));
        }
        Ok(Self { name: name.to_owned(), color: color.map(str::to_owned), logo: logo.map(str::to_owned) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: &str, value: &str) -> Result<Brand, Fault> {
        Brand::read(&Environment::new([(variable.to_owned(), value.to_owned())].into()), "login.example.com")
    }

    #[test]
    fn a_brand_is_a_line_a_colour_and_a_picture() {
        assert_eq!(read("OTHER", "").unwrap().name, "login.example.com");
        assert_eq!(read("BRAND_NAME", "Acme & Söhne").unwrap().name, "Acme & Söhne");
        for logo in ["https://cdn.example.com/logo.svg", "data:image/png;base64,AAAA"] {
            assert_eq!(read("BRAND_LOGO_URL", logo).unwrap().logo.as_deref(), Some(logo));
        }
    }

    #[test]
    fn what_could_break_out_of_a_page_or_a_policy_is_refused() {
        for (variable, value) in [
            ("BRAND_NAME", "two\nlines"),
            ("BRAND_COLOR", "red"),
            ("BRAND_COLOR", "#12345"),
            ("BRAND_COLOR", "#fff}*{"),
            ("BRAND_LOGO_URL", "http://a/b"),
            ("BRAND_LOGO_URL", "https://"),
            ("BRAND_LOGO_URL", "https://a;script-src*/x"),
            ("BRAND_LOGO_URL", "https://a,b/x"),
            ("BRAND_LOGO_URL", "javascript:alert(1)"),
        ] {
            assert_eq!(read(variable, value).unwrap_err().variable, variable, "{value}");
        }
    }
}
