//! The demo app: what any app does that lets Authress log people in, rendered on the server and without a script.

mod page;
mod sign_in;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use shared::time::Timestamp;

use crate::{Clock, cookie};
use sign_in::Return;

/// The cookie a person stays signed in by.
const SESSION: &str = "demo-app-session";

/// What the app is told.
pub(crate) struct Settings {
    /// Its own origin.
    pub(crate) origin: String,
    /// Where Authress is.
    pub(crate) authress: String,
    /// Through which connection people sign in.
    pub(crate) client_id: String,
}

struct App {
    settings: Settings,
    clock: Clock,
    http: reqwest::Client,
    /// When each sign-in that is under way was started, by the nonce it must come back with.
    attempts: Mutex<HashMap<String, Timestamp>>,
    /// Who is signed in, by session.
    sessions: Mutex<HashMap<String, String>>,
}

impl App {
    fn attempts(&self) -> MutexGuard<'_, HashMap<String, Timestamp>> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The whole app; it reaches Authress with `http`.
pub(crate) fn router(settings: Settings, clock: Clock, http: reqwest::Client) -> Router {
    let app = App { settings, clock, http, attempts: Mutex::default(), sessions: Mutex::default() };
    Router::new()
        .route("/", get(home))
        .route("/sign-in", post(sign_in::start))
        .route("/sign-out", post(sign_out))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .with_state(Arc::new(app))
}

/// `GET /`: the home page, and where Authress sends the browser back to.
async fn home(State(app): State<Arc<App>>, headers: HeaderMap, Query(query): Query<Return>) -> Response {
    if query.is_one() {
        return sign_in::finish(&app, &headers, &query).await.into_response();
    }
    let person = cookie::read(&headers, SESSION).and_then(|id| app.sessions().get(id).cloned());
    let html = page::home(&app.settings, person.as_deref()).into_string();
    ([(CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> impl IntoResponse {
    if let Some(id) = cookie::read(&headers, SESSION) {
        app.sessions().remove(id);
    }
    ([(SET_COOKIE, cookie::forget(SESSION))], Redirect::to("/"))
}
