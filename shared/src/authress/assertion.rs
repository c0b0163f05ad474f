//! The assertion that tells Authress who logged in, and the login URL that carries it: the only thing that ever does.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Header};
use ring::digest;
use serde::Serialize;
use std::time::Duration;

use crate::config::Site;
use crate::flow::{FlowId, State};
use crate::identifier::{Identifier, Kind};
use crate::secret::Secret;
use crate::time::Timestamp;
use crate::uri;

/// The claims, by the names that `generateUserLoginUrl` of the official JavaScript SDK uses; those of a phone number by the names of
/// `OpenID` Connect Core 1.0, section 5.1.
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
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number_verified: Option<bool>,
}

/// There is no assertion.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningFault {
    /// Its parts could not be written down, which does not happen to texts and numbers.
    #[error("the assertion could not be written")]
    NotWritten,
    /// KMS did not sign; its error code, or how it failed (see [`crate::aws::code`]).
    #[error("KMS: {0}")]
    Kms(String),
}

/// Who logged in, ready to be signed. The same values always give the same bytes: Ed25519 is deterministic, `jti` is derived from the
/// flow and `iat` is the time of the winning guess.
#[derive(Debug)]
pub struct Assertion<'a> {
    /// Whom: `sub`, and `email` or `phone_number`.
    pub identifier: &'a Identifier,
    /// In which flow: gives the `jti`.
    pub flow: &'a FlowId,
    /// When the winning guess was counted: `iat`, in seconds.
    pub issued_at: Timestamp,
    /// How long Authress may accept it, in whole seconds: `exp - iat`, and `max_age`.
    pub lifetime: Duration,
}

impl Assertion<'_> {
    /// What is signed: header and claims, each in base64url, with a dot between (RFC 7515, section 5.1).
    ///
    /// # Errors
    /// [`SigningFault`] when they cannot be written down, which texts and numbers always can.
    pub(super) fn message(&self, site: &Site, key_id: &str, account_id: &str) -> Result<String, SigningFault> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("oauth-authz-req+jwt".to_owned());
        header.kid = Some(key_id.to_owned());
        let subject = self.identifier.as_str();
        let (email, phone) = match self.identifier.kind() {
            Kind::Email => (Some(subject), None),
            Kind::Phone => (None, Some(subject)),
        };
        let claims = Claims {
            aud: format!("{account_id}.accounts.authress.io"),
            iss: &site.issuer(),
            sub: subject,
            client_id: site.client_id.as_str(),
            jti: self.jti(),
            iat: self.issued_at.unix(),
            exp: self.issued_at.plus(self.lifetime).unix(),
            max_age: self.lifetime.as_secs(),
            scope: "openid",
            email,
            email_verified: email.map(|_| true),
            phone_number: phone,
            phone_number_verified: phone.map(|_| true),
        };
        let part = |json: serde_json::Result<Vec<u8>>| json.map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(|_| SigningFault::NotWritten);
        Ok(format!("{}.{}", part(serde_json::to_vec(&header))?, part(serde_json::to_vec(&claims))?))
    }

    /// Unique per flow, and no way back to the flow's id.
    fn jti(&self) -> String {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"jti");
        context.update(self.flow.as_str().as_bytes());
        URL_SAFE_NO_PAD.encode(context.finish())
    }
}

/// The login URL: `<domain>/login?code=<assertion>&iss=<issuer>&state=<state>`, the assertion being `message` and its signature.
pub(super) fn login_url(site: &Site, state: &State, message: &str, signature: &[u8]) -> Secret<String> {
    let (signature, issuer, state) = (URL_SAFE_NO_PAD.encode(signature), uri::component(&site.issuer()), uri::component(state.as_str()));
    Secret::new(format!("{}/login?code={message}.{signature}&iss={issuer}&state={state}", site.authress))
}

#[cfg(test)]
mod tests;
