//! The environment the functions get: the defaults of the local run, overlaid by what the process was started with.
//! It is a value; the process's own environment is never written.

use std::collections::HashMap;

use shared::random::NoRandomness;

use crate::access_key::{self, ClientKey};

/// The service client of the local run, unless `AUTHRESS_CLIENT_ID` names another.
const CLIENT_ID: &str = "sc_demo";

/// Where the parts of the local run are to be found.
pub(crate) struct Addresses<'a> {
    /// Origin of the demo app.
    pub(crate) app: &'a str,
    /// Origin of the functions behind the gateway.
    pub(crate) functions: &'a str,
    /// Origin of the stand-in for Authress.
    pub(crate) authress: &'a str,
    /// The embedded DynamoDB.
    pub(crate) dynamodb: &'a str,
    /// The embedded SES, End User Messaging and KMS.
    pub(crate) services: &'a str,
}

/// Leaves out blank variables: to the functions and to the AWS SDK alike, blank means absent.
pub(crate) fn without_blanks(process: HashMap<String, String>) -> HashMap<String, String> {
    process.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
}

/// Fills up what `process` does not say.
pub(crate) fn complete(process: HashMap<String, String>, at: &Addresses<'_>) -> Result<HashMap<String, String>, NoRandomness> {
    let mut environment = process;
    let mut default = |name: &str, value: &str| {
        environment.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    };
    default("AUTHRESS_CLIENT_ID", CLIENT_ID);
    default("AUTHRESS_DOMAIN", at.authress);
    default("PUBLIC_URL", at.functions);
    default("TABLE_NAME", "authress-passwordless");
    default("EMAIL_FROM", "Demo app <login@example.com>");
    default("BRAND_NAME", "Demo app");
    default("APP_ORIGINS", at.app);
    default("SMS_ORIGINATION_IDENTITY", "DEMO");
    default("AWS_REGION", "eu-west-1");
    default("AWS_ACCESS_KEY_ID", "local");
    default("AWS_SECRET_ACCESS_KEY", "local");

    // The SDK prefers the endpoint of one service to the one for all: a default here would outdo what was asked for.
    if !environment.contains_key("AWS_ENDPOINT_URL") {
        environment.entry("AWS_ENDPOINT_URL_DYNAMODB".to_owned()).or_insert_with(|| at.dynamodb.to_owned());
        for service in ["SESV2", "PINPOINT_SMS_VOICE_V2", "KMS"] {
            environment.entry(format!("AWS_ENDPOINT_URL_{service}")).or_insert_with(|| at.services.to_owned());
        }
    }

    // Whoever keeps the key in Secrets Manager wants to see it come from there.
    let kept_elsewhere = environment.contains_key("AUTHRESS_ACCESS_KEY_SECRET_ID");
    if !kept_elsewhere && !environment.contains_key("AUTHRESS_ACCESS_KEY") {
        let client_id = environment.get("AUTHRESS_CLIENT_ID").map_or(CLIENT_ID, String::as_str);
        let key = access_key::make(client_id)?;
        environment.insert("AUTHRESS_ACCESS_KEY".to_owned(), key);
    }
    // The embedded KMS holds that very key; the functions know only what it is called.
    if environment.get("SIGNING").is_some_and(|signing| signing.trim() == "kms")
        && let Some(key) = environment.get("AUTHRESS_ACCESS_KEY").and_then(|key| ClientKey::read(key))
    {
        for (name, value) in [("KMS_KEY_ID", "alias/local"), ("AUTHRESS_KEY_ID", &key.key_id), ("AUTHRESS_ACCOUNT_ID", &key.account_id)] {
            environment.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
    }
    Ok(environment)
}

/// The endpoint of DynamoDB that `environment` asks for, if it does.
pub(crate) fn dynamodb_endpoint(environment: &HashMap<String, String>) -> Option<&String> {
    environment.get("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| environment.get("AWS_ENDPOINT_URL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(process: &[(&str, &str)]) -> HashMap<String, String> {
        let process = process.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let at = Addresses {
            functions: "http://127.0.0.1:3001",
            authress: "http://localhost:3002",
            app: "http://localhost:3000",
            dynamodb: "http://127.0.0.1:1",
            services: "http://127.0.0.1:2",
        };
        complete(without_blanks(process), &at).expect("randomness")
    }

    #[test]
    fn the_process_wins_and_blank_means_absent() {
        let environment = completed(&[("PUBLIC_URL", "https://login.example.com"), ("AUTHRESS_DOMAIN", " ")]);
        assert_eq!(environment["PUBLIC_URL"], "https://login.example.com");
        assert_eq!(environment["AUTHRESS_DOMAIN"], "http://localhost:3002");
    }

    #[test]
    fn the_key_follows_the_client_id() {
        let key = |process: &[(&str, &str)]| ClientKey::read(&completed(process)["AUTHRESS_ACCESS_KEY"]);
        assert_eq!(key(&[]).expect("reads").client_id, "sc_demo");
        assert_eq!(key(&[("AUTHRESS_CLIENT_ID", "sc_other")]).expect("reads").client_id, "sc_other");
    }

    #[test]
    fn no_key_is_made_when_one_is_given_or_kept_in_secrets_manager() {
        assert_eq!(completed(&[("AUTHRESS_ACCESS_KEY", "mine")])["AUTHRESS_ACCESS_KEY"], "mine");
        assert!(!completed(&[("AUTHRESS_ACCESS_KEY_SECRET_ID", "s")]).contains_key("AUTHRESS_ACCESS_KEY"));
    }

    #[test]
    fn an_endpoint_for_all_services_is_not_outdone_by_a_default() {
        let environment = completed(&[("AWS_ENDPOINT_URL", "http://127.0.0.1:9")]);
        assert!(!environment.contains_key("AWS_ENDPOINT_URL_DYNAMODB"));
        assert_eq!(dynamodb_endpoint(&environment).map(String::as_str), Some("http://127.0.0.1:9"));
    }

    #[test]
    fn one_overridden_endpoint_leaves_the_other_embedded() {
        let environment = completed(&[("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")]);
        assert_eq!(environment["AWS_ENDPOINT_URL_DYNAMODB"], "http://127.0.0.1:9");
        assert_eq!(environment["AWS_ENDPOINT_URL_SESV2"], "http://127.0.0.1:2");
    }

    #[test]
    fn in_kms_the_functions_are_told_what_the_key_is_called() {
        let environment = completed(&[("SIGNING", "kms")]);
        let key = ClientKey::read(&environment["AUTHRESS_ACCESS_KEY"]).expect("reads");
        assert_eq!((&environment["AUTHRESS_KEY_ID"], &environment["AUTHRESS_ACCOUNT_ID"]), (&key.key_id, &key.account_id));
        assert!(!completed(&[]).contains_key("KMS_KEY_ID"));
    }
}
