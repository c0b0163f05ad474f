//! PKCE with S256 (RFC 7636): the app sends the hash of a secret when it starts and the secret when it ends.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

/// The challenge that belongs to `verifier`: its SHA-256 in base64url, 43 characters (RFC 7636, section 4.2).
#[must_use]
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// Whether `challenge` can be one: a SHA-256 in base64url.
#[must_use]
pub fn is_challenge(challenge: &str) -> bool {
    URL_SAFE_NO_PAD.decode(challenge).is_ok_and(|hash| hash.len() == 32)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_challenge_is_the_one_the_real_sdk_makes() {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/authress_login.json")).expect("JSON");
        let text = |name: &str| vectors["pkce"][name].as_str().expect("text");
        assert_eq!(challenge(text("codeVerifier")), text("codeChallenge"));
        assert!(is_challenge(text("codeChallenge")));
    }

    #[test]
    fn what_is_no_hash_is_no_challenge() {
        for bad in ["", "abc", "I3acA6zHSJ2e-P2nE4vu-pmAJ0mcRmirFneUDd22wFs="] {
            assert!(!is_challenge(bad), "{bad}");
        }
    }
}
