//! What SES says of itself when it is asked: an account out of its sandbox, domains that are verified, configuration sets
//! that demand TLS, and one local part that is on the suppression list.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::refusal;

/// The calls that change nothing.
pub(super) fn router() -> Router {
    Router::new()
        .route("/v2/email/account", get(account))
        .route("/v2/email/identities/{identity}", get(identity))
        .route("/v2/email/configuration-sets/{name}", get(configuration_set))
        .route("/v2/email/suppression/addresses/{address}", get(suppressed))
}

/// Whether mail to this address is taken and not sent.
pub(super) fn is_suppressed(address: &str) -> bool {
    address.starts_with("suppressed@")
}

async fn account() -> Response {
    Json(json!({
        "DedicatedIpAutoWarmupEnabled": true,
        "EnforcementStatus": "HEALTHY",
        "ProductionAccessEnabled": true,
        "SendQuota": { "Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0.0 },
        "SendingEnabled": true,
        "SuppressionAttributes": { "SuppressedReasons": ["BOUNCE", "COMPLAINT"] },
    }))
    .into_response()
}

/// Every domain is verified, and no single address has an identity of its own.
async fn identity(Path(identity): Path<String>) -> Response {
    if identity.contains('@') {
        return refusal(StatusCode::NOT_FOUND, "NotFoundException", "The email identity does not exist.");
    }
    Json(json!({
        "IdentityType": "DOMAIN",
        "FeedbackForwardingStatus": true,
        "VerifiedForSendingStatus": true,
        "VerificationStatus": "SUCCESS",
        "DkimAttributes": { "SigningEnabled": true, "Status": "SUCCESS", "SigningAttributesOrigin": "AWS_SES", "Tokens": [] },
        "MailFromAttributes": { "BehaviorOnMxFailure": "USE_DEFAULT_VALUE" },
        "Policies": {},
        "Tags": [],
    }))
    .into_response()
}

async fn configuration_set(Path(name): Path<String>) -> Response {
    Json(json!({
        "ConfigurationSetName": name,
        "DeliveryOptions": { "TlsPolicy": "REQUIRE" },
        "ReputationOptions": { "ReputationMetricsEnabled": true },
        "SendingOptions": { "SendingEnabled": true },
        "Tags": [],
    }))
    .into_response()
}

async fn suppressed(Path(address): Path<String>) -> Response {
    if !is_suppressed(&address) {
        return refusal(StatusCode::NOT_FOUND, "NotFoundException", "Email address is not on the suppression list.");
    }
    let destination = json!({ "EmailAddress": address, "Reason": "BOUNCE", "LastUpdateTime": 1_750_000_000 });
    Json(json!({ "SuppressedDestination": destination })).into_response()
}
