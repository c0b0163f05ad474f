//! The browser secret and all that is derived from it. It lives in the flow's cookie only; the table holds what it made.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::{digest, hmac};
use subtle::ConstantTimeEq;

use crate::flow::{Code, DeviceSecret, FlowId};
use crate::secret::Secret;

/// 256 random bits that bind a flow to the browser which started it.
#[derive(Clone, Debug)]
pub struct BrowserSecret(Secret<[u8; 32]>);

/// SHA-256 of a browser secret, base64url: how the table recognises the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserHash(String);

/// The verifier of a code, base64url of 256 bits: HMAC-SHA-256 under the browser secret, so that a reader of the table, who has no
/// browser secret, cannot find the code by trying all of them.
#[derive(Clone, Debug, Eq)]
pub struct Mac(String);

impl BrowserSecret {
    /// The secret made of these random bits.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads the 43 characters of base64url that [`Self::expose`] gave to a cookie or to an app's page; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self::from_bytes(bytes.try_into().ok()?))
    }

    /// The secret as a flow's cookie carries it, or the answer to an app's page: 43 characters. Nothing else may.
    #[must_use]
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.expose())
    }

    /// What the table keeps of it.
    #[must_use]
    pub fn hash(&self) -> BrowserHash {
        BrowserHash(URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, self.0.expose())))
    }

    /// The form token of `flow`: HMAC-SHA-256(secret, "csrf" ‖ flow), 43 characters of base64url.
    #[must_use]
    pub fn csrf(&self, flow: &FlowId) -> String {
        self.hmac(&[b"csrf", flow.as_str().as_bytes()])
    }

    /// Whether `token` is the form token of `flow`; takes the same time wherever it differs.
    #[must_use]
    pub fn csrf_matches(&self, flow: &FlowId, token: &str) -> bool {
        self.csrf(flow).as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// The device secret that this browser gets for winning `flow`. Derived, so that the repetition of the winning guess gets the same one.
    #[must_use]
    pub fn device(&self, flow: &FlowId) -> DeviceSecret {
        DeviceSecret::from_text(self.hmac(&[b"device", flow.as_str().as_bytes()]))
    }

    /// The verifier of `code` in `flow`. The flow id stands for identifier and state, which never change in a flow. Each part goes in
    /// behind its length, so that no two different triples give the same bytes.
    #[must_use]
    pub fn mac(&self, flow: &FlowId, code: &Code) -> Mac {
        let mut message = Vec::with_capacity(64);
        for part in ["code", flow.as_str(), code.expose()] {
            message.extend_from_slice(&(part.len() as u64).to_be_bytes());
            message.extend_from_slice(part.as_bytes());
        }
        Mac(self.hmac(&[&message]))
    }

    fn hmac(&self, parts: &[&[u8]]) -> String {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, self.0.expose()));
        for part in parts {
            context.update(part);
        }
        URL_SAFE_NO_PAD.encode(context.sign())
    }
}

impl BrowserHash {
    /// A hash as the table gave it back; it is not looked at.
    #[must_use]
    pub const fn from_table(text: String) -> Self {
        Self(text)
    }

    /// The hash, base64url.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Mac {
    /// A verifier as the table gave it back; it is not looked at.
    #[must_use]
    pub const fn from_table(text: String) -> Self {
        Self(text)
    }

    /// The verifier, base64url: the key of its entry in the ledger.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Constant time: how much of a verifier is right must not show.
impl PartialEq for Mac {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::CodeDigits;

    #[test]
    fn a_verifier_depends_on_browser_flow_and_code() {
        let code = |text| Code::parse(text, CodeDigits::new(6).unwrap()).unwrap();
        let flow = |byte| FlowId::from_bytes([byte; 16]);
        let secret = |byte| BrowserSecret::from_bytes([byte; 32]);
        let mac = secret(1).mac(&flow(1), &code("123456"));
        assert_eq!(mac, secret(1).mac(&flow(1), &code("123 456")));
        for other in
            [secret(2).mac(&flow(1), &code("123456")), secret(1).mac(&flow(2), &code("123456")), secret(1).mac(&flow(1), &code("123457"))]
        {
            assert_ne!(mac, other);
            assert_ne!(mac.as_str(), other.as_str());
        }
    }

    #[test]
    fn a_secret_has_one_spelling_and_a_hash_of_its_own() {
        let (one, other) = (BrowserSecret::from_bytes([1; 32]), BrowserSecret::from_bytes([2; 32]));
        assert_eq!(BrowserSecret::parse(&one.expose()).unwrap().hash(), one.hash());
        assert_ne!(one.hash().as_str(), other.hash().as_str());
        for text in ["", &one.expose()[1..], &format!("{}A", one.expose()), &format!("{}=", one.expose())] {
            assert!(BrowserSecret::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_form_token_belongs_to_one_browser_and_one_flow() {
        let (secret, flow) = (BrowserSecret::from_bytes([7; 32]), FlowId::from_bytes([9; 16]));
        assert!(secret.csrf_matches(&flow, &secret.csrf(&flow)));
        assert!(!secret.csrf_matches(&FlowId::from_bytes([8; 16]), &secret.csrf(&flow)));
        assert!(!BrowserSecret::from_bytes([6; 32]).csrf_matches(&flow, &secret.csrf(&flow)));
        assert!(!secret.csrf_matches(&flow, ""));
    }

    #[test]
    fn a_secret_is_not_printable() {
        assert_eq!(format!("{:?}", BrowserSecret::from_bytes([7; 32])), "BrowserSecret([secret])");
    }
}
