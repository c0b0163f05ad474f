//! One good assertion, and what becomes of it when a single thing about it is wrong.

use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

use super::*;
use crate::jws;

const ORIGIN: &str = "http://localhost:3002";
const CLIENT: &str = "sc_demo";
const ISSUER: &str = "http://localhost:3002/v1/clients/sc_demo";
const NOW: u64 = 1_700_000_000;

fn signer() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn client_key() -> ClientKey {
    ClientKey {
        client_id: CLIENT.to_owned(),
        key_id: "local1".to_owned(),
        account_id: "acc-local-demo".to_owned(),
        public: signer().verifying_key(),
    }
}

fn header() -> Value {
    json!({"alg": "EdDSA", "kid": "local1", "typ": "oauth-authz-req+jwt"})
}

fn claims() -> Value {
    json!({
        "aud": "acc-local-demo.accounts.authress.io", "iss": ISSUER, "sub": "jane@example.com",
        "client_id": CLIENT, "jti": "one", "iat": NOW, "exp": NOW + 120, "max_age": 120,
        "scope": "openid", "email": "jane@example.com", "email_verified": true,
    })
}

fn verified(code: &str, iss: &str, now: u64) -> Result<Assertion, Fault> {
    let key = client_key();
    let expected = Expected { origin: ORIGIN, client_id: CLIENT, key: Some(&key) };
    verify(code, iss, &expected, Timestamp::from_unix(now))
}

fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

fn with_header(name: &str, value: Value) -> Result<Assertion, Fault> {
    verified(&jws::sign(&with(header(), name, value), &claims(), &signer()), ISSUER, NOW)
}

fn with_claim(name: &str, value: Value) -> Result<Assertion, Fault> {
    verified(&jws::sign(&header(), &with(claims(), name, value), &signer()), ISSUER, NOW)
}

fn good() -> String {
    jws::sign(&header(), &claims(), &signer())
}

#[test]
fn a_good_assertion_says_who_logged_in() {
    let expected = Assertion {
        subject: "jane@example.com".to_owned(),
        email: Some("jane@example.com".to_owned()),
        phone_number: None,
        id: "one".to_owned(),
        expires_at: NOW + 120,
    };
    assert_eq!(verified(&good(), ISSUER, NOW), Ok(expected));
}

#[test]
fn only_eddsa_is_an_algorithm() {
    for alg in ["none", "HS256", "ES256", "eddsa", ""] {
        assert_eq!(with_header("alg", json!(alg)), Err(Fault::Algorithm), "{alg}");
    }
}

#[test]
fn only_the_type_of_an_authorization_request_passes() {
    for typ in [json!("JWT"), json!(null)] {
        assert_eq!(with_header("typ", typ), Err(Fault::Type));
    }
}

#[test]
fn critical_extensions_are_refused() {
    assert_eq!(with_header("crit", json!(["x"])), Err(Fault::Critical));
}

#[test]
fn an_unknown_key_is_refused() {
    assert_eq!(with_header("kid", json!("other1")), Err(Fault::Key));
}

#[test]
fn without_a_published_key_nothing_passes() {
    let expected = Expected { origin: ORIGIN, client_id: CLIENT, key: None };
    assert_eq!(verify(&good(), ISSUER, &expected, Timestamp::from_unix(NOW)), Err(Fault::Key));
}

#[test]
fn another_clients_key_is_refused() {
    let key = ClientKey { client_id: "sc_other".to_owned(), ..client_key() };
    let expected = Expected { origin: ORIGIN, client_id: CLIENT, key: Some(&key) };
    assert_eq!(verify(&good(), ISSUER, &expected, Timestamp::from_unix(NOW)), Err(Fault::Key));
}

#[test]
fn a_signature_by_another_key_is_refused() {
    let forged = jws::sign(&header(), &claims(), &SigningKey::from_bytes(&[2; 32]));
    assert_eq!(verified(&forged, ISSUER, NOW), Err(Fault::Signature));
}

#[test]
fn claims_changed_after_signing_are_refused() {
    let (good, other) = (good(), jws::sign(&header(), &with(claims(), "sub", json!("eve@example.com")), &signer()));
    let (_, signature) = good.rsplit_once('.').expect("three parts");
    let (signed, _) = other.rsplit_once('.').expect("three parts");
    assert_eq!(verified(&format!("{signed}.{signature}"), ISSUER, NOW), Err(Fault::Signature));
}

#[test]
fn what_is_no_token_is_refused() {
    assert_eq!(verified("482913", ISSUER, NOW), Err(Fault::Malformed(Malformed)));
}

#[test]
fn another_audience_is_refused_and_so_is_a_list() {
    for aud in [json!("acc-other.accounts.authress.io"), json!(["acc-local-demo.accounts.authress.io"])] {
        assert_eq!(with_claim("aud", aud), Err(Fault::Audience));
    }
}

#[test]
fn another_issuer_in_the_query_is_refused() {
    for iss in ["", "http://localhost:3002/v1/clients/sc_demo/", "http://localhost:3002", "https://evil.example"] {
        assert_eq!(verified(&good(), iss, NOW), Err(Fault::IssuerParameter), "{iss}");
    }
}

#[test]
fn another_issuer_in_the_assertion_is_refused() {
    assert_eq!(with_claim("iss", json!("http://localhost:3002/v1/clients/sc_other")), Err(Fault::Issuer));
}

#[test]
fn another_client_is_refused() {
    assert_eq!(with_claim("client_id", json!("sc_other")), Err(Fault::Client));
}

#[test]
fn nobody_and_nothing_are_refused() {
    assert_eq!(with_claim("sub", json!("")), Err(Fault::Subject));
    assert_eq!(with_claim("jti", json!(null)), Err(Fault::Id));
}

#[test]
fn an_assertion_from_the_future_is_refused() {
    assert_eq!(with_claim("iat", json!(NOW + 1)), Err(Fault::IssuedAt));
}

#[test]
fn an_assertion_dies_the_second_it_expires() {
    assert!(verified(&good(), ISSUER, NOW + 119).is_ok());
    assert_eq!(verified(&good(), ISSUER, NOW + 120), Err(Fault::Expired));
}

#[test]
fn no_assertion_lives_longer_than_an_hour() {
    assert_eq!(with_claim("exp", json!(NOW + 3601)), Err(Fault::Expired));
}

#[test]
fn an_assertion_older_than_its_max_age_is_refused() {
    let code = jws::sign(&header(), &with(claims(), "max_age", json!(60)), &signer());
    assert!(verified(&code, ISSUER, NOW + 60).is_ok());
    assert_eq!(verified(&code, ISSUER, NOW + 61), Err(Fault::TooOld));
    assert_eq!(with_claim("max_age", json!(null)), Err(Fault::TooOld));
}

#[test]
fn a_client_id_is_encoded_in_the_issuer_as_javascript_does() {
    assert_eq!(issuer(ORIGIN, "sc|a b"), "http://localhost:3002/v1/clients/sc%7Ca%20b");
}
