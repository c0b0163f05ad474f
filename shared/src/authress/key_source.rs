//! Where the access key comes from: Secrets Manager, or for local runs the environment. A function without a usable key starts all the
//! same, says so once, and asks again (DESIGN.md, decision 12).

use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use tokio::sync::Mutex;

use crate::authress::AccessKey;
use crate::aws::{self, Aws, Service};
use crate::config::{ClientId, Environment, Fault};
use crate::log;
use crate::secret::Secret;
use crate::time::Timestamp;

/// After a failure the secret is asked for again no more often than this.
const ASK_AGAIN: Duration = Duration::from_secs(10);

/// There is no usable key now.
#[derive(Debug, thiserror::Error)]
#[error("no usable access key")]
pub struct KeyUnavailable;

/// The source of the access key.
#[derive(Debug)]
pub struct KeySource {
    client_id: ClientId,
    kept: Kept,
    known: Mutex<Known>,
}

#[derive(Debug)]
enum Kept {
    Environment(Secret<String>),
    SecretsManager { client: Client, id: String },
}

#[derive(Debug)]
enum Known {
    Unknown,
    Usable(AccessKey),
    Failed { at: Timestamp, reason: String },
}

impl KeySource {
    /// Reads `AUTHRESS_ACCESS_KEY_SECRET_ID`, or `AUTHRESS_ACCESS_KEY` for local runs. Asks nobody yet.
    ///
    /// # Errors
    /// [`Fault`] when there is neither.
    pub fn new(environment: &Environment, aws: &Aws, client_id: ClientId) -> Result<Self, Fault> {
        let kept = if let Some(key) = environment.get("AUTHRESS_ACCESS_KEY") {
            Kept::Environment(Secret::new(key.to_owned()))
        } else {
            let id = environment.require("AUTHRESS_ACCESS_KEY_SECRET_ID")?.to_owned();
            Kept::SecretsManager { client: Client::new(&aws.config(Service::SecretsManager)), id }
        };
        Ok(Self { client_id, kept, known: Mutex::new(Known::Unknown) })
    }

    /// The key. Fetched by the first call, which a function makes in its init; kept from then on.
    ///
    /// # Errors
    /// [`KeyUnavailable`] when there is none; the reason is logged once, not with each request.
    pub async fn key(&self, now: Timestamp) -> Result<AccessKey, KeyUnavailable> {
        let mut held = self.known.lock().await;
        let reported = match &*held {
            Known::Usable(key) => return Ok(key.clone()),
            Known::Failed { at, .. } if now.since(*at) < ASK_AGAIN => return Err(KeyUnavailable),
            Known::Failed { reason, .. } => Some(reason.clone()),
            Known::Unknown => None,
        };
        match self.fetch().await {
            Ok(key) => {
                *held = Known::Usable(key.clone());
                Ok(key)
            }
            Err(reason) => {
                if reported.as_ref() != Some(&reason) {
                    log::signing_key(&reason);
                }
                *held = Known::Failed { at: now, reason };
                Err(KeyUnavailable)
            }
        }
    }

    /// The key, or a line that says what to mend; it names variables and formats, never a value.
    async fn fetch(&self) -> Result<AccessKey, String> {
        let (text, variable) = match &self.kept {
            Kept::Environment(key) => (key.clone(), "AUTHRESS_ACCESS_KEY"),
            Kept::SecretsManager { client, id } => (secret_value(client, id).await?, "the secret AUTHRESS_ACCESS_KEY_SECRET_ID"),
        };
        let key = AccessKey::parse(text.expose()).map_err(|fault| format!("{variable} {fault}"))?;
        if key.client_id != self.client_id.as_str() {
            return Err(format!("{variable} belongs to another service client than AUTHRESS_CLIENT_ID"));
        }
        Ok(key)
    }
}

async fn secret_value(client: &Client, id: &str) -> Result<Secret<String>, String> {
    let value = client.get_secret_value().secret_id(id).send().await.map_err(|error| {
        let code = aws::code(&error);
        // Each time it was asked for, while the reason below is said once: how long it lasted is what this tells.
        log::dependency("secretsmanager", code);
        format!("the secret AUTHRESS_ACCESS_KEY_SECRET_ID cannot be read: {code}")
    })?;
    value
        .secret_string()
        .map(|text| Secret::new(text.to_owned()))
        .ok_or_else(|| "the secret AUTHRESS_ACCESS_KEY_SECRET_ID holds no text".to_owned())
}
