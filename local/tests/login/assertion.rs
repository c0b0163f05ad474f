//! The assertion: what it says, where it goes, and where it does not (docs/security.md, T65 to T69).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use crate::support::{EmailForm, Street, opened, with};

/// Verified by hand against the keys that Authress publishes for the service client: nothing of the signer is used.
#[tokio::test]
async fn t65_the_assertion_is_what_authress_expects() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("authreq_1", "Jane+x@Example.com").await;
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    let assertion = done.parameter("code").to_owned();

    let (message, signature) = assertion.rsplit_once('.').unwrap();
    let authress = &street.running.authress;
    let keys = reqwest::get(format!("{authress}/v1/clients/sc_demo/.well-known/openid-configuration/jwks")).await.unwrap();
    let keys: Value = keys.json().await.unwrap();
    let key = &keys["keys"][0];
    let public: [u8; 32] = URL_SAFE_NO_PAD.decode(key["x"].as_str().unwrap()).unwrap().try_into().unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    VerifyingKey::from_bytes(&public).unwrap().verify_strict(message.as_bytes(), &signature).unwrap();

    let [header, claims] = opened(&assertion);
    assert_eq!(header, serde_json::json!({ "alg": "EdDSA", "kid": key["kid"], "typ": "oauth-authz-req+jwt" }));
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
    let [_, other] = opened(again.parameter("code"));
    assert_ne!(other["jti"], claims["jti"]);
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

#[tokio::test]
async fn t67_no_input_reaches_the_header_of_the_assertion() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let mut fields = with(&form.fields, "code", &code.0);
    for (name, value) in
        [("alg", "none"), ("kid", "../../etc"), ("typ", "JWT"), ("jwk", "{}"), ("jku", "https://evil.example"), ("crit", "x")]
    {
        fields = with(&fields, name, value);
    }
    let done = browser.post("/login/verify?alg=none&kid=x", &fields).await;
    let [header, _] = opened(done.parameter("code"));
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("EdDSA"), Some("oauth-authz-req+jwt")));
    assert!(header.as_object().unwrap().len() == 3 && !header.to_string().contains("etc"), "{header}");
}

#[tokio::test]
async fn t68_the_assertion_is_in_the_redirect_and_nowhere_else() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let done = street.sign_in(&mut browser, "jane@example.com").await;
    assert!(done.html.is_empty() && done.cookies().iter().all(|cookie| !cookie.contains("eyJ0")));
    assert!(!format!("{:?}", street.items().await).contains("eyJ0"));
    assert!(street.mails().await.iter().all(|mail| !mail.to_string().contains("eyJ0")));
    assert_eq!(done.header("referrer-policy"), "no-referrer");
}

/// What real Authress does with an assertion that comes twice only an account can tell; the stand-in is as strict as it must be.
#[tokio::test]
async fn t69_a_leaked_assertion_is_worth_nothing_once_it_was_used() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let to_us = browser.sign_in_at(&street.running.app).await;
    let form = EmailForm::of(&browser.open(to_us.location()).await);
    browser.submit_email(&form, "jane@example.com").await;
    let (form, code) = (browser.code_form(&form.flow).await, street.code().await);
    let done = browser.submit_code(&form, &code).await;
    assert_eq!(browser.open(done.location()).await.status, 302);
    let replayed = street.browser().open(done.location()).await;
    assert_eq!((replayed.status.as_u16(), replayed.location()), (400, ""));
}
