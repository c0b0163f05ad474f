//! Unguessable strings: ids of requests and sessions, authorization codes, trace ids.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::random::{self, NoRandomness};

/// 128 random bits as base64url: nobody can guess it, and it fits a URL and a cookie as it is.
pub(crate) fn unguessable() -> Result<String, NoRandomness> {
    Ok(URL_SAFE_NO_PAD.encode(random::bytes::<16>()?))
}
