//! An environment that every function starts with.

use shared::config::Environment;

use super::{SESSION_TOKEN, access_key};

/// As a deployment sets it, all channels included, with these variables beside or instead; a blank one is as if it were not there.
pub(crate) fn environment(set: &[(&str, &str)]) -> Environment {
    let usual = [
        ("AUTHRESS_DOMAIN", "https://login.example.com"),
        ("AUTHRESS_CLIENT_ID", "sc_demo"),
        ("AUTHRESS_ACCESS_KEY", &access_key("sc_demo")),
        ("TABLE_NAME", "passwordless"),
        ("EMAIL_FROM", "Acme <login@acme.example>"),
        ("CHANNELS", "email,sms"),
        ("SMS_COUNTRIES", "CH"),
        ("SMS_ORIGINATION_IDENTITY", "Acme"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_SESSION_TOKEN", SESSION_TOKEN),
        // A start opens connections; nobody is there.
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
    ];
    Environment::new(usual.iter().chain(set).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}
