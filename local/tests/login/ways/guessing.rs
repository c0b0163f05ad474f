//! The life of a code and what a guess is told.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::support::{Told, Way};

pub(super) async fn t03_a_used_code_is_nothing_once_a_double_click_is_over(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    let done = person.guess(&flow, &code).await;
    assert!(!done.login_url.is_empty());
    assert_eq!(person.guess(&flow, &code).await, done, "a double click gets the same bytes");
    street.later(15);
    for _ in 0..2 {
        person.guess(&flow, &code).await.assert_generic();
    }
}

pub(super) async fn t04_each_code_of_a_flow_works_until_one_of_them_has_won(way: Way) {
    let street = way.street(&[(way.limit("SENDS_PER_ADDRESS", "SMS_SENDS_PER_ADDRESS"), "100/d")]).await;
    let mut person = way.person(&street);
    let flow = person.ask("one", &way.who(0)).await.unwrap();
    let first = street.code().await;
    assert_eq!(person.resend(&flow).await, Told::with("cooldown", 30));
    street.later(30);
    assert_eq!(person.resend(&flow).await, Told::default());
    let second = street.code().await;
    assert!(!person.guess(&flow, &first).await.login_url.is_empty(), "the first code lives on");
    person.guess(&flow, &second).await.assert_generic();

    let flow = person.ask("two", &way.who(1)).await.unwrap();
    street.later(30);
    person.resend(&flow).await;
    let second = street.code().await;
    assert_eq!(person.resend(&flow).await, Told::with("cooldown", 60));
    street.later(60);
    assert_eq!(person.resend(&flow).await, Told::default());
    street.later(600 - 61);
    assert_eq!(person.resend(&flow).await.problem, "too-many-requests", "there is no third resend");
    assert!(!person.guess(&flow, &second).await.login_url.is_empty());
}

pub(super) async fn t04_guesses_are_counted_over_all_codes_of_a_flow(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let first = street.code().await;
    for nth in 0..3 {
        assert_eq!(person.guess(&flow, &first.wrong(nth)).await, Told::with("wrong-code", 4 - nth));
    }
    street.later(30);
    person.resend(&flow).await;
    let second = street.code().await;
    for nth in 3..5 {
        let guess = if second.wrong(nth) == first { second.wrong(nth + 7) } else { second.wrong(nth) };
        assert_eq!(person.guess(&flow, &guess).await.problem, "wrong-code");
    }
    assert_eq!(person.guess(&flow, &second).await, Told::problem("locked"));
    assert_eq!(street.attempts(&flow.id).await, 5);
    street.later(60);
    assert_eq!(street.stays_clean(person.resend(&flow)).await, Told::problem("locked"), "nor is there another code");
}

pub(super) async fn t05_a_code_is_over_in_time_however_late_ttl_is(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    for (nth, ahead, wins) in [(0, 0_i64, false), (1, -1, false), (2, 2, true)] {
        let flow = person.ask("state", &way.who(nth)).await.unwrap();
        let code = street.code().await;
        let expires_at = street.now().checked_add_signed(ahead).unwrap();
        let delete_at: u64 = street.flow(&flow.id).await["delete_at"].as_n().unwrap().parse().unwrap();
        assert_eq!(delete_at, street.now() + 600 + 3_600, "TTL comes an hour after the end");
        let update = street.table.update_item().table_name(&street.table_name).key("pk", AttributeValue::S(format!("flow#{}", flow.id)));
        let update =
            update.update_expression("SET expires_at = :t").expression_attribute_values(":t", AttributeValue::N(expires_at.to_string()));
        update.send().await.unwrap();
        let before = street.flow(&flow.id).await;
        let told = person.guess(&flow, &code).await;
        if wins {
            assert!(!told.login_url.is_empty());
        } else {
            assert_eq!(told, Told::problem("expired"));
            assert_eq!(street.flow(&flow.id).await, before, "the item is left as it was");
        }
    }
}

pub(super) async fn t55_failed_guesses_close_an_address_to_unknown_browsers(way: Way) {
    let street = way.street(&[]).await;
    let (with_tag, without) =
        if way.is_text() { (way.who(0), way.who(0)) } else { ("victim+tag@example.com".to_owned(), "victim@example.com".to_owned()) };
    for host in 1..=2 {
        let mut attacker = way.person_at(&street, host);
        let flow = attacker.ask("state", &with_tag).await.unwrap();
        let code = street.code().await;
        for nth in 0..5 {
            attacker.guess(&flow, &code.wrong(nth)).await;
        }
    }
    let mut stranger = way.person_at(&street, 3);
    let told = street.stays_clean(stranger.ask("state", &without)).await.err();
    assert_eq!(told, Some(Told::with("too-many-requests", 3_600)), "ten failures in an hour, under any tag");
    street.later(3_600);
    assert!(stranger.ask("state", &without).await.is_ok());
}

/// T55, T01: whatever is tried in a day, the compares are no more than the sends times the guesses of a flow.
pub(super) async fn t55_a_day_of_guessing_is_bounded(way: Way) {
    let street = way.street(&[]).await;
    let mut compared = 0;
    for hour in 0..24_u8 {
        for host in 0..4 {
            let mut attacker = way.person_at(&street, hour * 4 + host + 1);
            let Ok(flow) = attacker.ask("state", &way.who(0)).await else { continue };
            let code = street.code().await;
            for nth in 0..6 {
                compared += u32::from(attacker.guess(&flow, &code.wrong(nth)).await.problem == "wrong-code");
            }
        }
        street.later(3_600);
    }
    // By mail the failures of an address end it, and what is left of the flow that reached them; by text its five sends do so first.
    let bounds = if way.is_text() { 25..=25 } else { 30..=34 };
    assert!(bounds.contains(&compared), "{compared}");
}

pub(super) async fn a_code_lives_for_ten_minutes_and_not_a_second_longer(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    for (nth, seconds, problem) in [(0, 599, ""), (1, 600, "expired")] {
        let flow = person.ask("state", &way.who(nth)).await.unwrap();
        let code = street.code().await;
        street.later(seconds);
        let told = person.guess(&flow, &code).await;
        assert_eq!((told.problem.as_str(), told.login_url.is_empty()), (problem, !problem.is_empty()));
    }
}

pub(super) async fn the_same_wrong_code_twice_costs_one_guess_and_what_is_no_code_costs_none(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    for _ in 0..3 {
        assert_eq!(person.guess(&flow, &code.wrong(0)).await, Told::with("wrong-code", 4));
    }
    for input in ["", "12345", "1234567", "abcdef", "12345x", "\0", &"1".repeat(2_000)] {
        assert_eq!(person.type_in(&flow, input, &[]).await, Told::problem("malformed-code"), "{input:?}");
    }
    assert_eq!(street.attempts(&flow.id).await, 1);
    let spaced = format!(" {} {}", &code.0[..3], &code.0[3..]);
    assert!(!person.type_in(&flow, &spaced, &[]).await.login_url.is_empty(), "typed with spaces, as the message shows it");
}

pub(super) async fn the_last_wrong_code_ends_the_flow(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    for left in (0..5).rev() {
        assert_eq!(person.guess(&flow, &code.wrong(left)).await, Told::with("wrong-code", left));
    }
    assert_eq!(person.guess(&flow, &code).await, Told::problem("locked"));
}

/// T89: the engine's own clock and its TTL are days off here, and nothing notices; the assertion is never of the future.
pub(super) async fn t89_only_the_functions_clock_counts(way: Way) {
    let street = way.street(&[]).await;
    street.later(2 * 86_400);
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    street.later(599);
    assert_eq!(person.guess(&flow, &code).await.claims(&street)["iat"], street.now());
}

/// A script that kept the secret, or the cookie, may ask for more after it is over.
pub(super) async fn a_flow_that_was_won_sends_nothing_more(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    let mut script = person.clone();
    person.guess(&flow, &code.wrong(0)).await;
    assert!(!person.guess(&flow, &code).await.login_url.is_empty());
    street.later(60);
    street.stays_clean(async { script.resend(&flow).await.assert_generic() }).await;
}
