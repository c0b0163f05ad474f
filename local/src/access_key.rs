//! The service client's access key, `clientId.keyId.accountId.base64(PKCS#8)`: the local run makes one at start, and
//! the stand-in reads the public half of whichever is in force. Written apart from what the functions read keys with.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::{SigningKey, VerifyingKey};
use shared::random::{self, NoRandomness};

const KEY_ID: &str = "local1";
const ACCOUNT_ID: &str = "acc-local-demo";

/// What comes before the 32 bytes of the seed in the DER of PKCS#8 version 1, and, but for its lengths and its version
/// number, in that of version 2, which appends the public key.
const PREFIX: [u8; 16] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
/// Where in [`PREFIX`] the part starts that both versions share.
const SHARED: usize = 5;

/// What everybody may know of an access key.
#[derive(Clone)]
pub(crate) struct ClientKey {
    /// The service client the key belongs to.
    pub(crate) client_id: String,
    /// The `kid` of its assertions.
    pub(crate) key_id: String,
    /// The account its assertions are for.
    pub(crate) account_id: String,
    /// What verifies its assertions.
    pub(crate) public: VerifyingKey,
}

impl ClientKey {
    /// Reads an access key; `None` when it is not one.
    pub(crate) fn read(access_key: &str) -> Option<Self> {
        let mut parts = access_key.trim().rsplitn(4, '.');
        let (_, account_id, key_id, client_id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let public = private(access_key)?.verifying_key();
        Some(Self { client_id: client_id.to_owned(), key_id: key_id.to_owned(), account_id: account_id.to_owned(), public })
    }
}

/// The private part of an access key; `None` when it is not one.
pub(crate) fn private(access_key: &str) -> Option<SigningKey> {
    let encoded = access_key.trim().rsplit('.').next()?.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let der = STANDARD_NO_PAD.decode(encoded).ok()?;
    if der.get(SHARED..PREFIX.len()) != PREFIX.get(SHARED..) {
        return None;
    }
    let seed = der.get(PREFIX.len()..PREFIX.len() + 32)?.try_into().ok()?;
    Some(SigningKey::from_bytes(&seed))
}

/// A new access key for `client_id`.
pub(crate) fn make(client_id: &str) -> Result<String, NoRandomness> {
    let der = [PREFIX.as_slice(), &random::bytes::<32>()?].concat();
    Ok(format!("{client_id}.{KEY_ID}.{ACCOUNT_ID}.{}", STANDARD.encode(der)))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    #[test]
    fn a_made_key_reads_back() {
        let key = ClientKey::read(&make("sc_demo").expect("randomness")).expect("reads");
        assert_eq!((key.client_id.as_str(), key.key_id.as_str()), ("sc_demo", KEY_ID));
        assert_eq!(key.account_id, ACCOUNT_ID);
    }

    #[test]
    fn every_spelling_of_base64_gives_the_same_key() {
        let der = [PREFIX.as_slice(), &[0xfb; 32]].concat();
        let public = SigningKey::from_bytes(&[0xfb; 32]).verifying_key();
        for encoded in [STANDARD.encode(&der), URL_SAFE_NO_PAD.encode(&der), format!("{}\n", STANDARD.encode(&der))] {
            let key = ClientKey::read(&format!("sc.with.dots.k.acc.{encoded}")).expect("reads");
            assert_eq!(key.public, public);
            assert_eq!(key.client_id, "sc.with.dots");
        }
    }

    #[test]
    fn what_is_no_key_gives_none() {
        for bad in ["", "a.b.c", "sc.k.acc.AAAA", "sc.k.acc.!!!!", "sc.k.acc.MC4CAQAwBQYDK2VwBCIEIA"] {
            assert!(ClientKey::read(bad).is_none(), "{bad}");
        }
    }
}
