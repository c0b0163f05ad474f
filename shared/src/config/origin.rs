//! An origin: scheme and host, nothing else. What `AUTHRESS_DOMAIN` and `PUBLIC_URL` are; those of `APP_ORIGINS` may have a port.

use std::fmt;
use std::str::FromStr;

use crate::uri;

/// `https://login.example.com`; `http` and a port only on loopback, where the local run lives. Hosts are names in lower case, of at most 63
/// characters a label and 253 in all (RFC 1123, section 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    loopback: bool,
}

/// Why a text is not an [`Origin`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be an origin such as https://login.example.com: https, a lower-case host, no path, no trailing slash (http and a port only for localhost and 127.0.0.1)"
)]
pub struct NotAnOrigin;

impl Origin {
    /// The origin as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the host is this machine: `localhost` or `127.0.0.1`.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Reads the origin of an app's page, which may be served on any port, as a browser writes it: without the port that is the scheme's
    /// own.
    ///
    /// # Errors
    /// [`NotAnOrigin`] for anything else, and for `http` anywhere but on loopback.
    pub fn of_app(text: &str) -> Result<Self, NotAnOrigin> {
        Self::read(text, true)
    }

    fn read(text: &str, any_port: bool) -> Result<Self, NotAnOrigin> {
        let (scheme, authority) = text.split_once("://").ok_or(NotAnOrigin)?;
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let loopback = matches!(host, "localhost" | "127.0.0.1");
        let valid = match (scheme, port) {
            ("https", None) => true,
            ("http", None) => loopback,
            ("http", Some(port)) => loopback && is_port(port, scheme),
            ("https", Some(port)) => (loopback || any_port) && is_port(port, scheme),
            _ => false,
        };
        (valid && is_host(host)).then(|| Self { text: text.to_owned(), loopback }).ok_or(NotAnOrigin)
    }

    /// The host, without scheme and port.
    #[must_use]
    pub fn host(&self) -> &str {
        uri::host(&self.text)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        Self::read(text, false)
    }
}

/// Lower-case labels of RFC 1123, and the underscore that Authress account hosts have.
pub(super) fn is_host(host: &str) -> bool {
    let letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    let label = |label: &str| {
        let ends = label.bytes().next().is_some_and(letter) && label.bytes().last().is_some_and(letter);
        ends && label.len() <= 63 && label.bytes().all(|byte| letter(byte) || byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// A port that a browser writes into `Origin`: never the scheme's own.
fn is_port(port: &str, scheme: &str) -> bool {
    let own = if scheme == "http" { 80 } else { 443 };
    let digits = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    digits && port.parse::<u16>().is_ok_and(|port| port != own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_and_host() {
        for text in [
            "https://login.example.com",
            "http://localhost:3002",
            "http://127.0.0.1:3001",
            "http://localhost",
            "https://acc_1.login.authress.io",
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().as_str(), text);
        }
        assert_eq!("http://localhost:3002".parse::<Origin>().unwrap().host(), "localhost");
    }

    #[test]
    fn this_machine_is_localhost_and_127_0_0_1() {
        let loopback = |text: &str| text.parse::<Origin>().unwrap().is_loopback();
        assert!(loopback("http://localhost:3002") && loopback("http://127.0.0.1:3001") && loopback("https://localhost:8443"));
        assert!(!loopback("https://localhost.example.com") && !loopback("https://login.example.com"));
    }

    #[test]
    fn a_label_has_up_to_63_letters_and_a_host_253() {
        let host = |labels: &[usize]| format!("https://{}", labels.iter().map(|length| "a".repeat(*length)).collect::<Vec<_>>().join("."));
        for (labels, valid) in [(vec![63], true), (vec![64], false), (vec![63, 63, 63, 61], true), (vec![63, 63, 63, 62], false)] {
            assert_eq!(host(&labels).parse::<Origin>().is_ok(), valid, "{labels:?}");
        }
    }

    #[test]
    fn anything_more_or_less_is_refused() {
        for text in [
            "",
            "login.example.com",
            "https://",
            "https://login.example.com/",
            "https://login.example.com/login",
            "http://login.example.com",
            "https://login.example.com:444",
            "https://Login.example.com",
            "https://user@login.example.com",
            "https://login.example.com?x",
            "https://login.example.com.",
            "https://login..com",
            "http://localhost:",
            "http://localhost:0",
            "http://localhost:70000",
            "ftp://localhost",
            "https://login.example.com#x",
            "https://lögin.example.com",
            "https://a b.example",
            "https://-.-",
            "https://-login.example.com",
            "https://login-.example.com",
            "http://localhost:80",
            "http://localhost:+3001",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(NotAnOrigin), "{text}");
        }
    }
}
