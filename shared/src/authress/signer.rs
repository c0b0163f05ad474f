//! Who signs: an access key that we are given, or KMS, which never gives its key to anybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};

use crate::authress::AccessKey;
use crate::authress::assertion::{Assertion, SigningFault, login_url};
use crate::authress::key_source::{KeySource, KeyUnavailable};
use crate::aws::{self, Aws, Service};
use crate::config::{ClientId, Environment, Fault, Site};
use crate::deadline::Deadline;
use crate::flow::State;
use crate::log;
use crate::secret::Secret;
use crate::time::Timestamp;

/// How long after a failure KMS is not asked at all: as long as two tries take.
const ASK_KMS_AGAIN: Duration = Duration::from_secs(2);
/// Nothing that anybody takes for signed: an assertion begins with the base64url of a JSON object.
const PROBE: &[u8] = b"is the key there?";

/// Where signatures come from, by `SIGNING`.
#[derive(Debug)]
pub struct Signer(By);

#[derive(Debug)]
enum By {
    Secret(Box<KeySource>),
    Kms(Arc<Kms>),
}

/// A key in KMS.
#[derive(Debug)]
struct Kms {
    client: Client,
    /// What KMS calls it.
    key: String,
    /// What Authress calls it.
    kid: String,
    account_id: String,
    /// When it last did not sign, in seconds since the epoch; 0 when it did since.
    failed_at: AtomicU64,
}

/// A key that can sign now.
#[derive(Debug)]
pub struct SigningKey(Held);

#[derive(Debug)]
enum Held {
    Here(AccessKey),
    InKms(Arc<Kms>),
}

impl Signer {
    /// Reads `SIGNING`, and what goes with it: for `secret`, the default, `AUTHRESS_ACCESS_KEY_SECRET_ID`, or `AUTHRESS_ACCESS_KEY` for
    /// local runs; for `kms`, `KMS_KEY_ID`, `AUTHRESS_KEY_ID` and `AUTHRESS_ACCOUNT_ID`. Asks nobody yet.
    ///
    /// # Errors
    /// [`Fault`] when `SIGNING` is anything else, something that goes with it is missing, or one of the last two holds a dot.
    pub fn new(environment: &Environment, aws: &Aws, client_id: ClientId) -> Result<Self, Fault> {
        match environment.get("SIGNING") {
            None | Some("secret") => KeySource::new(environment, aws, client_id).map(|source| Self(By::Secret(Box::new(source)))),
            Some("kms") => {
                let part = |variable| {
                    let text = environment.require(variable)?;
                    // As in an access key, which is these in one text.
                    if text.contains('.') { Err(Fault::new(variable, "must be without a dot")) } else { Ok(text.to_owned()) }
                };
                Ok(Self(By::Kms(Arc::new(Kms {
                    client: Client::new(&aws.config(Service::Kms)),
                    key: environment.require("KMS_KEY_ID")?.to_owned(),
                    kid: part("AUTHRESS_KEY_ID")?,
                    account_id: part("AUTHRESS_ACCOUNT_ID")?,
                    failed_at: AtomicU64::new(0),
                }))))
            }
            Some(_) => Err(Fault::new("SIGNING", "must be secret or kms")),
        }
    }

    /// Does at a start what the first person must not wait for: fetches the access key, or opens a connection to KMS. A failure is logged
    /// and stops nothing.
    pub async fn prepare(&self, aws: &Aws, now: Timestamp) {
        match &self.0 {
            // That there is none is logged there.
            By::Secret(source) => drop(source.key(now).await),
            By::Kms(_) => aws::connect!(aws, Service::Kms, aws_sdk_kms).await,
        }
    }

    /// The key that signs now. To be asked for before a guess is counted; an access key is fetched anew when it is five minutes old.
    ///
    /// # Errors
    /// [`KeyUnavailable`] when there is none, or KMS has not signed since it last failed: no guess may be counted then.
    pub async fn key(&self, now: Timestamp, deadline: Deadline) -> Result<SigningKey, KeyUnavailable> {
        Ok(SigningKey(match &self.0 {
            By::Secret(source) => Held::Here(source.key(now).await?),
            By::Kms(kms) => {
                kms.is_back(now, deadline).await?;
                Held::InKms(Arc::clone(kms))
            }
        }))
    }
}

impl SigningKey {
    /// Signs, and gives the login URL. The same assertion signed by the same key gives the same bytes, whoever holds it; while a key is
    /// being changed, another instance of the function may sign by the other one.
    ///
    /// # Errors
    /// [`SigningFault::Kms`] when KMS does not sign: the guess was counted, and may be repeated for 15 s. [`SigningFault::NotWritten`]
    /// never.
    pub async fn login_url(
        &self,
        assertion: &Assertion<'_>,
        site: &Site,
        state: &State,
        now: Timestamp,
        deadline: Deadline,
    ) -> Result<Secret<String>, SigningFault> {
        let (kid, account_id) = match &self.0 {
            Held::Here(key) => (&key.key_id, &key.account_id),
            Held::InKms(kms) => (&kms.kid, &kms.account_id),
        };
        let message = assertion.message(site, kid, account_id)?;
        let signature = match &self.0 {
            Held::Here(key) => key.sign(message.as_bytes()),
            Held::InKms(kms) => kms.sign(message.as_bytes(), now, deadline).await?,
        };
        Ok(login_url(site, state, &message, &signature))
    }
}

impl Kms {
    /// After a failure something else is signed first, which is no assertion: whose guess finds KMS down once more has not spent it. Of a
    /// flow that was won while KMS was down the repetition counts, which has to come within 15 s.
    async fn is_back(&self, now: Timestamp, deadline: Deadline) -> Result<(), KeyUnavailable> {
        match self.failed_at.load(Ordering::Relaxed) {
            0 => Ok(()),
            failed_at if now.since(Timestamp::from_unix(failed_at)) < ASK_KMS_AGAIN => Err(KeyUnavailable),
            _ => self.sign(PROBE, now, deadline).await.map(drop).map_err(|fault| {
                if let SigningFault::Kms(code) = fault {
                    log::dependency("kms", &code);
                }
                KeyUnavailable
            }),
        }
    }

    async fn sign(&self, message: &[u8], now: Timestamp, deadline: Deadline) -> Result<Vec<u8>, SigningFault> {
        let signed = self.ask(message, deadline).await;
        let failed_at = if signed.is_ok() { 0 } else { now.unix() };
        self.failed_at.store(failed_at, Ordering::Relaxed);
        signed.map_err(SigningFault::Kms)
    }

    /// The signature (AWS KMS: `ED25519_SHA_512` signs messages of at most 4,096 bytes as they are), or how it failed.
    async fn ask(&self, message: &[u8], deadline: Deadline) -> Result<Vec<u8>, String> {
        let mut call = self
            .client
            .sign()
            .key_id(&self.key)
            .message(Blob::new(message))
            .message_type(MessageType::Raw)
            .signing_algorithm(SigningAlgorithmSpec::Ed25519Sha512)
            .customize();
        if let Some(timeouts) = Service::Kms.shortened(deadline.remaining()) {
            call = call.config_override(aws_sdk_kms::Config::builder().timeout_config(timeouts));
        }
        let signed = call.send().await.map_err(|error| aws::code(&error).to_owned())?;
        let signature = signed.signature.map(Blob::into_inner).unwrap_or_default();
        if signature.len() == 64 { Ok(signature) } else { Err("no Ed25519 signature".to_owned()) }
    }
}
