//! Whose pages may call, and what a browser lets them read.

use reqwest::Method;
use serde_json::json;

use super::{PATHS, body, from, street};
use crate::support::APP;

/// T43: the secret is in the body, so what a browser sends along by itself proves nothing; whose page calls is what counts.
#[tokio::test]
async fn t43_only_the_pages_of_our_apps_may_call_and_only_they_may_read() {
    let (street, person) = street().await;
    let call = json!({ "email": "jane@example.com", "authenticationRequestId": "S", "browserSecret": "A".repeat(43), "code": "123456" });
    street
        .stays_clean(async {
            for path in PATHS {
                for origin in [
                    None,
                    Some("null"),
                    Some("https://evil.example"),
                    Some("https://app.example.com.evil.example"),
                    Some("http://app.example.com"),
                    Some("https://app.example.com:8443"),
                    Some("https://APP.example.com"),
                    Some("*"),
                    // Our own pages use forms.
                    Some(street.running.functions.as_str()),
                ] {
                    for method in [Method::POST, Method::OPTIONS] {
                        let answer = from(person.browser.clone(), origin, method.clone(), path, &call).await;
                        assert_eq!(answer.status, 403, "{method} {path} {origin:?}");
                        assert_eq!(body(&answer)["type"], "urn:authress-passwordless:problem:foreign-origin");
                        assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{:?}", answer.headers);
                    }
                }
            }
        })
        .await;
}

#[tokio::test]
async fn a_browser_that_asks_before_it_posts_is_told_that_it_may() {
    let (_street, person) = street().await;
    for path in PATHS {
        let mut browser = person.browser.clone();
        let request = browser.request(Method::OPTIONS, path).header("origin", APP);
        let asked = request.header("access-control-request-method", "POST").header("access-control-request-headers", "content-type");
        let answer = browser.send(asked).await;
        assert_eq!((answer.status.as_u16(), answer.html.as_str()), (204, ""));
        let header = |name: &str| answer.header(&format!("access-control-{name}")).to_owned();
        assert_eq!((header("allow-origin").as_str(), header("allow-methods").as_str(), header("max-age").as_str()), (APP, "POST", "600"));
        assert!(header("allow-headers").split(", ").any(|name| name == "content-type"));
        assert_eq!((header("allow-credentials").as_str(), answer.header("vary")), ("", "origin"), "no cookie is ever asked for");
    }
}

/// T40: our answers to an app have the headers of our pages, but for what says that they are one.
#[tokio::test]
async fn t40_answers_to_an_app_have_the_header_set_too() {
    let (_street, mut person) = street().await;
    let good = person.call("/api/codes", &json!({ "email": "jane@example.com", "authenticationRequestId": "S" })).await;
    let bad = person.call("/api/codes", &json!({})).await;
    let foreign = from(person.browser.clone(), None, Method::POST, "/api/codes", &json!({})).await;
    for answer in [good, bad, foreign] {
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ] {
            assert_eq!(answer.header(name), value, "{}", answer.html);
        }
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'none'; script-src 'none'"));
    }
}
