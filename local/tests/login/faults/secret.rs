//! The secret store is down, or holds no usable key (docs/security.md, T63 and T78).

use super::{DOWN, assert_unavailable, each, in_time};
use crate::support::{Browser, Code, CodeForm, Fault, Secrets, Street, Tap, access_key, access_key_of, opened};

/// A street whose key is in Secrets Manager, and the wire between.
struct Kept {
    street: Street,
    secrets: Secrets,
    wire: Tap,
}

impl Kept {
    async fn with(value: &str, fault: Option<Fault>) -> Self {
        let (secrets, wire) = (Secrets::holding(value).await, Tap::open().await);
        wire.leads_to(&secrets.url);
        if let Some(fault) = fault {
            wire.fails(fault);
        }
        let variables = [("AWS_ENDPOINT_URL_SECRETS_MANAGER", wire.url.as_str()), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "key")];
        let street = Street::with(&variables).await;
        Self { street, secrets, wire }
    }

    async fn ready(&self) -> (Browser, CodeForm, Code) {
        let mut browser = self.street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        (browser, form, self.street.code().await)
    }

    /// No guess is counted and nobody asked before 10 s are over; then once, in vain; then `mend`, and 10 s later the same code logs in.
    async fn is_asked_every_ten_seconds(&self, what: &str, mend: impl FnOnce()) {
        let (mut browser, form, code) = self.ready().await;
        let mut asked = self.wire.calls().len();
        assert!((1..=2).contains(&asked), "{what}: fetched in init");
        for round in 0..2 {
            for wait in [0, 9] {
                self.street.later(wait);
                assert_unavailable(&in_time(browser.submit_code(&form, &code)).await, what);
                assert_eq!(self.wire.calls().len(), asked, "{what}: not before 10 s are over");
            }
            if round == 0 {
                self.street.later(1);
                assert_unavailable(&in_time(browser.submit_code(&form, &code)).await, what);
                assert!((1..=2).contains(&(self.wire.calls().len() - asked)), "{what}: then once, or twice by the SDK's own retry");
                asked = self.wire.calls().len();
            }
        }
        assert_eq!(self.street.attempts(&form.flow).await, 0, "{what}: no guess is counted without a key");

        mend();
        assert_unavailable(&browser.submit_code(&form, &code).await, what);
        self.street.later(1);
        let answer = in_time(browser.submit_code(&form, &code)).await;
        self.street.assert_logs_in(&answer);
        assert_eq!(self.street.attempts(&form.flow).await, 1, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_secret_store_that_is_down_costs_no_guess_and_is_asked_again() {
    each(DOWN, async |fault| {
        let kept = Kept::with(&access_key("sc_demo"), Some(fault)).await;
        kept.is_asked_every_ten_seconds(&format!("{fault:?}"), || kept.wire.recovers()).await;
    })
    .await;
}

#[tokio::test]
async fn t78_a_secret_that_is_no_key_costs_no_guess_and_is_asked_for_again() {
    let (_, private_key) = access_key("sc_demo").rsplit_once('.').map(|(names, key)| (names.to_owned(), key.to_owned())).unwrap();
    let values = [
        "placeholder: put the access key of the Authress service client here",
        "-",
        "sc_demo.kid1.acc-1",
        "sc_demo.kid1.acc-1.AAAA",
        "sc_demo.kid1.acc-1.!!!!",
        &format!("-----BEGIN PRIVATE KEY-----\n{private_key}\n-----END PRIVATE KEY-----\n"),
        &format!("sc_demo.kid1.acc-1.-----BEGIN PRIVATE KEY-----{private_key}-----END PRIVATE KEY-----"),
        "eyJhbGciOiJFZERTQSJ9.eyJrZXkiOiJ4In0.AAAA",
        &access_key("sc_other"),
    ];
    for value in values {
        let kept = Kept::with(value, None).await;
        kept.is_asked_every_ten_seconds(value, || kept.secrets.put(&access_key("sc_demo"))).await;
    }
}

/// A key that stands in the environment is asked of nobody again.
#[tokio::test]
async fn t63_without_a_usable_key_no_guess_is_spent() {
    for key in ["sc_demo.kid1.acc-1", "placeholder", &access_key("sc_other")] {
        let street = Street::with(&[("AUTHRESS_ACCESS_KEY", key)]).await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        let answer = browser.submit_code(&form, &code).await;
        assert_unavailable(&answer, key);
        assert_eq!(street.attempts(&form.flow).await, 0);
    }
}

/// Who waits for a slow store waits once, and all with him.
#[tokio::test]
async fn t63_many_at_once_ask_the_store_once() {
    let kept = Kept::with(&access_key("sc_demo"), Some(Fault::Slow)).await;
    let (browser, form, code) = kept.ready().await;
    kept.street.later(10);
    kept.wire.forget();
    let guesses: tokio::task::JoinSet<_> = (0..20)
        .map(|_| {
            let (mut browser, form, code) = (browser.clone(), form.clone(), code.clone());
            async move { in_time(browser.submit_code(&form, &code)).await }
        })
        .collect();
    for answer in guesses.join_all().await {
        assert_unavailable(&answer, "slow");
    }
    assert!(kept.wire.calls().len() <= 2, "{} calls", kept.wire.calls().len());
    assert_eq!(kept.street.attempts(&form.flow).await, 0);
}

/// While there is a key, the store may be away.
#[tokio::test]
async fn t63_a_store_that_goes_away_later_is_missed_by_nobody() {
    let kept = Kept::with(&access_key("sc_demo"), None).await;
    kept.wire.fails(Fault::Refused);
    kept.street.later(60);
    let (mut browser, form, code) = kept.ready().await;
    kept.street.assert_logs_in(&browser.submit_code(&form, &code).await);
    assert_eq!(kept.wire.calls().len(), 1, "no call of its own for a login");
}

/// The `kid` of a login that was just made.
async fn kid(kept: &Kept) -> String {
    let (mut browser, form, code) = kept.ready().await;
    let done = browser.submit_code(&form, &code).await;
    kept.street.assert_logs_in(&done);
    let [header, _] = opened(done.parameter("code"));
    header["kid"].as_str().unwrap().to_owned()
}

/// T78: while both keys are good at Authress, the one in the secret may be changed: no login fails, and within five minutes the new one
/// signs.
#[tokio::test]
async fn t78_a_rotated_key_comes_into_use_within_five_minutes_and_no_login_fails() {
    let kept = Kept::with(&access_key("sc_demo"), None).await;
    assert_eq!(kid(&kept).await, "kid1");
    kept.secrets.put(&access_key_of("sc_demo", "kid2", 9));
    kept.street.later(299);
    assert_eq!((kid(&kept).await.as_str(), kept.wire.calls().len()), ("kid1", 1));
    kept.street.later(1);
    assert_eq!((kid(&kept).await.as_str(), kept.wire.calls().len()), ("kid2", 2));
    kept.street.later(299);
    assert_eq!((kid(&kept).await.as_str(), kept.wire.calls().len()), ("kid2", 2), "asked once in five minutes");
}

/// T78: a store that does not answer, or no longer lets us read, is missed by nobody for a quarter of an hour; then nobody signs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t78_an_old_key_is_used_for_a_quarter_of_an_hour_at_most() {
    each(DOWN, async |fault| {
        let kept = Kept::with(&access_key("sc_demo"), None).await;
        kept.wire.fails(fault);
        for wait in [300, 300, 299] {
            kept.street.later(wait);
            assert_eq!(in_time(kid(&kept)).await, "kid1", "{fault:?}");
        }
        kept.street.later(1);
        let (mut browser, form, code) = kept.ready().await;
        assert_unavailable(&in_time(browser.submit_code(&form, &code)).await, fault);
        assert_eq!(kept.street.attempts(&form.flow).await, 0, "{fault:?}");
        kept.wire.recovers();
        kept.street.later(10);
        assert_eq!(kid(&kept).await, "kid1", "{fault:?}");
    })
    .await;
}

/// T78: what is put there instead of a key is believed at once: it may be meant to stop all signing.
#[tokio::test]
async fn t78_a_key_that_was_taken_away_signs_nothing_after_five_minutes() {
    let kept = Kept::with(&access_key("sc_demo"), None).await;
    kept.secrets.put("stopped");
    kept.street.later(300);
    let (mut browser, form, code) = kept.ready().await;
    assert_unavailable(&browser.submit_code(&form, &code).await, "no key");
    assert_eq!(kept.street.attempts(&form.flow).await, 0);
}
