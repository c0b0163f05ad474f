//! Signing in as an app does it: ask Authress for a login, send the browser there, and believe what comes back only
//! after checking that this browser asked for it and that Authress signed it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::authress::{anti_abuse, pkce};
use shared::random::NoRandomness;

use super::{App, SESSION, page};
use crate::authress::APPLICATION_ID;
use crate::jws::{self, Jws};
use crate::{cookie, token};

/// How long a browser may take to come back, in seconds: as long as a flow's cookie lives.
const PATIENCE: u64 = 900;
/// How long a person stays signed in, in seconds.
const SIGNED_IN: u64 = 86_400;

/// Why nobody is signed in now.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Authress could not be asked.
    #[error("Authress did not answer.")]
    Unreachable(#[from] reqwest::Error),
    /// Authress said no.
    #[error("Authress refused to start a login: {0}")]
    Refused(String),
    /// The browser did not ask for this login, or comes back a second time.
    #[error("This browser did not start this sign-in, or has finished it before.")]
    NotStarted,
    /// Somebody else than our Authress answers.
    #[error("The answer is not from our Authress.")]
    Issuer,
    /// The id token is not to be believed.
    #[error("The id token does not hold: {0}.")]
    Token(&'static str),
    /// Nothing to make secrets of.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Unreachable(_) | Self::Refused(_) => StatusCode::BAD_GATEWAY,
            Self::Randomness(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotStarted | Self::Issuer | Self::Token(_) => StatusCode::BAD_REQUEST,
        };
        (status, Html(page::failure(&self).into_string())).into_response()
    }
}

/// `POST /sign-in`: asks Authress for a login and sends the browser on its way.
pub(super) async fn start(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    let settings = &app.settings;
    // On this machine the tokens come back with the browser, so nothing will ask for the verifier again.
    let challenge = pkce::challenge(&token::unguessable()?);
    let proof = anti_abuse::prove(&[&settings.client_id, APPLICATION_ID], (app.clock)());
    let request = json!({
        "antiAbuseHash": proof,
        "redirectUrl": format!("{}/", settings.origin),
        "codeChallengeMethod": "S256",
        "codeChallenge": challenge,
        "connectionId": settings.client_id,
        "applicationId": APPLICATION_ID,
    });
    let url = format!("{}/api/authentication", settings.authress);
    let answer = app.http.post(url).header(ORIGIN, &settings.origin).json(&request).send().await?;
    let answer: Value = answer.json().await?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str);
    let (Some(id), Some(url)) = (text("authenticationRequestId"), text("authenticationUrl")) else {
        return Err(Failure::Refused(text("title").unwrap_or("it did not say why").to_owned()));
    };
    remember(&app, id);
    // One cookie per attempt, so that two tabs may sign in side by side. It is what binds the answer to this browser.
    let started = [(SET_COOKIE, cookie::keep(&attempt(id), "started", PATIENCE))];
    Ok((started, Redirect::to(url)).into_response())
}

fn remember(app: &App, nonce: &str) {
    let now = (app.clock)();
    let mut attempts = app.attempts();
    attempts.retain(|_, started_at| now.since(*started_at).as_secs() <= PATIENCE);
    attempts.insert(nonce.to_owned(), now);
}

/// The query Authress sends the browser back with.
#[derive(Deserialize)]
pub(super) struct Return {
    nonce: Option<String>,
    iss: Option<String>,
    id_token: Option<String>,
}

impl Return {
    /// Whether it is one: people come to the home page without, too.
    pub(super) fn is_one(&self) -> bool {
        self.nonce.is_some() || self.id_token.is_some()
    }
}

/// Signs in whom Authress names.
pub(super) async fn finish(app: &App, headers: &HeaderMap, answer: &Return) -> Result<Response, Failure> {
    let nonce = answer.nonce.as_deref().unwrap_or_default();
    let started_here = cookie::read(headers, &attempt(nonce)).is_some();
    if !started_here || app.attempts().remove(nonce).is_none() {
        return Err(Failure::NotStarted);
    }
    if answer.iss.as_deref() != Some(&app.settings.authress) {
        return Err(Failure::Issuer);
    }
    let address = verified(app, answer.id_token.as_deref().unwrap_or_default(), nonce).await?;
    let session = token::unguessable()?;
    app.sessions().insert(session.clone(), address);
    let cookies = AppendHeaders([(SET_COOKIE, cookie::keep(SESSION, &session, SIGNED_IN)), (SET_COOKIE, cookie::forget(&attempt(nonce)))]);
    Ok((cookies, Redirect::to("/")).into_response())
}

/// Whom `id_token` names, once it turns out to be Authress's, for us, for this attempt, and still good.
async fn verified(app: &App, id_token: &str, nonce: &str) -> Result<String, Failure> {
    let settings = &app.settings;
    let url = format!("{}/.well-known/openid-configuration/jwks", settings.authress);
    let key_set: Value = app.http.get(url).send().await?.json().await?;
    let jws = Jws::read(id_token).map_err(|_| Failure::Token("it is not a signed token"))?;
    let key = jws.header("kid").and_then(|id| jws::find(&key_set, id)).ok_or(Failure::Token("its key is unknown"))?;
    let holds = [
        (jws.header("alg") == Some("EdDSA") && jws.is_signed_by(&key), "its signature is wrong"),
        (jws.text("iss") == Some(&settings.authress), "it is not from our Authress"),
        (jws.text("aud") == Some(APPLICATION_ID), "it is for another app"),
        (jws.text("nonce") == Some(nonce), "it is for another sign-in"),
        (jws.number("exp").is_some_and(|end| (app.clock)().unix() < end), "it has expired"),
    ];
    if let Some((_, fault)) = holds.into_iter().find(|(holds, _)| !holds) {
        return Err(Failure::Token(fault));
    }
    let address = jws.text("email").or_else(|| jws.text("sub"));
    address.map(str::to_owned).ok_or(Failure::Token("it names nobody"))
}

/// The name of the cookie that says a browser started the sign-in with this nonce.
fn attempt(nonce: &str) -> String {
    format!("demo-app-attempt-{nonce}")
}
