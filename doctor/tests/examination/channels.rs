//! Codes go by mail, by text, or by both: what goes by none is not asked about, and what is not looked at is said.

use crate::support::{Street, Visit, doctor, finish, finish_after, log_in};

const TEXTS: (&str, &str) = ("SMS_COUNTRIES", "CH");

/// A stack whose functions and parameters say these channels.
async fn street(channels: &str) -> Street {
    let street = Street::with(&[("CHANNELS", channels), TEXTS]).await;
    street.aws.parameter("Channels", channels);
    street
}

#[track_caller]
fn leaves_the_texts_to_the_operator(visit: &Visit) {
    visit.says("skip", "text messages", "Whether End User Messaging is out of its sandbox");
    visit.says("skip", "text messages", "how much it may spend in a month, was not looked at.");
    visit.advises("aws pinpoint-sms-voice-v2 describe-account-attributes --region eu-west-1");
    visit.advises("aws pinpoint-sms-voice-v2 describe-spend-limits --region eu-west-1");
}

/// The page then has two forms; either order.
#[tokio::test]
async fn with_both_the_mails_are_looked_at_and_somebody_logs_in_by_one() {
    for channels in ["email,sms", "sms,email"] {
        let street = street(channels).await;
        let child = street.doctor(&["--stack", "login", "--try-mail", "jane@example.com", "--application", "app_demo"]);
        let visit = finish_after(child, async |url| {
            assert!(log_in(&street.running, url, "jane@example.com").await.contains("Back to the terminal"));
        })
        .await;
        visit.is_well().says("ok", "login", "Logged in as jane@example.com in ").says("ok", "SES account", "SES may send to anybody");
        leaves_the_texts_to_the_operator(&visit);
        assert!(visit.text.ends_with("\n15 ok, 1 skipped, 0 to look at, 0 failed.\n"), "{}", visit.text);
    }
}

#[tokio::test]
async fn without_mail_neither_ses_is_asked_nor_a_login_tried() {
    let street = street("sms").await;
    for call in ["GET /v2/email/account", "GET /v2/email/identities/acme.example", "GET /v2/email/configuration-sets/login-mail"] {
        street.aws.denies(call);
    }
    let visit = finish(street.doctor(&["--stack", "login", "--application", "app_demo"])).await;
    visit.is_well().says("skip", "SES account", "No code goes by mail here, so SES was not asked.");
    visit.says("skip", "login", "No login by mail was tried: no code goes by mail here.").says("ok", "sign-in page", "shows the form");
    leaves_the_texts_to_the_operator(&visit);
    for subject in ["sender", "configuration set", "recipient"] {
        assert!(!visit.text.contains(&format!("  {subject}")), "{}", visit.text);
    }
    let visit = street.examine(&["--try-mail", "jane@example.com"]).await;
    visit.is_well().says("skip", "SES account", "so SES was not asked, nor about the address of --try-mail.");
}

#[tokio::test]
async fn without_texts_nothing_is_said_of_them() {
    let street = street("email").await;
    let visit = street.examine(&[]).await;
    assert!(!visit.is_well().text.contains("text messages"), "{}", visit.text);
}

#[tokio::test]
async fn the_local_run_may_have_other_channels() {
    let street = Street::with(&[("CHANNELS", "email,sms"), TEXTS]).await;
    let port = street.running.app.rsplit(':').next().unwrap();
    let with = |channels| {
        [
            ("AUTHRESS_DOMAIN", street.running.authress.as_str()),
            ("PUBLIC_URL", &street.running.functions),
            ("AWS_ENDPOINT_URL_DYNAMODB", &street.running.dynamodb),
            ("AWS_ENDPOINT_URL_SESV2", &street.running.services),
            ("CHANNELS", channels),
        ]
    };
    let child = doctor(&["--local", "--port", port], &with("email,sms"));
    let visit = finish_after(child, async |url| drop(log_in(&street.running, url, "jane@example.com").await)).await;
    visit.is_well().says("ok", "login", "Logged in as jane@example.com in ").says("ok", "sender", "example.com is verified");
    visit.says("skip", "text messages", "Whether texts arrive was not looked at.").advises("/mailbox");

    // Nobody needs to know where SES listens.
    let [authress, functions, dynamodb, _, channels] = with("sms");
    let visit = finish(doctor(&["--local", "--port", port], &[authress, functions, dynamodb, channels])).await;
    visit.is_well().says("skip", "SES account", "SES was not asked").says("skip", "login", "no code goes by mail here");
    assert!(!visit.text.contains("DynamoDB and SES"), "{}", visit.text);

    let visit = finish(doctor(&["--local", "--port", port], &with("fax"))).await;
    visit.fails(1).says("FAIL", "local run", "CHANNELS must be one or more of email, sms");
}
