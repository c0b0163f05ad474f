//! The services that are spoken to in AWS's JSON protocols, which name the call in a header: End User Messaging and KMS, at one address.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::kms::Kms;
use crate::sms::Sms;

/// Both of them.
#[derive(Clone)]
pub(crate) struct Services {
    /// Texts.
    pub(crate) sms: Sms,
    /// Signatures; none where the key is not in KMS.
    pub(crate) kms: Option<Kms>,
}

/// Why a call is refused: the service's name for it, and what it says besides.
pub(crate) struct Refusal(pub(crate) &'static str, pub(crate) Value);

/// The endpoint of both.
pub(crate) fn router(services: Services) -> Router {
    Router::new().route("/", post(call)).with_state(services)
}

async fn call(State(services): State<Services>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
    let Ok(request) = serde_json::from_slice(&body) else { return refused(&Refusal("SerializationException", json!({}))) };
    let answer = match (target, &services.kms) {
        ("PinpointSMSVoiceV2.SendTextMessage", _) => services.sms.send_text_message(request),
        ("TrentService.Sign", Some(kms)) => kms.sign(&request),
        ("TrentService.Sign", None) => Err(Refusal("NotFoundException", json!({ "message": "There is no key." }))),
        _ => Err(Refusal("UnknownOperationException", json!({}))),
    };
    answer.map_or_else(|refusal| refused(&refusal), |answer| Json(answer).into_response())
}

fn refused(Refusal(kind, more): &Refusal) -> Response {
    let mut body = more.clone();
    if let Some(members) = body.as_object_mut() {
        members.insert("__type".to_owned(), (*kind).into());
    }
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}
