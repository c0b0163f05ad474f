//! AWS KMS in miniature: one Ed25519 key, which signs and is told to nobody. As strict about a request as its documentation.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

use crate::aws_json::Refusal;

/// The longest message that KMS signs as it is, in bytes (its API reference, `Sign`).
const LONGEST: usize = 4_096;

/// The key.
#[derive(Clone)]
pub(crate) struct Kms {
    /// Its ARN, or whatever it is called by.
    pub(crate) id: String,
    /// What signs.
    pub(crate) key: SigningKey,
}

impl Kms {
    /// `Sign`: the answer, or why there is none, as KMS would put either.
    pub(crate) fn sign(&self, request: &Value) -> Result<Value, Refusal> {
        let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("KeyId") != self.id {
            return Err(Refusal("NotFoundException", json!({ "message": "The key does not exist." })));
        }
        // `ED25519_PH_SHA_512` would sign the message's hash, and `DIGEST` goes with that.
        if text("SigningAlgorithm") != "ED25519_SHA_512" || text("MessageType") != "RAW" {
            return Err(Refusal("ValidationException", json!({ "message": "The algorithm is not one of this key and message type." })));
        }
        let message = STANDARD.decode(text("Message")).ok().filter(|message| (1..=LONGEST).contains(&message.len()));
        let message =
            message.ok_or_else(|| Refusal("ValidationException", json!({ "message": "Message is between 1 and 4096 bytes." })))?;
        let signature = STANDARD.encode(self.key.sign(&message).to_bytes());
        Ok(json!({ "KeyId": self.id, "Signature": signature, "SigningAlgorithm": "ED25519_SHA_512" }))
    }
}
