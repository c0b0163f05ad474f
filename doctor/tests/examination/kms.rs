//! The key that signs is in KMS: there is no secret to miss, and Authress must know its public half by the id that the stack names.

use serde_json::json;

use crate::support::{Street, access_key, doctor, finish, finish_after, log_in, public_key};

/// A stack that signs by its key a, which is the one that the functions sign with. Whoever asks for a secret is refused.
async fn street() -> Street {
    let street = Street::with(&[("SIGNING", "kms")]).await;
    street.aws.denies("GetSecretValue");
    street.aws.no_output("AccessKeySecretArn");
    for (name, value) in [("Signing", "kms"), ("SigningKeyArn", "arn:aws:kms:eu-west-1:111122223333:key/1"), ("PublicKeyA", &public_key(7))]
    {
        street.aws.output(name, value);
    }
    for (name, value) in
        [("Signing", "kms"), ("SigningKeys", "a"), ("SigningKey", "a"), ("AuthressKeyId", "kid1"), ("AuthressAccountId", "acc-1")]
    {
        street.aws.parameter(name, value);
    }
    street
}

#[tokio::test]
async fn a_stack_that_signs_by_kms_is_well_without_a_secret_and_ends_with_a_login() {
    let street = street().await;
    let child = street.doctor(&["--stack", "login", "--try-mail", "jane@example.com", "--application", "app_demo"]);
    let visit = finish_after(child, async |url| drop(log_in(&street.running, url, "jane@example.com").await)).await;
    visit.is_well().says("ok", "login", "Logged in as jane@example.com in ");
    visit.says("ok", "key at Authress", "Authress publishes the key kid1 of sc_demo, and it is PublicKeyA: the key a in KMS.");
    visit.says("skip", "key in KMS", "The key a in KMS signs; whether it is enabled was not looked at.");
    visit.advises("aws kms describe-key --region eu-west-1 --key-id arn:aws:kms:eu-west-1:111122223333:key/1");
    assert!(!visit.text.contains("secret"), "{}", visit.text);
}

#[tokio::test]
async fn while_it_moves_to_kms_only_what_signs_is_looked_at() {
    let street = street().await;
    street.aws.output("AccessKeySecretArn", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:Other");
    street.examine(&[]).await.is_well().says("ok", "key at Authress", "it is PublicKeyA");

    let before = Street::start().await;
    before.aws.output("Signing", "secret");
    before.aws.output("PublicKeyA", &public_key(8));
    before.examine(&[]).await.is_well().says("ok", "key at Authress", "it is the one in the secret.");
}

#[tokio::test]
async fn the_slot_that_signs_is_the_one_that_is_compared() {
    let street = street().await;
    street.aws.parameter("SigningKey", "b");
    street.aws.output("PublicKeyB", &public_key(8));
    let visit = street.examine(&[]).await;
    visit.fails(1).says(
        "FAIL",
        "key at Authress",
        "Authress knows a key kid1 of sc_demo, but it is not PublicKeyB, and the key b in KMS signs",
    );
    visit.advises("Register the stack's output PublicKeyB at Authress as an access key of sc_demo: POST http://");
    visit.advises("/v1/clients/sc_demo/access-keys with {\"publicKey\": \"<PublicKeyB>\"}; then deploy with AuthressKeyId=");

    street.aws.output("PublicKeyA", &public_key(8));
    street.aws.output("PublicKeyB", &public_key(7));
    street.examine(&[]).await.is_well().says("ok", "key at Authress", "it is PublicKeyB: the key b in KMS.");
}

#[tokio::test]
async fn a_key_under_another_id_or_none_is_found() {
    let street = street().await;
    street.aws.parameter("AuthressKeyId", "kid2");
    let visit = street.examine(&[]).await;
    visit.fails(1).says(
        "FAIL",
        "key at Authress",
        "Authress does not know the key kid2 of sc_demo: it was taken back, or never was one of its.",
    );
    visit.advises("Authress calls PublicKeyA kid1: deploy with AuthressKeyId=kid1.");

    street.aws.output("PublicKeyA", &public_key(8));
    street.examine(&[]).await.fails(1).advises("Register the stack's output PublicKeyA at Authress");
    street.aws.parameter("AuthressKeyId", "");
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "key in KMS", "The stack does not say what Authress calls the key a in KMS, so nobody can sign in.");
    visit.advises("AuthressKeyId=<the key id that Authress gave PublicKeyA>");
}

/// The functions are left as they are, so they refuse what is made for another client as well.
#[tokio::test]
async fn a_client_without_any_key_is_found() {
    let street = street().await;
    street.aws.parameter("AuthressClientId", "sc_gone");
    let visit = street.examine(&[]).await;
    visit.fails(2).says("FAIL", "key at Authress", "Authress knows no key of sc_gone: nobody can sign in.");
    visit.advises("Register the stack's output PublicKeyA at Authress as an access key of sc_gone");
}

#[tokio::test]
async fn a_stack_that_does_not_tell_its_public_key_is_not_compared() {
    let street = street().await;
    street.aws.output("PublicKeyA", "MCowBQYDK2VuAyEA");
    let visit = street.examine(&[]).await;
    visit.fails(0).says("warn", "key in KMS", "Could not be checked: the output PublicKeyA is no public key of Ed25519.");
    visit.advises("aws kms get-public-key --region eu-west-1 --key-id arn:aws:kms:");
    visit.says("ok", "key at Authress", "Authress has one key for sc_demo; whether it is the one that signs here is not known.");
    for output in ["PublicKeyA", "SigningKeyArn"] {
        street.aws.no_output(output);
        let visit = street.examine(&[]).await;
        visit.fails(0).says("warn", "key in KMS", &format!("Could not be checked: the stack has no output {output}."));
    }
}

#[tokio::test]
async fn the_local_run_may_sign_by_kms_and_what_signs_is_not_known() {
    let street = Street::with(&[("SIGNING", "kms")]).await;
    let port = street.running.app.rsplit(':').next().unwrap();
    let variables = [
        ("AUTHRESS_DOMAIN", street.running.authress.as_str()),
        ("PUBLIC_URL", &street.running.functions),
        ("SIGNING", "kms"),
        // Left over from before; asked for, it would be missed.
        ("AUTHRESS_ACCESS_KEY_SECRET_ID", "other"),
        ("AWS_ENDPOINT_URL", &street.aws.url),
    ];
    street.aws.says("GetSecretValue", 400, &json!({ "__type": "ResourceNotFoundException", "message": "no secret" }));
    let child = doctor(&["--local", "--port", port], &variables);
    let visit = finish_after(child, async |url| drop(log_in(&street.running, url, "jane@example.com").await)).await;
    visit.is_well().says("ok", "login", "Logged in as jane@example.com in ");
    visit.says("ok", "key at Authress", "Authress has one key for sc_demo; whether it is the one that signs here is not known.");

    let other = Street::with(&[("SIGNING", "kms"), ("AUTHRESS_ACCESS_KEY", &access_key("sc_other", "kid1", 7))]).await;
    let variables = [("AUTHRESS_DOMAIN", other.running.authress.as_str()), ("PUBLIC_URL", &other.running.functions), ("SIGNING", "kms")];
    let visit = finish(doctor(&["--local", "--port", port], &variables)).await;
    visit.fails(1).says("FAIL", "key at Authress", "Authress knows no key of sc_demo").advises("AUTHRESS_KEY_ID=<the key id it answers>");

    let visit = finish(doctor(&["--local", "--port", port], &[("SIGNING", "hsm")])).await;
    visit.fails(1).says("FAIL", "local run", "SIGNING must be secret or kms.");
}
