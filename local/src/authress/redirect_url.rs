//! Where a browser may be sent at the end of a login or a logout.

use url::{Host, Url};

/// Reads a URL the browser may go to: `https`, or `http` on this machine.
pub(super) fn read(input: &str) -> Option<Url> {
    let url = Url::parse(input).ok()?;
    let allowed = url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url);
    (allowed && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Whether the URL leads to this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_pass() {
        for good in ["https://app.example.com/x?y=1", "http://localhost:3000/", "http://127.0.0.1/", "http://[::1]:1/"] {
            assert!(read(good).is_some(), "{good}");
        }
    }

    #[test]
    fn everything_else_does_not() {
        for bad in [
            "",
            "/x",
            "http://app.example.com/",
            "http://localhost.example.com/",
            "javascript:alert(1)",
            "data:,x",
            "http://localhost@app.example.com/",
            "https://jane:secret@app.example.com/",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
