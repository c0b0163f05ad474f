//! Signed tokens (JWS, compact form) read and written by hand, with Ed25519 from a crate the functions do not use: what
//! verifies an assertion here shares no code with what signs it there.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde_json::{Map, Value};

/// A token taken apart. Nothing in it is to be believed before [`Jws::is_signed_by`] said yes.
pub(crate) struct Jws {
    /// The JOSE header.
    pub(crate) header: Map<String, Value>,
    /// The claims.
    pub(crate) claims: Map<String, Value>,
    signed: String,
    signature: Signature,
}

/// The token is not three parts of strict base64url, the first two JSON objects, the last 64 bytes.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not a signed token (JWS in compact form)")]
pub(crate) struct Malformed;

impl Jws {
    /// Takes `token` apart.
    pub(crate) fn read(token: &str) -> Result<Self, Malformed> {
        let (signed, signature) = token.rsplit_once('.').ok_or(Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(Malformed)?;
        let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Malformed);
        let object = |part: &str| serde_json::from_slice(&bytes(part)?).map_err(|_| Malformed);
        Ok(Self {
            header: object(header)?,
            claims: object(claims)?,
            signed: signed.to_owned(),
            signature: Signature::from_slice(&bytes(signature)?).map_err(|_| Malformed)?,
        })
    }

    /// Whether `key` made the signature: the strict check, which also refuses weak keys and malleable signatures.
    pub(crate) fn is_signed_by(&self, key: &VerifyingKey) -> bool {
        key.verify_strict(self.signed.as_bytes(), &self.signature).is_ok()
    }

    /// A member of the header, if it is a string.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(Value::as_str)
    }

    /// A claim, if it is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }

    /// A claim, if it is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.claims.get(name).and_then(Value::as_u64)
    }
}

/// The token that says `claims` under `header`, signed by `key`.
pub(crate) fn sign(header: &Value, claims: &Value, key: &SigningKey) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).to_bytes());
    format!("{signed}.{signature}")
}

/// The public half of a key as a JWKS lists it.
pub(crate) fn published(key_id: &str, key: &VerifyingKey) -> Value {
    serde_json::json!({
        "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
        "kid": key_id, "x": URL_SAFE_NO_PAD.encode(key.as_bytes()),
    })
}

/// The key called `key_id` in a JWKS.
pub(crate) fn find(key_set: &Value, key_id: &str) -> Option<VerifyingKey> {
    let keys = key_set.get("keys")?.as_array()?;
    let key = keys.iter().find(|key| key.get("kid").and_then(Value::as_str) == Some(key_id))?;
    let bytes = URL_SAFE_NO_PAD.decode(key.get("x")?.as_str()?).ok()?;
    VerifyingKey::from_bytes(bytes.as_slice().try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_that_was_signed_here_reads_and_verifies() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let token = sign(&json!({"alg": "EdDSA"}), &json!({"sub": "jane"}), &key);
        let jws = Jws::read(&token).expect("reads");
        assert_eq!(jws.text("sub"), Some("jane"));
        assert!(jws.is_signed_by(&key.verifying_key()));
        assert!(!jws.is_signed_by(&SigningKey::from_bytes(&[8; 32]).verifying_key()));
    }

    #[test]
    fn a_key_is_found_in_the_set_that_publishes_it() {
        let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
        let set = json!({"keys": [published("one", &key)]});
        assert_eq!(find(&set, "one"), Some(key));
        assert_eq!(find(&set, "two"), None);
    }

    #[test]
    fn padding_and_missing_parts_are_refused() {
        let token = sign(&json!({}), &json!({}), &SigningKey::from_bytes(&[7; 32]));
        for bad in [format!("{token}=="), token.replace('.', ""), format!("{token}.x"), String::new()] {
            assert_eq!(Jws::read(&bad).err(), Some(Malformed), "{bad}");
        }
    }
}
