//! `GET /login`: where the browser comes back with an assertion. Either everything about it is right and the browser
//! goes on to the app, or a page names the first thing that is not, and nobody is redirected anywhere.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY, SET_COOKIE};
use axum::response::{AppendHeaders, Html, IntoResponse, Response};
use maud::html;
use serde::Deserialize;
use shared::random::NoRandomness;
use shared::time::Timestamp;
use url::Url;

use super::assertion::{self, Assertion, Expected};
use super::ledger::{LoginRequest, Refusal};
use super::users::Login;
use super::{StandIn, redirect_url, session};
use crate::page::{Refresh, page};
use crate::{cookie, token};

/// How long a browser keeps its session, in seconds.
const SESSION: u64 = 86_400;

/// The query of the login URL; each parameter exactly once.
#[derive(Deserialize)]
pub(super) struct Arrival {
    code: String,
    iss: String,
    state: String,
}

/// Why a browser does not get on.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A parameter is missing or there twice.
    #[error("query: {0}")]
    Query(#[from] QueryRejection),
    /// The login request, or the assertion's one use.
    #[error(transparent)]
    Request(#[from] Refusal),
    /// The assertion.
    #[error(transparent)]
    Assertion(#[from] assertion::Fault),
    /// Nothing to make ids of.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let content = html! {
            h1 { "Authress would refuse this login" }
            p { "This check failed:" }
            p { code { (self) } }
            p.quiet { "Nobody was logged in, and nothing was redirected. Go back to the app and start again." }
        };
        let body = Html(page("Login refused", Refresh::Never, &content).into_string());
        (StatusCode::BAD_REQUEST, [(CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "no-referrer")], body).into_response()
    }
}

/// Finishes a login.
pub(super) async fn finish(
    State(stand_in): State<Arc<StandIn>>,
    query: Result<Query<Arrival>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(arrival) = query?;
    let now = stand_in.now();
    let (request, assertion) = redeem(&stand_in, &arrival, now)?;
    let login = Login { assertion, application_id: request.application_id.clone(), nonce: arrival.state.clone() };
    let target = target(&stand_in, &request, &login, now)?;
    let session = stand_in.users().open_session(login)?;
    let headers = AppendHeaders([
        (LOCATION, target.to_string()),
        (SET_COOKIE, cookie::keep(session::COOKIE, &session, SESSION)),
        (CACHE_CONTROL, "no-store".to_owned()),
        (REFERRER_POLICY, "no-referrer".to_owned()),
    ]);
    Ok((StatusCode::FOUND, headers).into_response())
}

/// All checks, and the one use of request and assertion, under one lock.
fn redeem(stand_in: &StandIn, arrival: &Arrival, now: Timestamp) -> Result<(LoginRequest, Assertion), Failure> {
    let mut ledger = stand_in.ledger();
    let client_id = &ledger.pending(&arrival.state, now)?.client_id;
    let settings = &stand_in.settings;
    let expected = Expected { origin: &settings.origin, client_id, key: settings.client_key.as_ref() };
    let assertion = assertion::verify(&arrival.code, &arrival.iss, &expected, now)?;
    let request = ledger.finish(&arrival.state, &assertion, now)?;
    Ok((request, assertion))
}

/// Back to the app: with a code if it asked for one, with tokens on this machine, else with neither, for then the app
/// asks for its session.
fn target(stand_in: &StandIn, request: &LoginRequest, login: &Login, now: Timestamp) -> Result<Url, NoRandomness> {
    let origin = &stand_in.settings.origin;
    let mut url = request.redirect_url.clone();
    url.query_pairs_mut().append_pair("nonce", &login.nonce).append_pair("iss", origin);
    if request.wants_code {
        let code = token::unguessable()?;
        url.query_pairs_mut().append_pair("code", &code);
        stand_in.ledger().grant(&login.nonce, code, login.assertion.clone(), now);
    } else if redirect_url::is_loopback(&url) {
        let tokens = stand_in.users().tokens(origin, login, now);
        url.query_pairs_mut()
            .append_pair("access_token", &tokens.access_token)
            .append_pair("id_token", &tokens.id_token)
            .append_pair("expires_in", &tokens.expires_in.to_string());
    }
    Ok(url)
}
