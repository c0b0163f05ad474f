//! What somebody writes is data, or nothing.

use crate::support::{Told, Way};

pub(super) async fn t21_other_fields_than_ours_are_nothing(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let besides =
        ["attempts", "used_at", "email_verified", "sub", "exp", "state[]", "browserSecret", "channel", "sends"].map(|name| (name, "0"));
    let flow = person.ask_with("state", &way.who(0), &besides).await.unwrap();
    let mut names: Vec<_> = street.flow(&flow.id).await.into_keys().collect();
    names.sort();
    assert_eq!(
        names,
        ["address", "attempts", "browser", "codes", "delete_at", "expires_at", "guessed_at", "guesses", "pk", "sends", "state"]
    );
    let code = street.code().await;
    let done = person
        .type_in(&flow, &code.0, &besides.map(|(name, value)| if name == "browserSecret" { ("x", value) } else { (name, value) }))
        .await;
    assert_eq!(done.claims(&street)["sub"], way.who(0));
}

pub(super) async fn t22_what_looks_like_an_expression_is_plain_data(way: Way) {
    let street = way.street(&[]).await;
    for (nth, state, address) in
        [(0, ":now", "#pk@example.com"), (1, "{\"S\":\"x\"}", "{s}@example.com"), (2, "attribute_exists(pk)", "a'or'1@example.com")]
    {
        let who = if way.is_text() { way.who(nth) } else { address.to_owned() };
        let mut person = way.person(&street);
        let flow = person.ask(state, &who).await.unwrap();
        let item = street.flow(&flow.id).await;
        assert_eq!((item["state"].as_s().unwrap().as_str(), item["address"].as_s().unwrap()), (state, &who));
        let done = person.guess(&flow, &street.code().await).await;
        assert_eq!(percent_encoding::percent_decode_str(done.state()).decode_utf8().unwrap(), state);
    }
}

pub(super) async fn t23_t25_what_names_nobody_or_two_is_sent_nothing(way: Way) {
    let street = way.street(&[]).await;
    let inputs: &[&str] = if way.is_text() {
        &[
            "+41790000001,+41790000002",
            "+41790000001;+41790000002",
            "+41790000001 +41790000002",
            "+41790000001\n+41790000002",
            "+41790000001\r\nx: y",
            "+41790000001\0",
            "+41790000001;ext=5",
            "tel:+41790000001",
            "+4179000000a",
            "+41 79 000 00 0",
            "+41 44 668 18 00",
            "+41 900 123 456",
            "1-800-FLOWERS",
            "jane@example.com",
            "%2b41790000001",
            "{\"$ne\":1}",
        ]
    } else {
        &[
            "a@x.com,b@y.com",
            "a@x.com;b@y.com",
            "a@x.com b@y.com",
            "a@x.com\nb@y.com",
            "a@x.com\r\nBcc:b@y.com",
            "a@x.com\0",
            "<a@x.com>",
            "A <a@x.com>",
            "mailto:a@x.com",
            "a@x.com?cc=b@y.com",
            "g:a@x.com;",
            "\"e@attacker.com\"@victim.com",
            "victim\u{ff20}x.com",
            "a@\u{2100}.com",
            "+41790000001",
            "{\"$ne\":1}",
        ]
    };
    let mut person = way.person(&street);
    for input in inputs {
        let told = street.stays_clean(person.ask("state", input)).await.err();
        assert_eq!(told, Some(Told::problem("bad-address")), "{input:?}");
    }
}

pub(super) async fn t35_who_may_not_sign_in_is_told_so_and_sent_nothing(way: Way) {
    let street = way.street(&[("EMAIL_DOMAINS_ALLOWED", "allowed.com"), ("EMAIL_DOMAINS_DENIED", "")]).await;
    let others: &[&str] = if way.is_text() {
        &["+44 7400 123456", "+1 416 555 0123", "+33 6 12 34 56 78"]
    } else {
        &["user@allowed.com.evil.tld", "user@evilallowed.com", "allowed.com@evil.tld", "user@sub.allowed.com"]
    };
    let mut person = way.person(&street);
    for who in others {
        let told = street.stays_clean(person.ask("state", who)).await.err();
        assert_eq!(told, Some(Told::problem("refused-address")), "{who}");
    }
    let who = if way.is_text() { "+41790000001" } else { "user@ALLOWED.com" };
    assert!(person.ask("state", who).await.is_ok());
}
