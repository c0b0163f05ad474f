//! AWS End User Messaging in miniature: the one call the functions make, held to what its documentation says, and the refusals it is known
//! for, each by a number that brings it about. It delivers nothing; it keeps every request whole.

use serde_json::{Value, json};

use crate::aws_json::Refusal;
use crate::outbox::{Outbox, Sent, Service};
use crate::{Clock, token};

/// The endpoint.
#[derive(Clone)]
pub(crate) struct Sms {
    pub(crate) outbox: Outbox,
    pub(crate) clock: Clock,
}

impl Sms {
    /// `SendTextMessage`, with the bounds that its API reference has: a body of 1 to 1,600 characters, a life of 5 s to 72 h.
    pub(crate) fn send_text_message(&self, request: Value) -> Result<Value, Refusal> {
        let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = text("DestinationPhoneNumber");
        if !is_number(number) {
            return Err(invalid("INVALID_PARAMETER", "DestinationPhoneNumber"));
        }
        if text("MessageBody").is_empty() || text("MessageBody").chars().count() > 1600 || text("OriginationIdentity").is_empty() {
            return Err(invalid("INVALID_PARAMETER", "MessageBody"));
        }
        if !matches!(request.get("TimeToLive").and_then(Value::as_i64), None | Some(5..=259_200)) {
            return Err(invalid("FIELD_VALIDATION_FAILED", "TimeToLive"));
        }
        if let Some(refusal) = refusal_for(number) {
            return Err(refusal);
        }
        let id = token::unguessable().map_err(|_| Refusal("InternalServerException", json!({ "Message": "no randomness" })))?;
        self.outbox.keep(Sent { at: (self.clock)(), by: Service::Sms, request });
        Ok(json!({ "MessageId": id }))
    }
}

/// The pattern of its API reference: `\+?[1-9][0-9]{1,18}`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (2..=19).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

fn invalid(reason: &str, field: &str) -> Refusal {
    let fields = json!([{ "Name": field, "Message": "is invalid" }]);
    Refusal("ValidationException", json!({ "Message": "The request is invalid.", "Reason": reason, "Fields": fields }))
}

/// What would be said to a text to this number, if it is one of those that bring a refusal about: by its last five digits.
fn refusal_for(number: &str) -> Option<Refusal> {
    // With the number in it: whoever logs the message has logged the number.
    let said = format!("Destination phone number {number} has opted out.");
    Some(match number.get(number.len().saturating_sub(5)..)? {
        "66601" => Refusal("ConflictException", json!({ "Message": said, "Reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT" })),
        "66602" => Refusal("ThrottlingException", json!({ "Message": "Rate exceeded" })),
        _ => return None,
    })
}
