//! What is handed to SES, and what a person reads of it.

use scraper::{Html, Selector};
use serde_json::json;

use crate::support::{Code, Street};

#[tokio::test]
async fn a_mail_goes_from_our_sender_to_one_person_and_asks_for_no_automatic_answer() {
    for (variables, configuration_set) in [
        (vec![("EMAIL_FROM", "Acme <login@acme.example>")], None),
        (vec![("EMAIL_FROM", "Acme <login@acme.example>"), ("SES_CONFIGURATION_SET", "login")], Some("login")),
    ] {
        let street = Street::with(&variables).await;
        street.browser().ask_for_code("state", "jane@example.com").await;
        let [request] = street.ses.bodies().try_into().unwrap();
        assert_eq!(request["FromEmailAddress"], "Acme <login@acme.example>");
        assert_eq!(request["Destination"], json!({ "ToAddresses": ["jane@example.com"] }), "and nobody else, openly or blind");
        assert_eq!(request.get("ConfigurationSetName").map(|name| name.as_str().unwrap()), configuration_set);
        let simple = &request["Content"]["Simple"];
        let headers =
            json!([{ "Name": "Auto-Submitted", "Value": "auto-generated" }, { "Name": "X-Auto-Response-Suppress", "Value": "All" }]);
        assert_eq!(simple["Headers"], headers);
        for part in [&simple["Subject"], &simple["Body"]["Text"], &simple["Body"]["Html"]] {
            assert_eq!(part["Charset"], "UTF-8");
        }
        let members = 3 + usize::from(configuration_set.is_some());
        assert_eq!(request.as_object().unwrap().len(), members, "{:?}", request.as_object().unwrap().keys());
    }
}

#[tokio::test]
async fn t84_t85_the_mail_says_what_it_is_for_and_what_never_to_do_with_it() {
    let street = Street::with(&[("BRAND_NAME", "Acme")]).await;
    street.browser().ask_for_code("authreq_state", "jane@example.com").await;
    let mail = street.mails().await.remove(0);
    let (text, html) = (mail["text"].as_str().unwrap(), mail["html"].as_str().unwrap());
    let code = street.code().await.0;
    let grouped = format!("{} {}", &code[..3], &code[3..]);
    let origin = &street.running.functions;
    for part in [text, html] {
        assert_eq!(part.matches(&grouped).count(), 1);
        assert!(part.contains("10 minutes") && part.contains("did not ask") && part.contains("Acme"), "{part}");
        assert!(part.contains(&format!("Never type this code anywhere but on {origin}")), "it names the only place to type it: {part}");
        assert!(!part.contains("authreq_state") && part.len() < 20_000);
    }
    assert!(text.starts_with(&grouped));
    let document = Html::parse_document(html);
    for link in document.select(&Selector::parse("[href], [src]").unwrap()) {
        let ours = format!("{origin}/login/code?flow=");
        assert!(link.attr("href").is_some_and(|href| href.starts_with(&ours)), "no other host, no picture");
    }
    assert!(!mail["subject"].as_str().unwrap().contains(&code));
    assert_eq!(mail["headers"]["Auto-Submitted"], "auto-generated");
}

#[tokio::test]
async fn the_link_in_the_mail_carries_the_code_where_no_server_sees_it() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let mail = street.mails().await.remove(0);
    let code = Code::of(&mail);
    let link = format!("{}/login/code?flow={}#{}", street.running.functions, form.flow, code.0);
    for part in ["text", "html"] {
        assert!(mail[part].as_str().unwrap().contains(&link), "{part}");
    }
    assert!(!mail["subject"].as_str().unwrap().contains(&code.0));
}

#[tokio::test]
async fn the_code_is_in_the_subject_for_those_who_want_it_there() {
    let street = Street::with(&[("CODE_IN_SUBJECT", "true")]).await;
    street.browser().ask_for_code("state", "jane@example.com").await;
    let (mail, code) = (street.mails().await.remove(0), street.code().await.0);
    assert!(mail["subject"].as_str().unwrap().starts_with(&format!("{} {} is your code", &code[..3], &code[3..])), "{mail}");
}
