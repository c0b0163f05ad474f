//! The assertion that tells Authress who logged in, and the login URL that carries it: the only thing that ever does.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Header};
use ring::digest;
use serde::Serialize;
use std::time::Duration;

use crate::address::Email;
use crate::authress::{AccessKey, ed25519};
use crate::config::Site;
use crate::flow::{FlowId, State};
use crate::secret::Secret;
use crate::time::Timestamp;
use crate::uri;

/// The claims, by the names the official JavaScript SDK uses (AUTHRESS.md, section 2).
#[derive(Debug, Serialize)]
struct Claims<'a> {
    aud: String,
    iss: &'a str,
    sub: &'a str,
    client_id: &'a str,
    jti: String,
    iat: u64,
    exp: u64,
    max_age: u64,
    scope: &'static str,
    email: &'a str,
    email_verified: bool,
}

/// The key could not sign.
#[derive(Debug, thiserror::Error)]
#[error("the assertion could not be signed")]
pub struct SigningFault;

/// Who logged in, ready to be signed. The same values always give the same bytes: Ed25519 is deterministic, `jti` is derived from the
/// flow and `iat` is the time of the winning guess.
#[derive(Debug)]
pub struct Assertion<'a> {
    /// Whom: `sub` and `email`.
    pub address: &'a Email,
    /// In which flow: gives the `jti`.
    pub flow: &'a FlowId,
    /// When the winning guess was counted.
    pub issued_at: Timestamp,
    /// How long Authress may accept it.
    pub lifetime: Duration,
}

impl Assertion<'_> {
    /// Signs, and gives the login URL: `<domain>/login?code=<assertion>&iss=<issuer>&state=<state>`.
    ///
    /// # Errors
    /// [`SigningFault`] when the key does not sign.
    pub fn login_url(&self, site: &Site, key: &AccessKey, state: &State) -> Result<Secret<String>, SigningFault> {
        let issuer = site.issuer();
        let code = self.sign(&issuer, site.client_id.as_str(), key)?;
        Ok(Secret::new(format!(
            "{}/login?code={code}&iss={}&state={}",
            site.authress,
            uri::component(&issuer),
            uri::component(state.as_str())
        )))
    }

    fn sign(&self, issuer: &str, client_id: &str, key: &AccessKey) -> Result<String, SigningFault> {
        ed25519::install();
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("oauth-authz-req+jwt".to_owned());
        header.kid = Some(key.key_id.clone());
        let claims = Claims {
            aud: format!("{}.accounts.authress.io", key.account_id),
            iss: issuer,
            sub: self.address.as_str(),
            client_id,
            jti: self.jti(),
            iat: self.issued_at.unix(),
            exp: self.issued_at.plus(self.lifetime).unix(),
            max_age: self.lifetime.as_secs(),
            scope: "openid",
            email: self.address.as_str(),
            email_verified: true,
        };
        jsonwebtoken::encode(&header, &claims, key.key()).map_err(|_| SigningFault)
    }

    /// Unique per flow, and no way back to the flow's id.
    fn jti(&self) -> String {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"jti");
        context.update(self.flow.as_str().as_bytes());
        URL_SAFE_NO_PAD.encode(context.finish())
    }
}

#[cfg(test)]
mod tests;
