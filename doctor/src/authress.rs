//! Authress: whether it knows the key that our assertions are signed with, by the key set it publishes for the service client.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use serde::Deserialize;
use shared::authress::AccessKey;

use crate::deployment::{Deployment, Home};
use crate::finding::Finding;
use crate::web::{Answer, Unreachable, Web};

const SUBJECT: &str = "key at Authress";

/// The key set of a service client, as far as it matters here.
#[derive(Debug, Deserialize)]
struct KeySet {
    keys: Vec<Key>,
}

#[derive(Debug, Deserialize)]
struct Key {
    kid: String,
    /// The public key; only keys of other kinds than ours have none.
    x: Option<String>,
}

impl Key {
    fn is(&self, public: [u8; 32]) -> bool {
        self.x.as_deref().and_then(|x| URL_SAFE_NO_PAD.decode(x.trim_end_matches('=')).ok()).is_some_and(|x| x == public)
    }
}

/// Asks Authress for the keys of the service client; its answer tells its time, too.
pub(crate) async fn check(web: &Web, deployment: &Deployment, key: Option<&AccessKey>) -> (Finding, Option<Answer>) {
    let url = format!("{}/.well-known/openid-configuration/jwks", deployment.site.issuer());
    let answer = web.get(&url).await;
    (judge(deployment, &url, answer.as_ref(), key), answer.ok())
}

fn judge(deployment: &Deployment, url: &str, answer: Result<&Answer, &Unreachable>, key: Option<&AccessKey>) -> Finding {
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
        return Finding::failure(SUBJECT, sentence, "Create an access key on the service client's page, and put it into the secret.");
    }
    match key {
        None => {
            let sentence =
                format!("Authress has {} for {client_id}; whether it is the one that signs here is not known.", count(set.keys.len()));
            Finding::good(SUBJECT, sentence)
        }
        Some(key) => judge_key(&set, key, client_id),
    }
}

fn judge_key(set: &KeySet, key: &AccessKey, client_id: &str) -> Finding {
    let id = &key.key_id;
    let Some(published) = set.keys.iter().find(|published| published.kid == *id) else {
        let sentence =
            format!("Authress does not know the key {id} of {client_id}: it was taken back, or is another account's. Nobody can sign in.");
        return Finding::failure(
            SUBJECT,
            sentence,
            "Create an access key on the service client's page in the Authress portal, and put it into the secret.",
        );
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

fn count(keys: usize) -> String {
    if keys == 1 { "one key".to_owned() } else { format!("{keys} keys") }
}
