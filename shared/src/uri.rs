//! Parts of URIs. Percent-encoding is as JavaScript's `encodeURIComponent` does it, which is what Authress's SDK uses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const COMPONENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'!').remove(b'~').remove(b'*').remove(b'\'').remove(b'(').remove(b')');

/// The host of an origin, without scheme and port. Literals of IPv6 are not understood: no origin here has one.
#[must_use]
pub(crate) fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    authority.split(':').next().unwrap_or_default()
}

/// `text`, not yet encoded, as a value in a query or a segment of a path.
#[must_use]
pub fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}
