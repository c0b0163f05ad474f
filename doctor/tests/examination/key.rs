//! The access key is not there, no key, another's, or unknown at Authress. Nothing of it is printed but its id.

use crate::support::{Street, access_key};

#[tokio::test]
async fn a_placeholder_is_found() {
    let street = Street::start().await;
    street.aws.put_secret("placeholder: put the access key of the Authress service client here");
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "access key", "The secret still holds the placeholder, so nobody can sign in.");
    visit.advises("aws secretsmanager put-secret-value --region eu-west-1 --secret-id arn:aws:secretsmanager:");
}

#[tokio::test]
async fn what_is_no_key_or_anothers_is_found_and_not_printed() {
    let street = Street::start().await;
    let other = access_key("sc_other", "kid1", 7);
    let private = other.rsplit('.').next().unwrap();
    for (secret, sentence) in [
        ("sc_demo.kid1.acc-1", "it must be clientId.keyId.accountId.privateKey"),
        (&format!("-----BEGIN PRIVATE KEY-----\n{private}\n-----END PRIVATE KEY-----"), "it has a private key in PEM form"),
        (&other, "The access key kid1 is another service client's, not sc_demo's: nobody can sign in."),
    ] {
        street.aws.put_secret(secret);
        let visit = street.examine(&[]).await;
        visit.fails(1).says("FAIL", "access key", sentence);
        for part in [private, "acc-1", "sc_other"] {
            assert!(!visit.text.contains(part), "{part}\n{}", visit.text);
        }
    }
}

#[tokio::test]
async fn a_key_that_authress_does_not_know_is_found() {
    let street = Street::start().await;
    street.aws.put_secret(&access_key("sc_demo", "kid2", 7));
    street.examine(&[]).await.fails(1).says("FAIL", "key at Authress", "Authress does not know the key kid2 of sc_demo");
    street.aws.put_secret(&access_key("sc_demo", "kid1", 8));
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "key at Authress", "Authress knows a key kid1 of sc_demo, but not this one");
    assert!(!visit.text.contains(access_key("sc_demo", "kid1", 8).rsplit('.').next().unwrap()));
}

/// The functions are left as they are, so they refuse what is made for another client as well.
#[tokio::test]
async fn a_client_that_authress_does_not_know_is_found() {
    let street = Street::start().await;
    street.aws.parameter("AuthressClientId", "sc_gone");
    street.aws.put_secret(&access_key("sc_gone", "kid1", 7));
    let visit = street.examine(&[]).await;
    visit.fails(2).says("FAIL", "key at Authress", "Authress knows no key of sc_gone: nobody can sign in.");
    visit.says("FAIL", "sign-in page", "answers 400 instead of the form");
}

#[tokio::test]
async fn an_authress_that_is_not_there_or_is_something_else_is_found() {
    let street = Street::start().await;
    street.aws.parameter("AuthressDomain", "http://127.0.0.1:9");
    street.examine(&[]).await.says("FAIL", "key at Authress", "Authress cannot be reached at http://127.0.0.1:9: ");
    street.aws.parameter("AuthressDomain", &street.running.functions);
    street.examine(&[]).await.says("FAIL", "key at Authress", "Authress has no keys of a service client sc_demo");
    street.aws.no_output("AccessKeySecretArn");
    street.examine(&[]).await.says("warn", "access key", "Could not be checked: the stack has no output AccessKeySecretArn.");
}
