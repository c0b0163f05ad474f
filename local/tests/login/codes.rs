//! The life of a code: resends, expiry, replay.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::support::Street;

#[tokio::test]
async fn t03_replay() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    assert_eq!(browser.submit_code(&form, &code).await.problem(), "");
    street.later(15);
    browser.submit_code(&form, &code).await.assert_generic();
    let link = browser.open(&format!("/login/code?flow={}", form.flow)).await;
    assert_eq!(link.location(), "");
    browser.submit_code(&form, &code).await.assert_generic();
}

#[tokio::test]
async fn t04_codes_over_resends() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("one", "jane@example.com").await;
    let first = street.code().await;
    let too_soon = browser.resend(&form.flow).await;
    assert_eq!((too_soon.problem(), too_soon.parameter("retry_after")), ("cooldown", "30"));
    street.later(30);
    assert_eq!(browser.resend(&form.flow).await.problem(), "");
    let second = street.code().await;
    assert!(browser.submit_code(&form, &first).await.location().starts_with(&street.running.authress), "the first code lives on");
    browser.submit_code(&form, &second).await.assert_generic();

    let form = browser.ask_for_code("two", "joe@example.com").await;
    street.later(30);
    browser.resend(&form.flow).await;
    let second = street.code().await;
    let early = browser.resend(&form.flow).await;
    assert_eq!((early.problem(), early.parameter("retry_after")), ("cooldown", "60"));
    street.later(60);
    assert_eq!(browser.resend(&form.flow).await.problem(), "");
    street.later(600 - 61);
    assert_eq!(browser.resend(&form.flow).await.problem(), "too-many-requests", "there is no third resend");
    assert!(browser.submit_code(&form, &second).await.location().starts_with(&street.running.authress));
}

#[tokio::test]
async fn t04_guesses_are_counted_over_all_codes_of_a_flow() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let first = street.code().await;
    for nth in 0..3 {
        assert_eq!(browser.submit_code(&form, &first.wrong(nth)).await.parameter("left"), (4 - nth).to_string());
    }
    street.later(30);
    browser.resend(&form.flow).await;
    let second = street.code().await;
    for nth in 3..5 {
        let guess = if second.wrong(nth) == first { second.wrong(nth + 7) } else { second.wrong(nth) };
        assert_eq!(browser.submit_code(&form, &guess).await.problem(), "wrong-code");
    }
    assert_eq!(browser.submit_code(&form, &second).await.problem(), "locked");
    assert_eq!(street.attempts(&form.flow).await, 5);
}

#[tokio::test]
async fn t05_expiry_with_ttl_lag() {
    let street = Street::start().await;
    let mut browser = street.browser();
    for (ahead, wins) in [(0_i64, false), (-1, false), (2, true)] {
        let form = browser.ask_for_code("state", &format!("jane{}@example.com", ahead + 1)).await;
        let code = street.code().await;
        let expires_at = street.now().checked_add_signed(ahead).unwrap();
        let key = AttributeValue::S(format!("flow#{}", form.flow));
        let delete_at: u64 = street.flow(&form.flow).await["delete_at"].as_n().unwrap().parse().unwrap();
        assert_eq!(delete_at, street.now() + 600 + 3_600, "TTL comes an hour after the end");
        let update = street.table.update_item().table_name(&street.table_name).key("pk", key);
        let update =
            update.update_expression("SET expires_at = :t").expression_attribute_values(":t", AttributeValue::N(expires_at.to_string()));
        update.send().await.unwrap();
        let before = street.flow(&form.flow).await;
        let answer = browser.submit_code(&form, &code).await;
        if wins {
            assert!(answer.location().starts_with(&street.running.authress));
        } else {
            assert_eq!(answer.problem(), "expired");
            assert_eq!(street.flow(&form.flow).await, before, "the item is left as it was");
        }
    }
}

#[tokio::test]
async fn a_code_lives_for_ten_minutes_and_not_a_second_longer() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("one", "jane@example.com").await;
    let code = street.code().await;
    street.later(599);
    assert_eq!(browser.submit_code(&form, &code).await.problem(), "");

    let form = browser.ask_for_code("two", "jane@example.com").await;
    let code = street.code().await;
    street.later(600);
    assert_eq!(browser.submit_code(&form, &code).await.problem(), "expired");
}

#[tokio::test]
async fn the_same_wrong_code_twice_costs_one_guess_and_what_is_no_code_costs_none() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    for _ in 0..3 {
        let wrong = browser.submit_code(&form, &code.wrong(0)).await;
        assert_eq!((wrong.problem(), wrong.parameter("left")), ("wrong-code", "4"));
    }
    for input in ["", "12345", "1234567", "abcdef", "12345x"] {
        let fields = crate::support::with(&form.fields, "code", input);
        assert_eq!(browser.post("/login/verify", &fields).await.problem(), "malformed-code", "{input:?}");
    }
    assert_eq!(street.attempts(&form.flow).await, 1);
    let fields = crate::support::with(&form.fields, "code", &format!(" {} {}", &code.0[..3], &code.0[3..]));
    assert_eq!(browser.post("/login/verify", &fields).await.problem(), "", "typed with spaces, as the mail shows it");
}

/// T89: the engine's own clock and its TTL are days off here, and nothing notices; the assertion is never of the future.
#[tokio::test]
async fn t89_only_the_functions_clock_counts() {
    let street = Street::start().await;
    street.later(2 * 86_400);
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.later(599);
    let done = browser.submit_code(&form, &code).await;
    let claims =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, done.parameter("code").split('.').nth(1).unwrap());
    let claims: serde_json::Value = serde_json::from_slice(&claims.unwrap()).unwrap();
    assert_eq!(claims["iat"].as_u64(), Some(street.now()));
}
