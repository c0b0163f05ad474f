//! Where the access key comes from: Secrets Manager, or for local runs the environment. A function without a usable key starts all the
//! same, says so once, and asks again.

use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use tokio::sync::Mutex;

use crate::authress::AccessKey;
use crate::aws::{self, Aws, Service};
use crate::config::{ClientId, Environment, Fault};
use crate::http::RETRY_AFTER;
use crate::log;
use crate::secret::Secret;
use crate::time::Timestamp;

/// A key is asked for again when it is this old: so a rotated one comes into use without a deploy.
const FRESH: Duration = Duration::from_secs(300);
/// While the store does not say what it holds (it is down, or does not let us read), a key is used until it is this old (docs/security.md,
/// T78). What it says is believed at once: whoever puts something else there may want that nothing is signed any more.
const STALE: Duration = Duration::from_secs(900);

/// There is no usable key now, nor for the next seconds: no guess may be counted, and the answer is 503.
#[derive(Debug, thiserror::Error)]
#[error("no usable access key")]
pub struct KeyUnavailable;

/// The source of the access key.
#[derive(Debug)]
pub(super) struct KeySource {
    client_id: ClientId,
    kept: Kept,
    known: Mutex<Known>,
}

#[derive(Debug)]
enum Kept {
    Environment(Secret<String>),
    SecretsManager { client: Client, id: String },
}

/// What is known of the key.
#[derive(Debug, Default)]
struct Known {
    key: Option<(AccessKey, Timestamp)>,
    failed: Option<(Timestamp, String)>,
}

/// Why there is no key; each a line that says what to mend, and names variables and formats, never a value.
enum NoKey {
    /// The store did not say.
    NotAnswered(String),
    /// What it said is no key of ours.
    NotUsable(String),
}

impl KeySource {
    /// Reads `AUTHRESS_ACCESS_KEY_SECRET_ID`, or `AUTHRESS_ACCESS_KEY` for local runs. Asks nobody yet.
    ///
    /// # Errors
    /// [`Fault`] when there is neither.
    pub(super) fn new(environment: &Environment, aws: &Aws, client_id: ClientId) -> Result<Self, Fault> {
        let kept = if let Some(key) = environment.get("AUTHRESS_ACCESS_KEY") {
            Kept::Environment(Secret::new(key.to_owned()))
        } else {
            let id = environment.require("AUTHRESS_ACCESS_KEY_SECRET_ID")?.to_owned();
            Kept::SecretsManager { client: Client::new(&aws.config(Service::SecretsManager)), id }
        };
        Ok(Self { client_id, kept, known: Mutex::default() })
    }

    /// The key. Fetched by the first call, which a function makes in its init, and again every five minutes.
    ///
    /// # Errors
    /// [`KeyUnavailable`] when there is none; the reason is logged once, not with each request.
    pub(super) async fn key(&self, now: Timestamp) -> Result<AccessKey, KeyUnavailable> {
        let mut known = self.known.lock().await;
        if let Some(key) = known.not_older_than(FRESH, now) {
            return Ok(key);
        }
        // After a failure nobody is asked again before those come back who were told when to.
        if known.failed.as_ref().is_some_and(|(at, _)| now.since(*at) < RETRY_AFTER) {
            return known.not_older_than(STALE, now).ok_or(KeyUnavailable);
        }
        let reason = match self.fetch().await {
            Ok(key) => {
                *known = Known { key: Some((key.clone(), now)), failed: None };
                return Ok(key);
            }
            Err(NoKey::NotAnswered(reason)) => reason,
            Err(NoKey::NotUsable(reason)) => {
                known.key = None;
                reason
            }
        };
        if known.failed.as_ref().is_none_or(|(_, reported)| *reported != reason) {
            log::signing_key(&reason);
        }
        known.failed = Some((now, reason));
        known.not_older_than(STALE, now).ok_or(KeyUnavailable)
    }

    async fn fetch(&self) -> Result<AccessKey, NoKey> {
        let (text, variable) = match &self.kept {
            Kept::Environment(key) => (key.clone(), "AUTHRESS_ACCESS_KEY"),
            Kept::SecretsManager { client, id } => (secret_value(client, id).await?, "the secret AUTHRESS_ACCESS_KEY_SECRET_ID"),
        };
        let key = AccessKey::parse(text.expose()).map_err(|fault| NoKey::NotUsable(format!("{variable} {fault}")))?;
        if key.client_id != self.client_id.as_str() {
            return Err(NoKey::NotUsable(format!("{variable} belongs to another service client than AUTHRESS_CLIENT_ID")));
        }
        Ok(key)
    }
}

impl Known {
    fn not_older_than(&self, age: Duration, now: Timestamp) -> Option<AccessKey> {
        self.key.as_ref().filter(|(_, seen)| now.since(*seen) < age).map(|(key, _)| key.clone())
    }
}

async fn secret_value(client: &Client, id: &str) -> Result<Secret<String>, NoKey> {
    let value = client.get_secret_value().secret_id(id).send().await.map_err(|error| {
        let code = aws::code(&error);
        // Each time it was asked for, while the reason below is said once: how long it lasted is what this tells.
        log::dependency("secretsmanager", code);
        NoKey::NotAnswered(format!("the secret AUTHRESS_ACCESS_KEY_SECRET_ID cannot be read: {code}"))
    })?;
    value
        .secret_string()
        .map(|text| Secret::new(text.to_owned()))
        .ok_or_else(|| NoKey::NotUsable("the secret AUTHRESS_ACCESS_KEY_SECRET_ID holds no text".to_owned()))
}
