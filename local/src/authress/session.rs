//! The session a browser has with Authress once it has logged in: renewed and ended by the SDK, or ended by a visit to
//! `/logout`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::Deserialize;

use super::api::Problem;
use super::{StandIn, redirect_url};
use crate::cookie;

/// The cookie the session hangs on.
pub(super) const COOKIE: &str = "authress-session";

/// `PATCH /api/session`: new tokens for whoever is logged in.
pub(super) async fn renew(State(stand_in): State<Arc<StandIn>>, headers: HeaderMap) -> Response {
    let users = stand_in.users();
    let login = cookie::read(&headers, COOKIE).and_then(|id| users.session(id));
    match login {
        Some(login) => Json(users.tokens(&stand_in.settings.origin, login, stand_in.now())).into_response(),
        None => Problem::new(StatusCode::NOT_FOUND, "NotFound", "There is no session").into_response(),
    }
}

/// `DELETE /api/session`: the SDK logs out.
pub(super) async fn end(State(stand_in): State<Arc<StandIn>>, headers: HeaderMap) -> impl IntoResponse {
    forget(&stand_in, &headers);
    ([(SET_COOKIE, cookie::forget(COOKIE))], StatusCode::NO_CONTENT)
}

/// The query of `GET /logout`; its `client_id` changes nothing here.
#[derive(Deserialize)]
pub(super) struct LogOut {
    redirect_uri: Option<String>,
}

/// `GET /logout`: the browser logs out and goes back to the app.
pub(super) async fn log_out(State(stand_in): State<Arc<StandIn>>, headers: HeaderMap, Query(query): Query<LogOut>) -> Response {
    let Some(target) = query.redirect_uri.as_deref().and_then(redirect_url::read) else {
        let title = "redirect_uri must be https, or http on localhost";
        return Problem::new(StatusCode::BAD_REQUEST, "InvalidRequest", title).into_response();
    };
    forget(&stand_in, &headers);
    let headers = AppendHeaders([(LOCATION, target.to_string()), (SET_COOKIE, cookie::forget(COOKIE))]);
    (StatusCode::FOUND, headers).into_response()
}

fn forget(stand_in: &StandIn, headers: &HeaderMap) {
    if let Some(id) = cookie::read(headers, COOKIE) {
        stand_in.users().end_session(id);
    }
}
