//! The secret: whether it holds an access key of the right service client. Of the key, its id is all that is ever printed.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::SdkError;
use shared::authress::{AccessKey, BadAccessKey};
use shared::config::ClientId;

use crate::aws::Unanswered;
use crate::finding::Finding;

const SUBJECT: &str = "access key";

/// Looks into the secret `id`; the key, if it is one of `client_id`.
pub(crate) async fn check(client: &Client, id: &str, region: &str, client_id: &ClientId) -> (Finding, Option<AccessKey>) {
    match client.get_secret_value().secret_id(id).send().await {
        Ok(answer) => judge(answer.secret_string().unwrap_or_default(), client_id, &put(id, region)),
        Err(SdkError::ServiceError(error)) if error.err().is_resource_not_found_exception() => {
            let sentence = "The secret for the access key is not there, so nobody can sign in.";
            (
                Finding::failure(SUBJECT, sentence, "Somebody deleted it. aws secretsmanager restore-secret brings it back for some days."),
                None,
            )
        }
        Err(error) => (Unanswered::of(&error).finding(SUBJECT, &format!("secretsmanager:GetSecretValue on {id}")), None),
    }
}

/// How a key is put there without leaving it in a shell's history.
fn put(id: &str, region: &str) -> String {
    format!(
        "aws secretsmanager put-secret-value --region {region} --secret-id {id} --secret-string file:///dev/stdin, paste it, press Enter and Ctrl-D"
    )
}

fn judge(text: &str, client_id: &ClientId, put: &str) -> (Finding, Option<AccessKey>) {
    let client_id = client_id.as_str();
    let key = match AccessKey::parse(text) {
        Ok(key) => key,
        Err(BadAccessKey::Placeholder) => {
            let sentence = "The secret still holds the placeholder, so nobody can sign in.";
            let advice = format!("Create an access key for the service client {client_id} at Authress, then: {put}");
            return (Finding::failure(SUBJECT, sentence, advice), None);
        }
        Err(fault) => {
            let sentence = format!("What the secret holds is no usable access key: it {fault}.");
            return (Finding::failure(SUBJECT, sentence, format!("Put the access key there as Authress shows it: {put}")), None);
        }
    };
    if key.client_id != client_id {
        let sentence = format!("The access key {} is another service client's, not {client_id}'s: nobody can sign in.", key.key_id);
        let advice = format!(
            "Either create an access key for {client_id} at Authress, then: {put}; or deploy with the AuthressClientId that this key is for."
        );
        return (Finding::failure(SUBJECT, sentence, advice), None);
    }
    (Finding::good(SUBJECT, format!("The secret holds an access key of {client_id}, with the id {}.", key.key_id)), Some(key))
}
