//! The key is in KMS, and KMS is down (docs/security.md, T63).

use std::time::Duration;

use shared::authress::{Assertion, Signer};
use shared::aws::Aws;
use shared::config::Site;
use shared::deadline::Deadline;
use shared::flow::{FlowId, State};
use shared::identifier::Identifier;
use shared::time::Timestamp;

use super::{DOWN, each, in_time};
use crate::support::{Fault, Street, Tap, Told, Way, access_key, environment};

/// A street whose key is in KMS, and the wire between.
async fn street(way: Way) -> (Street, Tap) {
    let wire = Tap::open().await;
    let street =
        way.street(&[("SIGNING", "kms"), ("AWS_ENDPOINT_URL_KMS", &wire.url), ("AUTHRESS_ACCESS_KEY", &access_key("sc_demo"))]).await;
    wire.leads_to(&street.running.services);
    (street, wire)
}

fn unavailable() -> Told {
    Told { is_unavailable: true, ..Told::default() }
}

#[tokio::test]
async fn a_login_asks_kms_once_and_only_for_the_winner() {
    let (street, wire) = street(Way::PageByMail).await;
    assert_eq!((wire.opened(), wire.calls()), (1, vec![]), "the connection stands before anybody needs it");
    let mut person = Way::PageByMail.person(&street);
    let flow = person.ask("S", "jane@example.com").await.unwrap();
    let code = street.code().await;
    person.guess(&flow, &code.wrong(0)).await;
    assert_eq!(wire.calls(), Vec::<String>::new());
    let done = person.guess(&flow, &code).await;
    assert_eq!(wire.calls(), ["Sign"]);
    let request = &wire.bodies()[0];
    assert_eq!((&request["MessageType"], &request["SigningAlgorithm"]), (&"RAW".into(), &"ED25519_SHA_512".into()));
    let assertion = done.login_url.split(['=', '&']).nth(1).unwrap();
    let (message, signature) = assertion.rsplit_once('.').unwrap();
    let signature = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, signature).unwrap();
    let public = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key();
    public.verify_strict(message.as_bytes(), &ed25519_dalek::Signature::from_slice(&signature).unwrap()).unwrap();
    assert_eq!(person.guess(&flow, &code).await, done, "the same bytes again");
}

/// The code stays good: whoever comes back when he is told to is logged in. Until then nobody else's guess is spent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_kms_that_does_not_sign_loses_no_code() {
    let faults = DOWN.into_iter().chain([
        Fault::Error(400, "KMSInvalidStateException"),
        Fault::Error(400, "DisabledException"),
        Fault::Error(400, "NotFoundException"),
    ]);
    each(faults, async |fault| {
        let (street, wire) = street(Way::AppByMail).await;
        let mut person = Way::AppByMail.person(&street);
        let flow = person.ask("S", "jane@example.com").await.unwrap();
        let code = street.code().await;
        let mut other = Way::PageByMail.person(&street);
        let others = other.ask("S", "joe@example.com").await.unwrap();
        let others_code = street.code().await;
        wire.fails(fault);
        assert_eq!(in_time(person.guess(&flow, &code)).await, unavailable(), "{fault:?}");
        let asked = wire.calls().len();
        assert!((1..=2).contains(&asked), "{fault:?}: {asked}");
        for (wait, asks) in [(0, false), (1, false), (1, true), (7, true)] {
            street.later(wait);
            let before = wire.calls().len();
            assert_eq!(in_time(other.guess(&others, &others_code)).await, unavailable(), "{fault:?}");
            assert_eq!(wire.calls().len() > before, asks, "{fault:?}, {wait}");
        }
        assert_eq!(street.attempts(&others.id).await, 0, "{fault:?}: nothing is spent before KMS signs again");
        wire.recovers();
        street.later(3);
        assert_eq!(in_time(person.guess(&flow, &code)).await.state(), "S", "{fault:?}");
        assert_eq!(street.attempts(&flow.id).await, 1, "{fault:?}");
        assert_eq!(other.guess(&others, &others_code).await.state(), "S", "{fault:?}");
    })
    .await;
}

/// Whoever holds the key: the same claims give the same bytes, to the last of the signature.
#[tokio::test]
async fn kms_signs_the_same_bytes_as_an_access_key() {
    let key = access_key("sc_demo");
    let street = Street::with(&[("SIGNING", "kms"), ("AUTHRESS_ACCESS_KEY", &key)]).await;
    let login_url = async |signing: &str| {
        let environment = environment(&[
            ("AUTHRESS_ACCESS_KEY", &key),
            ("AUTHRESS_KEY_ID", "kid1"),
            ("AUTHRESS_ACCOUNT_ID", "acc-1"),
            ("KMS_KEY_ID", "alias/local"),
            ("SIGNING", signing),
            ("AWS_ENDPOINT_URL_KMS", &street.running.services),
        ]);
        let (site, aws) = (Site::read(&environment).unwrap(), Aws::read(&environment).unwrap());
        let signer = Signer::new(&environment, &aws, site.client_id.clone()).unwrap();
        let now = Timestamp::from_unix(1_800_000_000);
        let (identifier, flow) = (Identifier::from_canonical("+41790000001").unwrap(), FlowId::from_bytes([1; 16]));
        let assertion = Assertion { identifier: &identifier, flow: &flow, issued_at: now, lifetime: Duration::from_secs(120) };
        let login_url = signer
            .key(now, Deadline::of_request())
            .await
            .unwrap()
            .login_url(&assertion, &site, &State::parse("S").unwrap(), now, Deadline::of_request())
            .await;
        login_url.unwrap().into_exposed()
    };
    assert_eq!(login_url("kms").await, login_url("secret").await);
    assert!(login_url("kms").await.len() > 600);
}
