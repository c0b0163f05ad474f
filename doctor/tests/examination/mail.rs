//! SES sends to few, not by this sender, not to this address, or not at all.

use serde_json::{Value, json};

use crate::support::Street;

const ACCOUNT: &str = "GET /v2/email/account";

fn account(change: &Value) -> Value {
    let mut account = json!({
        "DedicatedIpAutoWarmupEnabled": true,
        "EnforcementStatus": "HEALTHY",
        "ProductionAccessEnabled": true,
        "SendQuota": { "Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 1.0 },
        "SendingEnabled": true,
    });
    account.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    account
}

fn identity(verified: bool, status: &str, dkim: &str) -> Value {
    json!({
        "IdentityType": "DOMAIN",
        "VerifiedForSendingStatus": verified,
        "VerificationStatus": status,
        "DkimAttributes": { "SigningEnabled": dkim == "SUCCESS", "Status": dkim, "Tokens": [] },
    })
}

#[tokio::test]
async fn an_account_that_does_not_send_is_found() {
    let street = Street::start().await;
    for (change, verdict, sentence) in [
        (json!({ "SendingEnabled": false }), "FAIL", "Sending is switched off for the whole account"),
        (json!({ "EnforcementStatus": "SHUTDOWN" }), "FAIL", "SES has suspended the account for bounces or complaints"),
        (json!({ "EnforcementStatus": "PROBATION" }), "warn", "SES has the account under review"),
        (json!({ "ProductionAccessEnabled": false }), "FAIL", "SES is in its sandbox in eu-west-1"),
        (
            json!({ "SendQuota": { "Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 160.0 } }),
            "warn",
            "160 of the 200 mails of 24 hours are sent",
        ),
    ] {
        street.aws.says(ACCOUNT, 200, &account(&change));
        street.examine(&[]).await.fails(usize::from(verdict == "FAIL")).says(verdict, "SES account", sentence);
    }
}

#[tokio::test]
async fn in_the_sandbox_the_address_must_be_verified_and_allowed() {
    let street = Street::start().await;
    street.aws.says(ACCOUNT, 200, &account(&json!({ "ProductionAccessEnabled": false })));
    let address = "GET /v2/email/identities/jane@example.com";
    street.aws.says("GET /v2/email/identities/example.com", 404, &json!({ "__type": "NotFoundException", "message": "no identity" }));
    let visit = street.examine(&["--try-mail", "jane@example.com"]).await;
    visit.fails(1).says("warn", "SES account", "mail reaches verified addresses only");
    visit.says("FAIL", "recipient", "SES is in its sandbox and jane@example.com is not verified: no code reaches it.");

    street.aws.says(address, 200, &identity(true, "SUCCESS", "NOT_STARTED"));
    let visit = street.examine(&["--try-mail", "jane@example.com"]).await;
    visit
        .fails(1)
        .says("FAIL", "recipient", "issue-code may not send to jane@example.com")
        .advises("SandboxRecipientIdentity=jane@example.com");

    street.aws.parameter("SandboxRecipientIdentity", "jane@example.com");
    let visit = street.examine(&["--try-mail", "jane@example.com"]).await;
    visit.fails(0).says("ok", "recipient", "jane@example.com is verified, so mail reaches jane@example.com from the sandbox, too.");
}

#[tokio::test]
async fn a_sender_that_is_not_verified_is_found() {
    let street = Street::start().await;
    let call = "GET /v2/email/identities/acme.example";
    street.aws.says(call, 200, &identity(false, "PENDING", "PENDING"));
    street.examine(&[]).await.fails(1).says("FAIL", "sender", "SES has not verified acme.example (PENDING), so no mail is sent.");
    street.aws.says(call, 200, &identity(true, "SUCCESS", "FAILED"));
    street.examine(&[]).await.fails(0).says("warn", "sender", "its mails are not signed by DKIM (FAILED)");
    street.aws.says(call, 404, &json!({ "__type": "NotFoundException", "message": "no identity" }));
    street.examine(&[]).await.fails(1).says("FAIL", "sender", "SES does not know acme.example").advises("aws sesv2 create-email-identity");
}

#[tokio::test]
async fn an_identity_that_ses_prefers_to_ours_is_found() {
    let street = Street::start().await;
    street.aws.says("GET /v2/email/identities/login@acme.example", 200, &identity(true, "SUCCESS", "SUCCESS"));
    let visit = street.examine(&[]).await;
    visit.fails(0).says("warn", "sender", "prefers it to acme.example").advises("EmailIdentity=login@acme.example");
    street.aws.parameter("EmailIdentity", "login@acme.example");
    street.examine(&[]).await.is_well().says("ok", "sender", "login@acme.example is verified");
}

#[tokio::test]
async fn a_configuration_set_that_is_gone_silent_or_careless_is_found() {
    let street = Street::start().await;
    let call = "GET /v2/email/configuration-sets/login-mail";
    let set =
        |sending: bool, tls: &str| json!({ "SendingOptions": { "SendingEnabled": sending }, "DeliveryOptions": { "TlsPolicy": tls } });
    street.aws.says(call, 200, &set(true, "OPTIONAL"));
    street.examine(&[]).await.fails(0).says("warn", "configuration set", "lets mails travel without TLS").advises("--tls-policy REQUIRE");
    street.aws.says(call, 200, &set(false, "REQUIRE"));
    street.examine(&[]).await.fails(1).says("FAIL", "configuration set", "Sending is switched off");
    street.aws.says(call, 404, &json!({ "__type": "NotFoundException", "message": "no set" }));
    street.examine(&[]).await.fails(1).says("FAIL", "configuration set", "SES has no configuration set login-mail");
    street.aws.no_output("ConfigurationSet");
    street.examine(&[]).await.fails(0).says("warn", "configuration set", "Mails are sent without a configuration set");
}

/// SES takes a mail to such an address and does not send it. The embedded SES does the same.
#[tokio::test]
async fn t82_a_suppressed_address_is_found_and_named_to_nobody_but_who_named_it() {
    let street = Street::start().await;
    let visit = street.examine(&["--try-mail", "suppressed@example.com"]).await;
    visit.fails(1).says("FAIL", "recipient", "suppressed@example.com is on the account's suppression list after a bounce");
    visit.advises("aws sesv2 delete-suppressed-destination --region eu-west-1 --email-address suppressed@example.com");
    assert_eq!(visit.text.matches("suppressed@example.com").count(), 2, "{}", visit.text);
}
