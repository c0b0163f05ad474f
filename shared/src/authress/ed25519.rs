//! Ed25519 for `jsonwebtoken` by `ring`, which the TLS stack brings along anyway: `jsonwebtoken`'s own choices are a crate that is slow
//! to start on Lambda (aws-lc) and one with an open advisory (`rust_crypto`'s RSA).

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

/// Whether `der` is an Ed25519 private key in PKCS#8. The older version, without the public key, is what Authress gives out.
pub(super) fn is_pkcs8(der: &[u8]) -> bool {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).is_ok()
}

/// The public half of such a key.
pub(super) fn public_key(der: &[u8]) -> Option<[u8; 32]> {
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok()?;
    pair.public_key().as_ref().try_into().ok()
}

struct Ring(Ed25519KeyPair);

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
    let key = Ed25519KeyPair::from_pkcs8_maybe_unchecked(key.as_bytes()).map_err(|_| ErrorKind::InvalidEddsaKey)?;
    Ok(Box::new(Ring(key)))
}

/// We sign; Authress verifies.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "jsonwebtoken's signature")]
fn no_verifier(_: &Algorithm, _: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    Err(ErrorKind::InvalidAlgorithm.into())
}
