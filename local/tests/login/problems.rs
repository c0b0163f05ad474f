//! What a person can mend, told by `problem=` and shown at the field.

use crate::support::Street;

#[tokio::test]
async fn a_bad_address_goes_back_to_the_form_and_sends_nothing() {
    let street = Street::start().await;
    let mut browser = street.browser();
    for input in
        ["jane", "", "jane@", "jane@localhost", "a@x.com,b@y.com", "a@x.com\r\nBcc:b@y.com", "victim＠x.com", "a b@x.com", "jane@x.com\0"]
    {
        let form = browser.start("a b&c").await;
        street
            .stays_clean(async {
                let answer = browser.submit_email(&form, input).await;
                assert_eq!((answer.status.as_u16(), answer.problem()), (303, "bad-address"), "{input:?}");
                assert!(
                    answer.location().starts_with("/login?state=a%20b%26c&redirect_uri=http%3A%2F%2Flocalhost%3A"),
                    "{}",
                    answer.location()
                );
                let page = browser.open(answer.location()).await;
                assert_eq!(page.status, 200);
                assert!(page.has("[role=alert]") && page.has("input[name=email][aria-invalid=true]"));
            })
            .await;
    }
}

#[tokio::test]
async fn a_full_limit_says_on_the_first_page_when_there_is_room_again() {
    let street = Street::with(&[("SENDS_PER_ADDRESS", "1/15m")]).await;
    street.browser().ask_for_code("state", "jane@example.com").await;
    street.later(300);
    let mut browser = street.browser();
    let answer = browser.ask("jane@example.com").await;
    assert_eq!((answer.problem(), answer.parameter("retry_after")), ("too-many-requests", "600"));
    assert!(answer.location().starts_with("/login?state=state&"), "no code was sent yet: {}", answer.location());
    assert!(browser.open(answer.location()).await.text().contains("10 minutes"));
}

#[tokio::test]
async fn eight_in_an_hour_and_fifteen_in_a_day() {
    let street = Street::start().await;
    let start = street.now();
    let mut sent = 0;
    let mut refused = std::collections::BTreeSet::new();
    // A day of asking every five minutes.
    for _ in 0..288 {
        let mut browser = street.browser();
        let form = browser.start("state").await;
        let answer = browser.submit_email(&form, "jane@example.com").await;
        match answer.problem() {
            "" => sent += 1,
            problem => {
                assert_eq!(problem, "too-many-requests");
                refused.insert(answer.parameter("retry_after").to_owned());
            }
        }
        street.later(300);
        if street.now() - start == 3_600 {
            assert_eq!(sent, 8, "in the first hour");
        }
    }
    assert_eq!(sent, 15, "in the day");
    assert!(refused.iter().all(|wait| (1..=86_400).contains(&wait.parse::<u32>().unwrap())));
}

#[tokio::test]
async fn a_wrong_code_says_how_many_tries_are_left_and_the_last_ends_it() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    for left in (1..5).rev() {
        let answer = browser.submit_code(&form, &code.wrong(left)).await;
        assert_eq!((answer.problem(), answer.parameter("left")), ("wrong-code", left.to_string().as_str()));
        let page = browser.open(answer.location()).await;
        assert!(page.has("input[name=code][aria-invalid=true]"));
        assert!(page.text().contains(if left == 1 { "one try" } else { "tries left" }), "{}", page.text());
    }
    let last = browser.submit_code(&form, &code.wrong(9)).await;
    assert_eq!((last.problem(), last.parameter("left")), ("wrong-code", "0"));
    let page = browser.open(last.location()).await;
    assert!(!page.has("input[name=code]") && page.has("a[href^='/login?state=state']"), "only a new start is left");
    assert_eq!(browser.submit_code(&form, &code).await.problem(), "locked");
}

#[tokio::test]
async fn every_problem_has_words_and_unknown_ones_have_none() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let path = format!("/login/code?flow={}", form.flow);
    for problem in
        ["cooldown&retry_after=30", "too-many-requests", "malformed-code", "wrong-code&left=3", "expired", "locked", "start-again"]
    {
        assert!(browser.open(&format!("{path}&problem={problem}")).await.has("[role=alert]"), "{problem}");
    }
    for problem in ["<script>alert(1)</script>", "", "wrong_code", "wrong-code&problem=locked"] {
        let page = browser.open(&format!("{path}&problem={problem}")).await;
        assert!(!page.has("[role=alert]") && !page.html.contains("alert(1)"), "{problem}");
    }
}
