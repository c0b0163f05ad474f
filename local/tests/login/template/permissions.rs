//! T86: a role may do what its function does, and no more. What a function does is what it asks AWS for in every way a login can go.

use std::collections::BTreeSet;

use super::{section, template};
use crate::support::{Fault, Secrets, Street, Tap, Way, access_key};

/// The actions that a role allows, logs aside: every `service:Action` of whatever service.
fn allowed(role: &str) -> BTreeSet<String> {
    let lines = section(role).join(" ");
    let words = lines.split([' ', ',', '[', ']', '{', '}', '\'']).map(str::to_owned);
    let is_action = |word: &String| {
        let action = word.split_once(':').filter(|(service, _)| service.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        let is_name = |name: &str| name == "*" || name.starts_with(|first: char| first.is_ascii_uppercase());
        // Keys of conditions are written alike.
        let is_key = ["ses:FromAddress", "kms:SigningAlgorithm"].contains(&word.trim_end_matches(':'));
        action.is_some_and(|(service, name)| service != "logs" && is_name(name)) && !is_key
    };
    words.filter(is_action).collect()
}

fn set(actions: &[&str]) -> BTreeSet<String> {
    actions.iter().map(|action| (*action).to_owned()).collect()
}

#[tokio::test]
async fn t86_each_role_may_do_what_its_function_does_and_no_more() {
    let (secrets, wire) = (Secrets::holding(&access_key("sc_demo")).await, Tap::open().await);
    wire.leads_to(&secrets.url);
    let variables = [("AWS_ENDPOINT_URL_SECRETS_MANAGER", wire.url.as_str()), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "key")];
    let sms = Tap::open().await;
    let variables = [variables.as_slice(), &[("AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2", &sms.url)]].concat();
    let street = Way::AppByText.street(&variables).await;
    sms.leads_to(&street.running.services);
    let mut browser = street.browser();
    let taps = [&street.dynamodb, &street.ses, &sms, &wire];
    let did = || {
        let did: BTreeSet<_> = taps.into_iter().flat_map(Tap::actions).collect();
        taps.into_iter().for_each(Tap::forget);
        did
    };
    let mut verifying = did();
    let mut issuing = BTreeSet::new();
    let mut viewing = BTreeSet::new();

    // A mail that SES refuses is taken back; the first login of a browser, with a resend and a wrong guess; the second, of a known device.
    for address in ["jane@example.com", "jane@example.com"] {
        let form = browser.start("state").await;
        viewing.extend(did());
        street.ses.fails(Fault::Error(400, "SendingPausedException"));
        browser.submit_email(&form, address).await;
        street.ses.recovers();
        browser.submit_email(&form, address).await;
        street.later(30);
        browser.resend(&form.flow).await;
        issuing.extend(did());
        let code_form = browser.code_form(&form.flow).await;
        viewing.extend(did());
        let code = street.code().await;
        browser.submit_code(&code_form, &code.wrong(0)).await;
        let done = browser.submit_code(&code_form, &code).await;
        street.assert_logs_in(&done);
        verifying.extend(did());
    }

    // On an app's page, by text.
    let mut person = Way::AppByText.person(&street);
    let flow = person.ask("state", "+41790000001").await.unwrap();
    street.later(30);
    person.resend(&flow).await;
    issuing.extend(did());
    let code = street.code().await;
    person.guess(&flow, &code.wrong(0)).await;
    assert!(!person.guess(&flow, &code).await.login_url.is_empty());
    verifying.extend(did());

    // And where the key is in KMS.
    let kms = Tap::open().await;
    let street = Street::with(&[("SIGNING", "kms"), ("AWS_ENDPOINT_URL_KMS", &kms.url)]).await;
    kms.leads_to(&street.running.services);
    street.sign_in(&mut street.browser(), "jane@example.com").await;
    verifying.extend(kms.actions());

    assert_eq!(viewing, set(&[]));
    // Assumed by Lambda; nothing else has a role's trust.
    let role = |name: &str| allowed(name).difference(&set(&["sts:AssumeRole"])).cloned().collect::<BTreeSet<_>>();
    assert_eq!(role("LoginPageRole"), viewing);
    assert_eq!(role("IssueCodeRole"), issuing);
    assert_eq!(role("VerifyCodeRole"), verifying);
    assert_eq!(issuing, set(&["dynamodb:PutItem", "dynamodb:UpdateItem", "ses:SendEmail", "sms-voice:SendTextMessage"]));
    assert_eq!(verifying, set(&["dynamodb:UpdateItem", "secretsmanager:GetSecretValue", "kms:Sign"]));
}

#[test]
fn t86_a_mail_goes_out_from_one_address_and_no_statement_is_about_everything() {
    let template = template();
    assert!(template.contains("'ses:FromAddress': !Ref EmailFromAddress"));
    assert!(!template.contains("Resource: '*'") && !template.contains("Resource: \"*\"") && !template.contains("NotAction"));
}
