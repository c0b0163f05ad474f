//! The login of a person, from the app and back to it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use crate::support::{Code, Street};

#[tokio::test]
async fn a_person_signs_in_to_the_demo_app() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let app = street.running.app.clone();

    let home = browser.open(&app).await;
    assert!(home.html.contains("sc_demo"), "the app names its client id");
    assert!(home.text().contains("Sign in"));
    let request = browser.request(reqwest::Method::POST, &format!("{app}/sign-in")).form(&home.form("/sign-in"));
    let to_us = browser.send(request).await;
    assert!(to_us.location().starts_with(&format!("{}/login?", street.running.functions)), "{}", to_us.location());

    let page = browser.open(to_us.location()).await;
    let sent = browser.post("/login/code", &crate::support::with(&page.form("/login/code"), "email", "Jane.Doe@Example.com")).await;
    assert_eq!(sent.status, 303);
    let page = browser.open(sent.location()).await;
    assert!(page.text().contains("jane.doe@example.com"), "the page says where the code went");

    let mail = street.mails().await.remove(0);
    assert_eq!(mail["to"], "jane.doe@example.com");
    let code = Code::of(&mail);
    assert_eq!(code.0.len(), 6);
    let done = browser.post("/login/verify", &crate::support::with(&page.form("/login/verify"), "code", &code.0)).await;
    assert_eq!(done.status, 303);
    assert!(done.location().starts_with(&format!("{}/login?code=", street.running.authress)), "{}", done.location());

    let back = browser.open(done.location()).await;
    assert_eq!(back.status, 302, "{}", back.html);
    assert!(back.location().starts_with(&app), "{}", back.location());
    let mut page = browser.open(back.location()).await;
    while page.status.is_redirection() {
        let next = if page.location().starts_with('/') { format!("{app}{}", page.location()) } else { page.location().to_owned() };
        page = browser.open(&next).await;
    }
    assert!(page.html.contains("Signed in as jane.doe@example.com"), "{}", page.html);
}

/// Verified by hand against the keys that Authress publishes for the service client: nothing of the signer is used.
#[tokio::test]
async fn t65_the_assertion_is_what_authress_expects() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("authreq_1", "Jane+x@Example.com").await;
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    let assertion = done.parameter("code").to_owned();

    let parts: Vec<&str> = assertion.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else { panic!("three parts") };
    let decode = |part: &str| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap() };
    let authress = &street.running.authress;
    let keys = reqwest::get(format!("{authress}/v1/clients/sc_demo/.well-known/openid-configuration/jwks")).await.unwrap();
    let keys: Value = keys.json().await.unwrap();
    let key = &keys["keys"][0];
    let public: [u8; 32] = URL_SAFE_NO_PAD.decode(key["x"].as_str().unwrap()).unwrap().try_into().unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    VerifyingKey::from_bytes(&public).unwrap().verify_strict(format!("{header}.{claims}").as_bytes(), &signature).unwrap();

    assert_eq!(decode(header), serde_json::json!({ "alg": "EdDSA", "kid": key["kid"], "typ": "oauth-authz-req+jwt" }));
    let claims = decode(claims);
    assert_eq!(claims["iss"], format!("{authress}/v1/clients/sc_demo"));
    assert_eq!(claims["client_id"], "sc_demo");
    assert_eq!((claims["sub"].as_str(), claims["email"].as_str()), (Some("jane+x@example.com"), Some("jane+x@example.com")));
    assert_eq!(claims["email_verified"], true);
    assert_eq!(claims["scope"], "openid");
    assert_eq!(claims["iat"].as_u64(), Some(street.now()));
    assert_eq!(claims["exp"].as_u64(), Some(street.now() + 120));
    assert_eq!(claims["max_age"], 120);
    assert!(claims["aud"].as_str().unwrap().ends_with(".accounts.authress.io"));
    assert_eq!(claims.as_object().unwrap().len(), 11, "and nothing else: {claims}");

    let form = browser.ask_for_code("authreq_2", "jane+x@example.com").await;
    let code = street.code().await;
    let again = browser.submit_code(&form, &code).await;
    assert_ne!(decode(again.parameter("code").split('.').nth(1).unwrap())["jti"], claims["jti"]);
}

#[tokio::test]
async fn t66_the_browser_goes_to_the_login_url_and_nothing_else() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("a b+c%2F=&#é", "jane@example.com").await;
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    assert_eq!(done.status, 303);
    assert!(done.html.is_empty());
    let names: Vec<_> = done.location().split_once('?').unwrap().1.split('&').map(|pair| pair.split('=').next().unwrap()).collect();
    assert_eq!(names, ["code", "iss", "state"]);
    assert!(!done.location().contains('#'));
    assert_eq!(percent_encoding::percent_decode_str(done.parameter("state")).decode_utf8().unwrap(), "a b+c%2F=&#é");
    assert_eq!(done.header("cache-control"), "no-store");
    assert_eq!(done.header("referrer-policy"), "no-referrer");
    assert!(done.cookies()[0].contains("Max-Age=15"), "{:?}", done.cookies());
}
