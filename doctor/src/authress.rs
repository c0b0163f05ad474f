//! Authress: whether it knows the key that our assertions are signed with, by the key set it publishes for the service client.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use serde::Deserialize;
use shared::authress::AccessKey;

use crate::deployment::{Deployment, Home, Signing};
use crate::finding::Finding;
use crate::kms::KmsKey;
use crate::web::{Answer, Unreachable, Web};

const SUBJECT: &str = "key at Authress";

/// The key that signs here.
#[derive(Debug)]
pub(crate) enum Key {
    /// The access key in the secret.
    Access(AccessKey),
    /// A key in KMS.
    Kms(KmsKey),
}

/// The key set of a service client, as far as it matters here.
#[derive(Debug, Deserialize)]
struct KeySet {
    keys: Vec<Published>,
}

#[derive(Debug, Deserialize)]
struct Published {
    kid: String,
    /// The public key; only keys of other kinds than ours have none.
    x: Option<String>,
}

impl KeySet {
    fn key(&self, id: &str) -> Option<&Published> {
        self.keys.iter().find(|published| published.kid == id)
    }
}

impl Published {
    fn is(&self, public: [u8; 32]) -> bool {
        self.x.as_deref().and_then(|x| URL_SAFE_NO_PAD.decode(x.trim_end_matches('=')).ok()).is_some_and(|x| x == public)
    }
}

/// Asks Authress for the keys of the service client; its answer tells its time, too.
pub(crate) async fn check(web: &Web, deployment: &Deployment, key: Option<&Key>) -> (Finding, Option<Answer>) {
    let url = format!("{}/.well-known/openid-configuration/jwks", deployment.site.issuer());
    let answer = web.get(&url).await;
    (judge(deployment, &url, answer.as_ref(), key), answer.ok())
}

fn judge(deployment: &Deployment, url: &str, answer: Result<&Answer, &Unreachable>, key: Option<&Key>) -> Finding {
    let (domain, client_id) = (&deployment.site.authress, deployment.site.client_id.as_str());
    let answer = match answer {
        Ok(answer) => answer,
        Err(reason) => {
            let advice = match deployment.home {
                Home::Stack { .. } => {
                    format!("Check AuthressDomain, the DNS record of {} and this machine's network: curl {url}", domain.host())
                }
                Home::Local => "Start the local run with cargo run, or say with --port where it is.".to_owned(),
            };
            return Finding::failure(SUBJECT, format!("Authress cannot be reached at {domain}: {reason}."), advice);
        }
    };
    let advice =
        "Compare AuthressClientId and AuthressDomain with the service client's page in the Authress portal, and deploy what is right.";
    if answer.status != StatusCode::OK {
        let sentence = format!("Authress has no keys of a service client {client_id} at {domain}: it answers {}.", answer.status.as_u16());
        return Finding::failure(SUBJECT, sentence, advice);
    }
    let Some(set) = answer.json().and_then(|json| serde_json::from_value::<KeySet>(json).ok()) else {
        let sentence = format!("What answers at {domain} is not Authress: {url} is no key set.");
        return Finding::failure(SUBJECT, sentence, advice);
    };
    if set.keys.is_empty() {
        let sentence = format!("Authress knows no key of {client_id}: nobody can sign in.");
        return Finding::failure(SUBJECT, sentence, introduce(deployment));
    }
    match key {
        None => {
            let sentence =
                format!("Authress has {} for {client_id}; whether it is the one that signs here is not known.", count(set.keys.len()));
            Finding::good(SUBJECT, sentence)
        }
        Some(Key::Access(key)) => judge_access_key(deployment, &set, key),
        Some(Key::Kms(key)) => judge_kms_key(deployment, &set, key),
    }
}

/// How Authress gets to know the key that signs.
fn introduce(deployment: &Deployment) -> String {
    let client_id = deployment.site.client_id.as_str();
    match &deployment.signing {
        Signing::Secret(_) => {
            "Create an access key on the service client's page in the Authress portal, and put it into the secret.".to_owned()
        }
        Signing::Kms(Some(key)) => format!(
            "Register the stack's output {output} at Authress as an access key of {client_id}: POST {issuer}/access-keys with {{\"publicKey\": \"<{output}>\"}}; then deploy with AuthressKeyId=<the key id it answers>.",
            output = key.slot.output(),
            issuer = deployment.site.issuer()
        ),
        Signing::Kms(None) => format!(
            "Register the public key at Authress as an access key of {client_id}, and start the local run with AUTHRESS_KEY_ID=<the key id it answers>."
        ),
    }
}

fn judge_access_key(deployment: &Deployment, set: &KeySet, key: &AccessKey) -> Finding {
    let (id, client_id) = (&key.key_id, deployment.site.client_id.as_str());
    let Some(published) = set.key(id) else {
        let sentence =
            format!("Authress does not know the key {id} of {client_id}: it was taken back, or is another account's. Nobody can sign in.");
        return Finding::failure(SUBJECT, sentence, introduce(deployment));
    };
    if !key.public_key().is_some_and(|public| published.is(public)) {
        let sentence =
            format!("Authress knows a key {id} of {client_id}, but not this one: the secret's private key does not belong to it.");
        return Finding::failure(
            SUBJECT,
            sentence,
            "The key in the secret was altered. Create a new one at Authress, and put it there unchanged.",
        );
    }
    Finding::good(SUBJECT, format!("Authress publishes the key {id} of {client_id}, and it is the one in the secret."))
}

/// Either half of the pair may be the wrong one: the id, or the slot.
fn judge_kms_key(deployment: &Deployment, set: &KeySet, key: &KmsKey) -> Finding {
    let (id, client_id) = (&key.id, deployment.site.client_id.as_str());
    let (slot, output) = (key.slot.name(), key.slot.output());
    let sentence = match set.key(id) {
        Some(published) if published.is(key.public) => {
            let sentence = format!("Authress publishes the key {id} of {client_id}, and it is {output}: the key {slot} in KMS.");
            return Finding::good(SUBJECT, sentence);
        }
        Some(_) => format!(
            "Authress knows a key {id} of {client_id}, but it is not {output}, and the key {slot} in KMS signs: nobody can sign in."
        ),
        None => {
            format!("Authress does not know the key {id} of {client_id}: it was taken back, or never was one of its. Nobody can sign in.")
        }
    };
    let advice = match set.keys.iter().find(|published| published.is(key.public)) {
        Some(published) => format!("Authress calls {output} {kid}: deploy with AuthressKeyId={kid}.", kid = published.kid),
        None => introduce(deployment),
    };
    Finding::failure(SUBJECT, sentence, advice)
}

fn count(keys: usize) -> String {
    if keys == 1 { "one key".to_owned() } else { format!("{keys} keys") }
}
