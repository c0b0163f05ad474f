//! Codes by text message. What they have in common with mails is in `ways`.

use aws_sdk_dynamodb::types::AttributeValue;
use reqwest::Method;

use crate::faults::{assert_unavailable, in_time};
use crate::support::{Fault, Page, Street, Tap, Told, Way, with};

const WAY: Way = Way::PageByText;

/// A street with a tap on the wire to End User Messaging.
async fn street(variables: &[(&str, &str)]) -> (Street, Tap) {
    let wire = Tap::open().await;
    let tapped = [("AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2", wire.url.as_str())];
    let street = WAY.street(&[&tapped, variables].concat()).await;
    wire.leads_to(&street.running.services);
    (street, wire)
}

#[tokio::test]
async fn a_text_says_one_code_in_one_text_and_costs_one_call() {
    let (street, wire) = street(&[("SMS_CONFIGURATION_SET", "login"), ("CODE_TTL_SECONDS", "300")]).await;
    assert_eq!(wire.opened(), 1, "the connection stands before anybody needs it");
    let mut person = WAY.person(&street);
    street.dynamodb.forget();
    person.ask("S", "+41790000001").await.unwrap();
    assert_eq!((street.dynamodb.calls(), wire.calls()), (vec!["TransactWriteItems".to_owned()], vec!["SendTextMessage".to_owned()]));
    assert!(street.ses.calls().is_empty());
    let message = street.mails().await[0].clone();
    let code = street.code().await;
    let text = message["text"].as_str().unwrap();
    assert_eq!(text, format!("{} {} is your code for Demo app. Give it to nobody.\n\n@127.0.0.1 #{}", &code.0[..3], &code.0[3..], code.0));
    assert!(text.len() <= 160);
    assert_eq!((&message["to"], &message["from"], &message["subject"]), (&"+41790000001".into(), &"DEMO".into(), &"".into()));
    let request = wire.bodies()[0].clone();
    assert_eq!((&request["MessageType"], &request["ConfigurationSetName"]), (&"TRANSACTIONAL".into(), &"login".into()));
    assert_eq!(request["TimeToLive"], 300, "not worth delivering once the code is over");
}

#[tokio::test]
async fn the_page_has_a_form_for_each_channel_and_says_whose_input_was_wrong() {
    for (channels, fields) in
        [("email", vec!["email"]), ("sms", vec!["phone"]), ("email,sms", vec!["email", "phone"]), ("sms,email", vec!["phone", "email"])]
    {
        let street = Street::with(&[("CHANNELS", channels), ("SMS_COUNTRIES", "CH")]).await;
        let mut browser = street.browser();
        let page = browser.open(&browser.login_path("S")).await;
        let shown: Vec<_> = page.forms("/login/code").into_iter().map(|form| form[0].0.clone()).collect();
        assert_eq!(shown, fields, "{channels}");
        assert_eq!(usize::from(page.has("input[autofocus]")) + usize::from(page.has("[role=alert]")), 1);
        for field in &fields {
            let form = browser.start("S").await;
            let back = browser.post("/login/code", &with(&form.hidden(), field, "nobody")).await;
            assert_eq!(back.problem(), "bad-address", "{channels} {field}");
            let page = browser.open(back.location()).await;
            assert!(page.has(&format!("input[name={field}][aria-invalid=true]")), "{channels} {field}: {}", page.html);
            assert!(
                !fields.iter().any(|other| other != field && page.has(&format!("input[name={other}][aria-invalid]"))),
                "{channels} {field}"
            );
            let said = page.text_of("[role=alert]");
            assert!(said.contains(if *field == "phone" { "mobile number" } else { "email address" }), "{said}");
        }
    }
}

#[tokio::test]
async fn what_is_not_offered_is_refused_and_two_at_once_are_malformed() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("S").await;
    let post = async |fields: &[(String, String)]| browser.clone().post("/login/code", fields).await;
    assert_eq!(post(&with(&form.hidden(), "phone", "+41790000001")).await.problem(), "refused-address");
    let both = with(&with(&form.hidden(), "phone", "+41790000001"), "email", "jane@example.com");
    assert_eq!((post(&both).await.status.as_u16(), street.mails().await.len()), (400, 0));
    assert_eq!(
        post(&with(&with(&form.hidden(), "phone", " "), "email", "jane@example.com")).await.problem(),
        "",
        "a blank field is not filled in"
    );
}

#[tokio::test]
async fn the_code_page_speaks_of_a_text_and_not_of_a_mail() {
    let (street, _) = street(&[]).await;
    let mut person = WAY.person(&street);
    let flow = person.ask("S", "079 000 00 01").await.unwrap();
    let page = person.browser.open(&format!("/login/code?flow={}", flow.id)).await;
    let text = page.text();
    for said in ["We have sent a code to +41790000001.", "Code from the text message, 6 digits", "No message?", "Use another number"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("mail") && !page.has("#label"), "{text}");
}

/// Texts and mails are counted apart, each up to limits of its own; and a flow stays with what it was begun by.
#[tokio::test]
async fn t57_texts_are_counted_apart_from_mails() {
    let (street, _) = street(&[]).await;
    let mut person = WAY.person(&street);
    let flow = person.ask("S", "+41790000001").await.unwrap();
    let keys: Vec<_> = street.items().await.iter().map(|item| item["pk"].as_s().unwrap().clone()).collect();
    assert!(
        keys.iter().any(|key| key.starts_with("deployment#sms#")) && !keys.iter().any(|key| key.starts_with("deployment#shared#")),
        "{keys:?}"
    );
    assert!(!keys.iter().any(|key| key.contains("79000")), "limits know no number: {keys:?}");
    // A form of the same flow that names an address.
    street.later(30);
    let form = person.browser.code_form(&flow.id).await;
    let fields: Vec<_> = form.fields.into_iter().filter(|(name, _)| name != "code").collect();
    let other = street.stays_clean(person.browser.post("/login/code", &with(&fields, "email", "jane@example.com"))).await;
    assert_eq!(other.problem(), "start-again");
}

/// T60: whose browser has logged in to a number has a lane of its own, with the texts' limits.
#[tokio::test]
async fn t60_a_known_device_has_the_texts_own_lane() {
    let (street, _) = street(&[]).await;
    let mut owner = WAY.person(&street);
    let flow = owner.ask("S", "+41790000001").await.unwrap();
    assert!(!owner.guess(&flow, &street.code().await).await.login_url.is_empty());
    for host in 2..8 {
        let _ = WAY.person_at(&street, host).ask("S", "+41790000001").await;
    }
    assert_eq!(WAY.person_at(&street, 9).ask("S", "+41790000001").await.err().unwrap().problem, "too-many-requests");
    for sent in 0..4 {
        assert_eq!(owner.ask("S", "+41790000001").await.is_ok(), sent < 3, "three in an hour");
    }
    let keys: Vec<_> = street.items().await.iter().map(|item| item["pk"].as_s().unwrap().clone()).collect();
    assert!(keys.iter().any(|key| key.starts_with("deployment#sms-device#")), "{keys:?}");
}

/// Says no, for everybody.
const SAYS_NO: [Fault; 5] = [
    Fault::Error(500, "InternalServerException"),
    Fault::Error(400, "ThrottlingException"),
    Fault::Error(400, "ServiceQuotaExceededException"),
    Fault::Error(400, "AccessDeniedException"),
    Fault::Error(400, "ResourceNotFoundException"),
];

#[tokio::test]
async fn t63_without_end_user_messaging_the_send_is_taken_back_and_the_same_form_sends_at_once() {
    for fault in SAYS_NO {
        let (street, wire) = street(&[("SMS_SENDS_PER_ADDRESS", "1/d")]).await;
        let mut browser = street.browser();
        let form = browser.start("S").await;
        let fields = with(&form.hidden(), "phone", "+41790000001");
        wire.fails(fault);
        for _ in 0..2 {
            assert_unavailable(&in_time(browser.post("/login/code", &fields)).await, fault);
        }
        wire.recovers();
        assert_eq!(browser.post("/login/code", &fields).await.location(), format!("/login/code?flow={}", form.flow), "{fault:?}");
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn t63_a_text_of_which_nothing_was_said_stays_counted() {
    for fault in [Fault::Refused, Fault::Slow, Fault::LateAnswer] {
        let (street, wire) = street(&[("SMS_SENDS_PER_ADDRESS", "1/d")]).await;
        let mut person = WAY.person(&street);
        wire.fails(fault);
        assert!(in_time(person.ask("S", "+41790000001")).await.err().unwrap().is_unavailable, "{fault:?}");
        assert_eq!(wire.calls().len(), 1, "{fault:?}: what may be out is not sent, and paid for, once more");
        wire.recovers();
        assert_eq!(person.ask("S", "+41790000001").await.err().unwrap().problem, "too-many-requests", "{fault:?}");
    }
}

#[tokio::test]
async fn t63_one_failed_try_reaches_nobody() {
    for fault in [SAYS_NO[0], SAYS_NO[1]] {
        let (street, wire) = street(&[]).await;
        wire.fails(fault).times(1);
        assert!(in_time(WAY.person(&street).ask("S", "+41790000001")).await.is_ok(), "{fault:?}");
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
    }
}

/// T49: who has opted out, or is in a country that the account's own settings block, looks like anybody.
#[tokio::test]
async fn t49_a_number_that_gets_no_text_looks_like_any_other() {
    let (street, _) = street(&[]).await;
    for (number, texts) in [("+41790066601", 0), ("+41790066609", 1)] {
        let mut person = WAY.person(&street);
        let flow = person.ask("S", number).await.unwrap();
        assert_eq!(street.mails().await.len(), texts, "{number}");
        assert_eq!(person.resend(&flow).await, Told::with("cooldown", 30), "{number}: counted like any other");
        let item = street.flow(&flow.id).await;
        assert!(matches!(&item["codes"], AttributeValue::L(codes) if codes.len() == 1));
    }
}

/// Whoever wants texts alone needs no sender of mails.
#[tokio::test]
async fn texts_alone_need_nothing_of_mails() {
    let street = Street::with(&[("CHANNELS", "sms"), ("SMS_COUNTRIES", "CH"), ("EMAIL_FROM", "no sender")]).await;
    let mut person = WAY.person(&street);
    assert!(person.ask("S", "079 000 00 01").await.is_ok());
    let request = person.browser.request(Method::GET, &person.browser.login_path("S"));
    assert!(!Page::of(request.send().await.unwrap()).await.has("input[name=email]"));
}
