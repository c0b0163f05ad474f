//! The recorded events of `events/`, and events that are none: what Lambda hands to a function, without the gateway between.

use serde_json::{Value, json};
use shared::config::Environment;
use shared::http::{Handle, invoke};
use shared::time::Timestamp;

use crate::support::{APP, Street, environment};

fn event(name: &str) -> Value {
    let path = format!("{}/../events/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The environment the recorded events were made for, with these apps.
fn environment_for(street: &Street, app_origins: &str) -> Environment {
    environment(&[
        ("TABLE_NAME", &street.table_name),
        ("CHANNELS", "email"),
        ("AWS_ENDPOINT_URL_DYNAMODB", &street.dynamodb.url),
        ("AWS_ENDPOINT_URL_SESV2", &street.ses.url),
        ("APP_ORIGINS", app_origins),
    ])
}

async fn answer(function: &(impl Handle + Sync), street: &Street, event: Value) -> Value {
    serde_json::to_value(invoke(function, &event.to_string(), Timestamp::from_unix(street.now())).await).unwrap()
}

#[tokio::test]
async fn each_recorded_event_is_answered_as_its_route_promises() {
    let street = Street::start().await;
    let (environment, now) = (environment_for(&street, APP), Timestamp::from_unix(street.now()));
    let login_page = login_page::start(&environment).unwrap();
    let issue_code = issue_code::start(&environment).await.unwrap();
    let verify_code = verify_code::start(&environment, now).await.unwrap();

    let start = answer(&login_page, &street, event("login-page")).await;
    assert_eq!((start["statusCode"].as_u64(), start["cookies"].as_array().unwrap().len()), (Some(200), 1));
    let sent = answer(&issue_code, &street, event("issue-code")).await;
    assert_eq!(sent["statusCode"], 303, "{sent}");
    assert!(sent["headers"]["location"].as_str().unwrap().starts_with("/login/code?flow="), "{sent}");
    assert!(!sent["headers"]["location"].as_str().unwrap().contains("problem"), "{sent}");
    let link = street.mails().await[0]["text"].as_str().unwrap().to_owned();
    let domain = event("issue-code")["requestContext"]["domainName"].as_str().unwrap().to_owned();
    assert!(link.contains(&format!("https://{domain}/login/code?flow=")), "without PUBLIC_URL the domain API Gateway names: {link}");
    let code_page = event("login-page-code");
    let then = Timestamp::from_unix(code_page["requestContext"]["timeEpoch"].as_u64().unwrap() / 1000);
    let code = serde_json::to_value(invoke(&login_page, &code_page.to_string(), then).await).unwrap();
    assert!(code["body"].as_str().unwrap().contains("name=\"code\""), "{code}");
    let wrong = answer(&verify_code, &street, event("verify-code")).await;
    assert_eq!(wrong["statusCode"], 303, "{wrong}");
    assert!(wrong["headers"]["location"].as_str().unwrap().contains("problem=wrong-code&left=4"), "{wrong}");
    let called = answer(&issue_code, &street, event("issue-code-api")).await;
    assert_eq!(called["statusCode"], 201, "{called}");
    // Of the flow that was opened above, whose browser has sent another guess since.
    let guessed = answer(&verify_code, &street, event("verify-code-api")).await;
    assert_eq!((&guessed["statusCode"], &guessed["headers"]["access-control-allow-origin"]), (&400.into(), &APP.into()));
    assert!(guessed["body"].as_str().unwrap().contains("problem:wrong-code"), "{guessed}");
}

/// Whoever sets no origin has no API.
#[tokio::test]
async fn without_app_origins_nobody_may_call() {
    let street = Street::start().await;
    let environment = environment_for(&street, " ");
    let issue_code = issue_code::start(&environment).await.unwrap();
    for origin in [APP, "null", "", "https://login.example.com"] {
        let mut called = event("issue-code-api");
        called["headers"]["origin"] = origin.into();
        assert_eq!(answer(&issue_code, &street, called).await["statusCode"], 403, "{origin}");
    }
}

/// docs/security.md, T20 and T81: whatever can be in an event, the answer is ours.
#[tokio::test]
async fn t20_an_event_that_is_no_request_of_ours_is_a_4xx_and_never_a_failure() {
    let street = Street::start().await;
    let environment = environment_for(&street, APP);
    let login_page = login_page::start(&environment).unwrap();
    let issue_code = issue_code::start(&environment).await.unwrap();
    let changed = |name: &str, pointer: &str, value: Value| {
        let mut event = event(name);
        *event.pointer_mut(pointer).unwrap() = value;
        event
    };
    for (event, status) in [
        (json!({}), 400),
        (Value::Null, 400),
        (json!("text"), 400),
        (json!({ "Records": [] }), 400),
        (changed("login-page", "/rawQueryString", json!("state=<x> \"y\"")), 200),
        (changed("login-page", "/rawPath", json!("/other")), 404),
        (changed("login-page", "/requestContext/http/method", json!("POST")), 405),
        (changed("login-page", "/requestContext/http/method", json!("A B")), 400),
        // Nobody looks at such a header, and such a language or browser is none.
        (changed("login-page", "/headers", json!({ "x": "\u{1}", "accept-language": "\u{1}", "user-agent": "\u{1}" })), 200),
        (changed("login-page", "/headers", json!({ "accept-language": 1 })), 400),
        (changed("login-page", "/headers", json!({ "host": "a b", "x-forwarded-proto": "http,https" })), 200),
        (changed("login-page", "/requestContext/http/sourceIp", json!("nonsense")), 200),
    ] {
        let shown = event.to_string();
        let answer = answer(&login_page, &street, event).await;
        assert_eq!(answer["statusCode"], status, "{shown}: {answer}");
    }
    for (event, status) in [
        (changed("issue-code", "/body", json!("###")), 400),
        (changed("issue-code", "/body", json!("a".repeat(6_000))), 413),
        (changed("issue-code", "/body", Value::Null), 403),
        (changed("issue-code", "/isBase64Encoded", json!(false)), 403),
        (changed("issue-code", "/requestContext/http/method", json!("GET")), 405),
        (changed("issue-code", "/requestContext/http/method", json!("HEAD")), 405),
        (changed("issue-code", "/rawPath", json!("/login/verify")), 404),
        (changed("issue-code", "/requestContext/domainName", json!("evil.example/x")), 400),
        (changed("issue-code", "/headers/content-type", json!("text/plain")), 415),
    ] {
        let answer = answer(&issue_code, &street, event).await;
        assert_eq!((answer["statusCode"].as_u64(), answer["headers"]["location"].as_str()), (Some(status), None), "{answer}");
    }
    assert!(street.mails().await.is_empty());
}

#[tokio::test]
async fn t81_the_links_host_is_not_the_clients_to_choose() {
    let street = Street::start().await;
    let issue_code = issue_code::start(&environment_for(&street, APP)).await.unwrap();
    let mut spoofed = event("issue-code");
    for (header, value) in [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "http")] {
        spoofed["headers"][header] = json!(value);
    }
    assert_eq!(answer(&issue_code, &street, spoofed).await["statusCode"], 303);
    assert!(!street.mails().await[0].to_string().contains("evil"));
}
