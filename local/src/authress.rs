//! A stand-in for Authress: what the SDK of an app calls, what a browser visits at the end of a login, and the keys
//! both publish. As strict as the real one must be, and more talkative.

mod api;
mod assertion;
mod cors;
mod ledger;
mod login;
mod redirect_url;
mod session;
mod users;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, patch, post};
use axum::{Json, Router, middleware};
use serde_json::{Value, json};
use shared::random::NoRandomness;
use shared::time::Timestamp;

use crate::Clock;
use crate::access_key::ClientKey;
use crate::jws;
use ledger::Ledger;
use users::Users;

/// The one app that is registered.
pub(crate) const APPLICATION_ID: &str = "app_demo";

/// What the stand-in is told.
pub(crate) struct Settings {
    /// Its own origin.
    pub(crate) origin: String,
    /// Where the login page is: what the portal calls the authorization URL, without its path.
    pub(crate) login_page: String,
    /// The service client.
    pub(crate) client_id: String,
    /// The key the service client registered; none when its access key could not be read.
    pub(crate) client_key: Option<ClientKey>,
}

struct StandIn {
    settings: Settings,
    clock: Clock,
    ledger: Mutex<Ledger>,
    users: Mutex<Users>,
}

impl StandIn {
    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    // A panic elsewhere must not take every later login with it, so a poisoned lock is used as it is.
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn users(&self) -> MutexGuard<'_, Users> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The whole stand-in.
pub(crate) fn router(settings: Settings, clock: Clock) -> Result<Router, NoRandomness> {
    let users = Mutex::new(Users::new()?);
    let state = Arc::new(StandIn { settings, clock, ledger: Mutex::default(), users });
    let calls = Router::new()
        .route("/api/authentication", post(api::authenticate))
        .route("/api/authentication/{id}/tokens", post(api::exchange))
        .route("/api/session", patch(session::renew).delete(session::end))
        .layer(middleware::from_fn(cors::require_origin));
    Ok(Router::new()
        .merge(calls)
        // axum would answer HEAD with GET's handler, and this one uses a login up.
        .route("/login", get(login::finish).head(|| async { StatusCode::METHOD_NOT_ALLOWED }))
        .route("/logout", get(session::log_out))
        .route("/.well-known/openid-configuration/jwks", get(user_keys))
        .route("/v1/clients/{client_id}/.well-known/openid-configuration/jwks", get(client_keys))
        .layer(middleware::from_fn(cors::answer))
        .with_state(state))
}

async fn user_keys(State(stand_in): State<Arc<StandIn>>) -> Json<Value> {
    Json(stand_in.users().key_set())
}

async fn client_keys(State(stand_in): State<Arc<StandIn>>, Path(client_id): Path<String>) -> Json<Value> {
    let key = stand_in.settings.client_key.as_ref().filter(|key| key.client_id == client_id);
    let keys: Vec<Value> = key.into_iter().map(|key| jws::published(&key.key_id, &key.public)).collect();
    Json(json!({ "keys": keys }))
}

#[cfg(test)]
mod tests;
