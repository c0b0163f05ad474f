//! What a person gets at the end: an access token and an id token, signed with a key the stand-in makes at start, and
//! the session that renews them.

use std::collections::HashMap;

use ed25519_dalek::SigningKey;
use serde::Serialize;
use serde_json::{Value, json};
use shared::random::{self, NoRandomness};
use shared::time::Timestamp;

use super::assertion::Assertion;
use crate::jws;
use crate::token;

const KEY_ID: &str = "user-tokens";
/// How long tokens live, in seconds: an hour, our choice.
const LIFE: u64 = 3600;

/// What the app receives.
#[derive(Debug, Serialize)]
pub(crate) struct Tokens {
    /// For the app's APIs.
    pub(crate) access_token: String,
    /// For the app itself: who logged in.
    pub(crate) id_token: String,
    /// Seconds both live.
    pub(crate) expires_in: u64,
}

/// Whom tokens are about, and for which app.
#[derive(Clone)]
pub(crate) struct Login {
    /// What the connection asserted.
    pub(crate) assertion: Assertion,
    /// The app.
    pub(crate) application_id: String,
    /// The login request, which the app compares.
    pub(crate) nonce: String,
}

/// The maker of tokens, and the sessions that may ask for more.
pub(crate) struct Users {
    key: SigningKey,
    sessions: HashMap<String, Login>,
}

impl Users {
    /// With a new key and nobody logged in.
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        Ok(Self { key: SigningKey::from_bytes(&random::bytes()?), sessions: HashMap::new() })
    }

    /// Tokens for `login`, issued by `origin`.
    pub(crate) fn tokens(&self, origin: &str, login: &Login, now: Timestamp) -> Tokens {
        let header = |kind: &str| json!({ "alg": "EdDSA", "kid": KEY_ID, "typ": kind });
        let claims = json!({
            "iss": origin,
            "sub": login.assertion.subject,
            "aud": login.application_id,
            "iat": now.unix(),
            "exp": now.unix() + LIFE,
            "nonce": login.nonce,
            "scope": "openid profile email phone",
            "email": login.assertion.email,
            "email_verified": login.assertion.email.is_some(),
            "phone_number": login.assertion.phone_number,
            "phone_number_verified": login.assertion.phone_number.is_some(),
        });
        let id_token = jws::sign(&header("JWT"), &claims, &self.key);
        let access_token = jws::sign(&header("at+jwt"), &claims, &self.key);
        Tokens { access_token, id_token, expires_in: LIFE }
    }

    /// The key set that verifies the tokens.
    pub(crate) fn key_set(&self) -> Value {
        json!({ "keys": [jws::published(KEY_ID, &self.key.verifying_key())] })
    }

    /// Opens a session for `login` and gives its id.
    pub(crate) fn open_session(&mut self, login: Login) -> Result<String, NoRandomness> {
        let id = token::unguessable()?;
        self.sessions.insert(id.clone(), login);
        Ok(id)
    }

    /// Whose session `id` is.
    pub(crate) fn session(&self, id: &str) -> Option<&Login> {
        self.sessions.get(id)
    }

    /// Ends the session `id`.
    pub(crate) fn end_session(&mut self, id: &str) {
        self.sessions.remove(id);
    }
}
