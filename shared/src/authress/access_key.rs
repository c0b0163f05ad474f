//! The access key of the Authress service client: `clientId.keyId.accountId.base64(PKCS#8 DER, Ed25519)`.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use ring::signature::{Ed25519KeyPair, KeyPair};

/// Either alphabet is decoded after `-` and `_` were turned into `+` and `/`; padding is as it comes.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// A usable access key. Its private part is not printable.
#[derive(Clone)]
pub struct AccessKey {
    /// Whose key it is.
    pub client_id: String,
    /// What Authress calls it: the `kid` of what it signs.
    pub key_id: String,
    /// The Authress account, which assertions are addressed to (`aud`).
    pub account_id: String,
    key: Arc<Ed25519KeyPair>,
}

/// Why a text is not a usable access key; says so without repeating any of it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAccessKey {
    /// Not four parts.
    #[error("must be clientId.keyId.accountId.privateKey, as Authress shows it when the key is created")]
    Shape,
    /// What `template.yaml` makes the secret with.
    #[error("still holds its placeholder: put the access key there with the command in the stack's output PutAccessKey")]
    Placeholder,
    /// A JWT or JSON in base64: what Authress gave out before.
    #[error("is in Authress's old format (it starts with eyJ): create a new access key")]
    OldFormat,
    /// The last part is not base64.
    #[error("has a private key that is not base64")]
    NotBase64,
    /// PEM text, bare or in base64.
    #[error("has a private key in PEM form: use the base64 of its DER form (PKCS#8), without BEGIN and END lines")]
    Pem,
    /// 32 or 64 bytes, once decoded: a bare seed, without or with its public key.
    #[error("has a raw Ed25519 seed as private key: it must be PKCS#8 (base64 that starts with MC4CAQ)")]
    RawSeed,
    /// Anything else that is no PKCS#8 Ed25519 key.
    #[error("has a private key that is not an Ed25519 key in PKCS#8 form")]
    NotEd25519,
}

impl AccessKey {
    /// Reads the key as Authress shows it; standard or URL-safe base64, padded or not, white space around it.
    ///
    /// # Errors
    /// [`BadAccessKey`] says what it is instead.
    pub fn parse(text: &str) -> Result<Self, BadAccessKey> {
        let text = text.trim();
        if text.starts_with("placeholder") {
            return Err(BadAccessKey::Placeholder);
        }
        if text.starts_with("eyJ") {
            return Err(BadAccessKey::OldFormat);
        }
        if text.contains("-----BEGIN") {
            return Err(BadAccessKey::Pem);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [client_id, key_id, account_id, private_key] = parts.as_slice() else { return Err(BadAccessKey::Shape) };
        if [client_id, key_id, account_id, private_key].iter().any(|part| part.is_empty()) {
            return Err(BadAccessKey::Shape);
        }
        let der = BASE64.decode(private_key.replace('-', "+").replace('_', "/")).map_err(|_| BadAccessKey::NotBase64)?;
        if der.starts_with(b"-----BEGIN") {
            return Err(BadAccessKey::Pem);
        }
        if matches!(der.len(), 32 | 64) {
            return Err(BadAccessKey::RawSeed);
        }
        // Either version of PKCS#8: the older, without the public key, is what Authress gives out.
        let key = Arc::new(Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|_| BadAccessKey::NotEd25519)?);
        let owned = |part: &&str| (*part).to_owned();
        Ok(Self { client_id: owned(client_id), key_id: owned(key_id), account_id: owned(account_id), key })
    }

    /// The public half, which Authress must know: 32 bytes (RFC 8032, section 5.1.5). A key that was parsed always has one.
    #[must_use]
    pub fn public_key(&self) -> Option<[u8; 32]> {
        self.key.public_key().as_ref().try_into().ok()
    }

    /// The signature of `message`.
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.key.sign(message).as_ref().to_vec()
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

    use super::*;

    /// A key made as the test runs: no key that anybody could use is ever committed.
    fn new_key() -> Vec<u8> {
        let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        [prefix.as_slice(), &crate::random::bytes::<32>().unwrap()].concat()
    }

    #[test]
    fn every_spelling_of_base64_is_the_same_key() {
        let der = new_key();
        for private_key in [STANDARD.encode(&der), STANDARD_NO_PAD.encode(&der), URL_SAFE.encode(&der), URL_SAFE_NO_PAD.encode(&der)] {
            let key = AccessKey::parse(&format!("sc_1.kid1.acc-1.{private_key}\n")).unwrap();
            assert_eq!((key.client_id.as_str(), key.key_id.as_str(), key.account_id.as_str()), ("sc_1", "kid1", "acc-1"));
            let seed: [u8; 32] = der.get(16..).unwrap().try_into().unwrap();
            assert_eq!(key.public_key(), Some(ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().to_bytes()));
        }
    }

    #[test]
    fn what_is_no_access_key_is_named() {
        let key = |private_key: &str| AccessKey::parse(&format!("sc_1.kid1.acc-1.{private_key}")).unwrap_err();
        assert_eq!(AccessKey::parse("").unwrap_err(), BadAccessKey::Shape);
        assert_eq!(AccessKey::parse("sc_1.kid1.acc-1").unwrap_err(), BadAccessKey::Shape);
        assert_eq!(AccessKey::parse("sc_1..acc-1.AAAA").unwrap_err(), BadAccessKey::Shape);
        assert_eq!(AccessKey::parse("placeholder: put the access key here").unwrap_err(), BadAccessKey::Placeholder);
        assert_eq!(AccessKey::parse("eyJhbGciOiJFZERTQSJ9.e30.AAAA").unwrap_err(), BadAccessKey::OldFormat);
        assert_eq!(AccessKey::parse("-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----").unwrap_err(), BadAccessKey::Pem);
        assert_eq!(key("!!!"), BadAccessKey::NotBase64);
        assert_eq!(key(&STANDARD.encode([7; 32])), BadAccessKey::RawSeed);
        assert_eq!(key(&STANDARD.encode([7; 48])), BadAccessKey::NotEd25519);
        assert_eq!(key(&STANDARD.encode("-----BEGIN PRIVATE KEY-----")), BadAccessKey::Pem);
    }

    #[test]
    fn a_key_is_not_printable() {
        let private_key = STANDARD.encode(new_key());
        let key = AccessKey::parse(&format!("sc_1.kid1.acc-1.{private_key}")).unwrap();
        assert_eq!(format!("{key:?}"), "AccessKey { key_id: \"kid1\", .. }");
    }
}
