//! The stack is not there, not ours, or not well; or nobody may ask.

use crate::support::{Street, doctor, finish};

#[tokio::test]
async fn a_stack_that_is_not_there_is_the_only_finding() {
    let street = Street::start().await;
    let visit = finish(street.doctor(&["--stack", "other"])).await;
    visit.fails(1).says("FAIL", "stack", "There is no stack other in eu-west-1.").advises("--region");
    assert!(visit.text.ends_with("\n0 ok, 0 skipped, 0 to look at, 1 failed.\n"), "{}", visit.text);
}

#[tokio::test]
async fn another_stack_is_told_from_ours() {
    let street = Street::start().await;
    street.aws.no_output("AuthorizationUrl");
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "stack", "is not one of authress-passwordless: it has no output AuthorizationUrl.");
}

#[tokio::test]
async fn a_deployment_that_was_taken_back_is_said() {
    let street = Street::start().await;
    street.aws.status("UPDATE_ROLLBACK_COMPLETE");
    street
        .examine(&[])
        .await
        .fails(0)
        .says("warn", "stack", "UPDATE_ROLLBACK_COMPLETE: the last update was taken back")
        .advises("describe-stack-events");
    street.aws.status("ROLLBACK_COMPLETE");
    street.aws.no_output("AuthorizationUrl");
    street.examine(&[]).await.fails(1).says("FAIL", "stack", "it was never made").advises("delete-stack");
}

#[tokio::test]
async fn who_may_ask_nothing_is_told_what_to_be_allowed() {
    let street = Street::start().await;
    for call in ["GET /v2/email/account", "GET /v2/email/identities/acme.example", "GET /v2/email/configuration-sets/login-mail"] {
        street.aws.denies(call);
    }
    for call in ["DescribeTable", "GetSecretValue"] {
        street.aws.denies(call);
    }
    let visit = street.examine(&[]).await;
    visit.fails(0);
    for (subject, permission) in [
        ("SES account", "ses:GetAccount"),
        ("sender", "ses:GetEmailIdentity"),
        ("configuration set", "ses:GetConfigurationSet"),
        ("table", "dynamodb:DescribeTable"),
        ("access key", "secretsmanager:GetSecretValue on arn:"),
    ] {
        visit.says("warn", subject, "Could not be checked: your credentials do not allow it.").advises(permission);
    }
    visit.says("ok", "sign-in page", "shows the form").says("ok", "key at Authress", "whether it is the one that signs here is not known");

    street.aws.denies("DescribeStacks");
    street.examine(&[]).await.fails(1).says("FAIL", "stack", "Nothing is known of the stack login in eu-west-1");
}

#[tokio::test]
async fn without_a_region_certificates_a_network_or_credentials_it_says_so() {
    let visit = finish(doctor(&["--stack", "login"], &[])).await;
    visit.fails(1).says("FAIL", "stack", "names a region").advises("--region");
    let uncertain = [("SSL_CERT_FILE", "/dev/null"), ("AWS_REGION", "eu-west-1")];
    finish(doctor(&["--stack", "login"], &uncertain)).await.fails(1).says("FAIL", "this machine", "has no root certificates");
    let nowhere = [("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_REGION", "eu-west-1")];
    finish(doctor(&["--stack", "login"], &nowhere)).await.fails(1).says("FAIL", "stack", "AWS cannot be reached (");
    let nobody = [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_REGION", "eu-west-1")];
    finish(doctor(&["--stack", "login"], &nobody))
        .await
        .fails(1)
        .says("FAIL", "stack", "there are no AWS credentials that work")
        .advises("aws sso login");
}
