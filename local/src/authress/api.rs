//! The calls of an app's SDK: start a login, and exchange an authorization code for tokens.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::authress::{anti_abuse, pkce};
use shared::random::NoRandomness;
use url::Url;

use super::ledger::LoginRequest;
use super::users::{Login, Tokens};
use super::{APPLICATION_ID, StandIn, redirect_url};
use crate::token;

/// An error as the SDK shows it.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    title: String,
}

impl Problem {
    /// An error with this `errorCode` and `title`.
    pub(super) fn new(status: StatusCode, code: &'static str, title: impl Into<String>) -> Self {
        Self { status, code, title: title.into() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "title": self.title, "errorCode": self.code }))).into_response()
    }
}

impl From<NoRandomness> for Problem {
    fn from(fault: NoRandomness) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", fault.to_string())
    }
}

/// The body of `POST /api/authentication`. `authenticateWithOneTimeCode` sends its service client as `connectionId`
/// too; `serviceClientId` is understood besides.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Authentication {
    anti_abuse_hash: Option<String>,
    redirect_url: Option<String>,
    code_challenge_method: Option<String>,
    code_challenge: Option<String>,
    connection_id: Option<String>,
    service_client_id: Option<String>,
    tenant_lookup_identifier: Option<String>,
    invite_id: Option<String>,
    application_id: Option<String>,
    audiences: Option<Vec<String>>,
    response_location: Option<String>,
    flow_type: Option<String>,
}

/// What the SDK reads of the answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Started {
    authentication_request_id: String,
    authentication_url: String,
}

/// `POST /api/authentication`: an app starts a login.
pub(super) async fn authenticate(
    State(stand_in): State<Arc<StandIn>>,
    body: Result<Json<Authentication>, JsonRejection>,
) -> Result<Json<Started>, Problem> {
    let Json(body) = body.map_err(|rejection| invalid(rejection.body_text()))?;
    let request = read(&body, &stand_in)?;
    let id = token::unguessable()?;
    let url = authorization_url(&stand_in, &id, &request.client_id)?;
    stand_in.ledger().open(id.clone(), request);
    Ok(Json(Started { authentication_request_id: id, authentication_url: url.into() }))
}

fn read(body: &Authentication, stand_in: &StandIn) -> Result<LoginRequest, Problem> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let connection = Some(text(&body.connection_id)).filter(|id| !id.is_empty());
    let client_id = connection.unwrap_or_else(|| text(&body.service_client_id));
    let audiences = body.audiences.as_deref().unwrap_or_default().join(",");
    let (tenant, invite) = (text(&body.tenant_lookup_identifier), text(&body.invite_id));
    let application_id = text(&body.application_id);
    let values = [&client_id, &tenant, &invite, &application_id, &audiences].map(String::as_str);
    let now = stand_in.now();
    anti_abuse::check(&text(&body.anti_abuse_hash), &values, now)
        .map_err(|fault| Problem::new(StatusCode::BAD_REQUEST, "InvalidAntiAbuseHash", fault.to_string()))?;

    if application_id != APPLICATION_ID {
        return Err(invalid(format!("applicationId must be {APPLICATION_ID}")));
    }
    if client_id != stand_in.settings.client_id {
        return Err(invalid(format!("connectionId must be {}", stand_in.settings.client_id)));
    }
    if body.code_challenge_method.as_deref() != Some("S256") {
        return Err(invalid("codeChallengeMethod must be S256"));
    }
    let code_challenge = text(&body.code_challenge);
    if !pkce::is_challenge(&code_challenge) {
        return Err(invalid("codeChallenge must be a SHA-256 in base64url"));
    }
    if !matches!(body.response_location.as_deref(), None | Some("cookie" | "query" | "none")) {
        return Err(invalid("responseLocation must be cookie, query or none"));
    }
    let redirect_url =
        redirect_url::read(&text(&body.redirect_url)).ok_or_else(|| invalid("redirectUrl must be https, or http on localhost"))?;
    let wants_code = body.flow_type.as_deref().is_some_and(|types| types.split(' ').any(|kind| kind == "code"));
    Ok(LoginRequest { client_id, application_id, redirect_url, code_challenge, wants_code, started_at: now })
}

/// Where the browser goes first: our login page, told which login it is for.
fn authorization_url(stand_in: &StandIn, id: &str, client_id: &str) -> Result<Url, Problem> {
    let settings = &stand_in.settings;
    let mut url = Url::parse(&format!("{}/login", settings.login_page))
        .map_err(|_| invalid("PUBLIC_URL is no origin, so there is no login page to go to"))?;
    url.query_pairs_mut()
        .append_pair("state", id)
        .append_pair("redirect_uri", &format!("{}/login", settings.origin))
        .append_pair("client_id", client_id);
    Ok(url)
}

fn invalid(title: impl Into<String>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "InvalidRequest", title)
}

/// The body of `POST /api/authentication/{id}/tokens`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Exchange {
    grant_type: String,
    redirect_uri: String,
    client_id: String,
    code: String,
    code_verifier: String,
    #[serde(rename = "antiAbuseHash")]
    anti_abuse_hash: String,
}

/// `POST /api/authentication/{id}/tokens`: the app that started a login trades its code for tokens.
pub(super) async fn exchange(
    State(stand_in): State<Arc<StandIn>>,
    Path(id): Path<String>,
    body: Result<Json<Exchange>, JsonRejection>,
) -> Result<Json<Tokens>, (StatusCode, Json<Value>)> {
    let refused = || (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_request" })));
    let Json(body) = body.map_err(|_| refused())?;
    let now = stand_in.now();
    let values = [&body.client_id, &id, &body.code].map(String::as_str);
    anti_abuse::check(&body.anti_abuse_hash, &values, now).map_err(|_| refused())?;
    let assertion = stand_in.ledger().exchange(&id, &body.code, now, |request| {
        body.grant_type == "authorization_code"
            && body.client_id == request.application_id
            && Url::parse(&body.redirect_uri).as_ref() == Ok(&request.redirect_url)
            && pkce::challenge(&body.code_verifier) == request.code_challenge
    });
    let login = Login { assertion: assertion.ok_or_else(refused)?, application_id: body.client_id, nonce: id };
    Ok(Json(stand_in.users().tokens(&stand_in.settings.origin, &login, now)))
}
