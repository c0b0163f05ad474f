//! Every number is the one that was set: what held at its default alone would first be noticed by whoever changes it.

use crate::support::{Street, Told, Way, opened};

#[tokio::test]
async fn a_flow_has_as_many_guesses_as_are_set() {
    let street = Street::with(&[("GUESSES_PER_FLOW", "2")]).await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    for left in ["1", "0"] {
        let answer = browser.submit_code(&form, &code.wrong(left.parse().unwrap())).await;
        assert_eq!((answer.problem(), answer.parameter("left")), ("wrong-code", left));
    }
    assert_eq!(browser.submit_code(&form, &code).await.problem(), "locked");
    assert_eq!(street.attempts(&form.flow).await, 2);
    street.later(30);
    assert_eq!(street.stays_clean(browser.resend(&form.flow)).await.problem(), "locked");
}

#[tokio::test]
async fn an_assertion_lives_as_long_as_is_set() {
    let street = Street::with(&[("ASSERTION_SECONDS", "30")]).await;
    let done = street.sign_in(&mut street.browser(), "jane@example.com").await;
    let [_, claims] = opened(done.parameter("code"));
    assert_eq!((&claims["iat"], &claims["exp"], &claims["max_age"]), (&street.now().into(), &(street.now() + 30).into(), &30.into()));
}

#[tokio::test]
async fn a_code_lives_as_long_as_is_set() {
    for way in [Way::PageByMail, Way::AppByText] {
        let street = way.street(&[("CODE_TTL_SECONDS", "60")]).await;
        let mut person = way.person(&street);
        for (nth, seconds, problem) in [(0, 59, ""), (1, 60, "expired")] {
            let flow = person.ask("state", &way.who(nth)).await.unwrap();
            let code = street.code().await;
            street.later(seconds);
            assert_eq!(person.guess(&flow, &code).await.problem, problem, "{way:?}");
        }
    }
}

#[tokio::test]
async fn a_flow_waits_for_its_resends_as_is_set() {
    let street = Street::with(&[("RESEND_COOLDOWN", "10s,20s,40s"), ("SENDS_PER_ADDRESS", "100/d")]).await;
    let mut person = Way::PageByMail.person(&street);
    let flow = person.ask("state", "jane@example.com").await.unwrap();
    for wait in [10, 20, 40] {
        street.later(wait - 1);
        assert_eq!(person.resend(&flow).await, Told::with("cooldown", 1));
        street.later(1);
        assert_eq!(person.resend(&flow).await, Told::default());
    }
    street.later(100);
    assert_eq!(person.resend(&flow).await.problem, "too-many-requests");
}

/// Each of the two has its own number: that of strangers is another.
#[tokio::test]
async fn a_known_browser_has_as_many_sends_as_are_set_for_it() {
    for way in [Way::PageByMail, Way::PageByText] {
        let [known, unknown] =
            [way.limit("SENDS_PER_DEVICE", "SMS_SENDS_PER_DEVICE"), way.limit("SENDS_PER_ADDRESS", "SMS_SENDS_PER_ADDRESS")];
        let street = way.street(&[(known, "2/h"), (unknown, "5/h")]).await;
        let mut owner = way.person(&street);
        let flow = owner.ask("state", &way.who(0)).await.unwrap();
        assert!(!owner.guess(&flow, &street.code().await).await.login_url.is_empty());
        for _ in 0..2 {
            assert!(owner.ask("state", &way.who(0)).await.is_ok(), "{way:?}");
        }
        assert_eq!(owner.ask("state", &way.who(0)).await.err(), Some(Told::with("too-many-requests", 3_600)), "{way:?}");
        for host in 2..6 {
            assert!(
                way.person_at(&street, host).ask("state", &way.who(0)).await.is_ok(),
                "{way:?}: five, of which one was the owner's first"
            );
        }
        assert!(way.person_at(&street, 6).ask("state", &way.who(0)).await.is_err(), "{way:?}");
    }
}

#[tokio::test]
async fn an_address_closes_after_as_many_failures_as_are_set() {
    let street = Street::with(&[("FAILURES_PER_ADDRESS", "5/h,50/d")]).await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    for nth in 0..5 {
        assert_eq!(street.browser_at(2).ask(&format!("other{nth}@example.com")).await.problem(), "");
        browser.submit_code(&form, &code.wrong(nth)).await;
    }
    let told = street.stays_clean(street.browser_at(2).ask("jane@example.com")).await.location().to_owned();
    assert!(told.contains("problem=too-many-requests&retry_after=3600"), "{told}");
    street.later(3_600);
    assert_eq!(street.browser_at(2).ask("jane@example.com").await.problem(), "");
}
