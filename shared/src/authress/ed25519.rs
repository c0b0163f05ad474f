//! Ed25519 for `jsonwebtoken` by `ring`, which the TLS stack brings along anyway: `jsonwebtoken`'s own choices are a crate that is slow
//! to start on Lambda (aws-lc) and one with an open advisory (`rust_crypto`'s RSA).

use std::sync::{Arc, Mutex, PoisonError};

use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::signature::{self, Signer};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use ring::signature::{Ed25519KeyPair, KeyPair};

static PROVIDER: CryptoProvider =
    CryptoProvider { signer_factory: signer, verifier_factory: no_verifier, key_utils: KeyUtils::new_unimplemented() };

/// Makes `jsonwebtoken` sign by `ring`. May be called any number of times.
pub(super) fn install() {
    // An error says that it is installed already, by us: nobody else in this project installs one.
    let _ = PROVIDER.install_default();
}

/// The key that was read last, and what it was read from. Reading one derives its public half, which takes as long as a signature, and a
/// function has one key at a time.
static LAST: Mutex<Option<(Vec<u8>, Arc<Ed25519KeyPair>)>> = Mutex::new(None);

/// The Ed25519 private key in PKCS#8 that `der` is. The older version, without the public key, is what Authress gives out.
fn pair(der: &[u8]) -> Option<Arc<Ed25519KeyPair>> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((read_from, pair)) = &*last
        && read_from == der
    {
        return Some(Arc::clone(pair));
    }
    let pair = Arc::new(Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok()?);
    *last = Some((der.to_vec(), Arc::clone(&pair)));
    Some(pair)
}

/// Whether `der` is such a key.
pub(super) fn is_pkcs8(der: &[u8]) -> bool {
    pair(der).is_some()
}

/// The public half of such a key.
pub(super) fn public_key(der: &[u8]) -> Option<[u8; 32]> {
    pair(der)?.public_key().as_ref().try_into().ok()
}

struct Ring(Arc<Ed25519KeyPair>);

impl Signer<Vec<u8>> for Ring {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.sign(message).as_ref().to_vec())
    }
}

impl JwtSigner for Ring {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "jsonwebtoken's signature")]
fn signer(algorithm: &Algorithm, key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    if *algorithm != Algorithm::EdDSA {
        return Err(ErrorKind::InvalidAlgorithm.into());
    }
    Ok(Box::new(Ring(pair(key.as_bytes()).ok_or(ErrorKind::InvalidEddsaKey)?)))
}

/// We sign; Authress verifies.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "jsonwebtoken's signature")]
fn no_verifier(_: &Algorithm, _: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    Err(ErrorKind::InvalidAlgorithm.into())
}

/// A key made as the test runs: no key that anybody could use is ever committed.
#[cfg(test)]
pub(super) fn new_key() -> Vec<u8> {
    let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    [prefix.as_slice(), &crate::random::bytes::<32>().unwrap()].concat()
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    /// A rotated key signs from its first use on, and the old one again should it come back.
    #[test]
    fn what_signs_is_the_key_that_is_asked_for() {
        let (old, new) = (new_key(), new_key());
        for (key, other) in [(&old, &new), (&new, &old), (&old, &new)] {
            let signature = signer(&Algorithm::EdDSA, &EncodingKey::from_ed_der(key)).unwrap().sign(b"message");
            let verifies = |der: &[u8]| UnparsedPublicKey::new(&ED25519, public_key(der).unwrap()).verify(b"message", &signature).is_ok();
            assert!(verifies(key) && !verifies(other));
        }
    }
}
