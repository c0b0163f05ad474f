//! What a thief of the table gets (T76): nothing that logs in.

use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::support::Street;

/// Every string of an item, names of attributes included.
fn strings(value: &AttributeValue) -> Vec<String> {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => vec![text.clone()],
        AttributeValue::L(list) => list.iter().flat_map(strings).collect(),
        AttributeValue::M(map) => map.iter().flat_map(|(name, value)| [vec![name.clone()], strings(value)].concat()).collect(),
        other => panic!("an attribute nobody writes: {other:?}"),
    }
}

#[tokio::test]
async fn t76_a_dump_of_the_table_is_worth_nothing() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    browser.submit_code(&form, &code.wrong(0)).await;
    let secret = browser.cookies[0].1.split('.').next().unwrap().to_owned();
    let items = street.items().await;
    let dump: Vec<String> =
        items.iter().flat_map(|item| item.iter().flat_map(|(name, value)| [vec![name.clone()], strings(value)].concat())).collect();

    assert!(dump.iter().all(|text| !text.contains(&code.0) && !text.contains(&secret)), "no code and no browser secret");
    let known = [
        "attempts",
        "address",
        "browser",
        "codes",
        "count",
        "delete_at",
        "expires_at",
        "failures",
        "guessed_at",
        "guesses",
        "pk",
        "sends",
        "state",
    ];
    assert!(items.iter().flat_map(|item| item.keys()).all(|name| known.contains(&name.as_str())), "{items:?}");
    assert!(items.iter().all(|item| item.contains_key("delete_at")), "everything goes some day");

    // Whoever has the table has every input of the verifier but its key. With what is stored as the key, not even the right code gives it.
    let flow = shared::flow::FlowId::parse(&form.flow).unwrap();
    let item = street.flow(&form.flow).await;
    let mac = item["codes"].as_l().unwrap()[0].as_m().unwrap()["mac"].as_s().unwrap();
    let right = shared::flow::Code::parse(&code.0, shared::flow::CodeDigits::new(6).unwrap()).unwrap();
    let browser: [u8; 32] = URL_SAFE_NO_PAD.decode(item["browser"].as_s().unwrap()).unwrap().try_into().unwrap();
    for key in [browser, [0; 32]].map(shared::flow::BrowserSecret::from_bytes) {
        assert_ne!(key.mac(&flow, &right).as_str(), mac);
    }
    // With the browser's secret it does, so the search looked for the right thing.
    let secret = shared::flow::BrowserSecret::parse(&secret).unwrap();
    assert_eq!(secret.mac(&flow, &right).as_str(), mac);
}

#[tokio::test]
async fn t76_limits_know_no_address() {
    let street = Street::start().await;
    street.browser().ask_for_code("state", "jane@example.com").await;
    let limits: Vec<_> = street.items().await.into_iter().filter(|item| !item["pk"].as_s().unwrap().starts_with("flow#")).collect();
    assert!(!limits.is_empty());
    assert!(!format!("{limits:?}").contains("jane"), "{limits:?}");
}
