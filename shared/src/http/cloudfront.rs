//! Checks that a request came through CloudFront, where the stack has one in front, and takes the person's address from it.

use std::net::{IpAddr, Ipv6Addr};

use crate::config::Site;
use crate::http::{Refusal, Request};
use crate::log;

/// Lets a request pass that came the way it must. Behind CloudFront its source is the viewer that CloudFront names: the connection's other
/// end is one of CloudFront's own, which everybody shares (docs/security.md, T62).
///
/// # Errors
/// [`Refusal::NotThroughCloudFront`] without CloudFront's secret. [`Refusal::Unavailable`] when CloudFront names no viewer: it then is set
/// up wrongly, for everybody and from the first page on, and to go on would count all people as one or nobody at all.
pub(super) fn let_in(request: &mut Request, site: &Site) -> Result<(), Refusal> {
    let Some(cloudfront) = &site.cloudfront else { return Ok(()) };
    match &request.origin_secret {
        Some(hash) if cloudfront.has(hash) => {}
        presented => {
            log::direct_access(if presented.is_some() { "another x-origin-verify" } else { "no x-origin-verify" });
            return Err(Refusal::NotThroughCloudFront);
        }
    }
    request.source = request.headers.cloudfront_viewer_address.as_deref().and_then(viewer);
    if request.source.is_none() {
        log::no_viewer_address();
        return Err(Refusal::Unavailable);
    }
    Ok(())
}

/// `198.51.100.10:46532`; IPv6 with or without brackets, the port always last.
fn viewer(text: &str) -> Option<IpAddr> {
    let (address, port) = text.rsplit_once(':')?;
    if !port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err() {
        return None;
    }
    match address.strip_prefix('[').and_then(|address| address.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => address.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What reads a request reads everything but this.
    #[test]
    fn t62_a_request_does_not_keep_the_secret() {
        let event = json!({
            "version": "2.0", "rawPath": "/login", "requestContext": { "http": { "method": "GET" } },
            "headers": { "x-origin-verify": "secret", "origin": "https://login.example.com" },
        });
        let request = Request::from_event(&event.to_string()).unwrap();
        assert!(request.headers.x_origin_verify.is_none() && request.headers.origin.is_some());
        assert!(request.origin_secret.is_some());
    }

    #[test]
    fn t62_a_viewer_is_an_address_and_a_port() {
        for (text, address) in [
            ("198.51.100.10:46532", "198.51.100.10"),
            ("2001:db8::1:46532", "2001:db8::1"),
            ("2001:db8:0:0:0:0:0:1:46532", "2001:db8::1"),
            ("[2001:db8::1]:46532", "2001:db8::1"),
            ("::ffff:198.51.100.10:1", "::ffff:198.51.100.10"),
        ] {
            assert_eq!(viewer(text), address.parse().ok(), "{text}");
        }
        for text in [
            "",
            ":",
            "198.51.100.10",
            "198.51.100.10:",
            "198.51.100.10:+1",
            "198.51.100.10:65536",
            "198.51.100.10:1,203.0.113.1:2",
            " 198.51.100.10:1",
            "[198.51.100.10]:1",
            "[2001:db8::1]",
            "[2001:db8::1:1",
            "2001:db8::1]:1",
            "fe80::1%eth0:1",
            "unknown:1",
        ] {
            assert_eq!(viewer(text), None, "{text}");
        }
    }
}
