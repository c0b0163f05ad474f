//! SES in miniature: the one call of its version 2 API the functions make, and the refusals SES is known for, each by
//! an address that brings it about. It delivers nothing; it keeps every request whole. What the doctor asks stands in `state`.

mod state;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::outbox::{Outbox, Sent, Service};
use crate::{Clock, token};

#[derive(Clone)]
struct Ses {
    outbox: Outbox,
    clock: Clock,
}

/// The endpoint that fills `outbox`.
pub(crate) fn router(outbox: Outbox, clock: Clock) -> Router {
    Router::new().route("/v2/email/outbound-emails", post(send_email)).with_state(Ses { outbox, clock }).merge(state::router())
}

async fn send_email(State(ses): State<Ses>, Json(request): Json<Value>) -> Response {
    let recipients = recipients(&request);
    let Some(recipient) = recipients.first() else {
        return refusal(StatusCode::BAD_REQUEST, "BadRequestException", "Missing required field: Destination");
    };
    if let Some(refusal) = refusal_for(recipient) {
        return refusal;
    }
    let Ok(id) = token::unguessable() else {
        return refusal(StatusCode::INTERNAL_SERVER_ERROR, "InternalServiceError", "no randomness");
    };
    // SES takes such a mail like any other, and does not send it.
    if !state::is_suppressed(recipient) {
        ses.outbox.keep(Sent { at: (ses.clock)(), by: Service::Ses, request });
    }
    Json(json!({ "MessageId": id })).into_response()
}

/// What SES would say to a mail to this address, if it is one of those that bring a refusal about.
fn refusal_for(recipient: &str) -> Option<Response> {
    let (local_part, _) = recipient.rsplit_once('@')?;
    match local_part {
        "rejected" => {
            // With the address in it, as SES does: whoever logs the message has logged the address.
            let message = format!(
                "Email address is not verified. \
                 The following identities failed the check in region EU-WEST-1: {recipient}"
            );
            Some(refusal(StatusCode::BAD_REQUEST, "MessageRejected", &message))
        }
        "throttled" => {
            let message = "Maximum sending rate exceeded.";
            Some(refusal(StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException", message))
        }
        "paused" => {
            let message = "Sending paused for this account.";
            Some(refusal(StatusCode::BAD_REQUEST, "SendingPausedException", message))
        }
        _ => None,
    }
}

/// Whom a request to send names as `To`.
pub(crate) fn recipients(request: &Value) -> Vec<&str> {
    let to = request.pointer("/Destination/ToAddresses").and_then(Value::as_array);
    to.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// An error as the REST-JSON protocol of AWS words it.
fn refusal(status: StatusCode, kind: &'static str, message: &str) -> Response {
    let kind = HeaderValue::from_static(kind);
    (status, [("x-amzn-errortype", kind)], Json(json!({ "message": message }))).into_response()
}
