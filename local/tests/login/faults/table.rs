//! DynamoDB is down, or busy.

use super::{DOWN, assert_sent, assert_unavailable, each, in_time};
use crate::support::{Fault, Street};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_without_the_table_no_mail_goes_out_and_the_same_form_works_afterwards() {
    each(DOWN, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.dynamodb.fails(fault);
        let answer = in_time(browser.submit_email(&form, "jane@example.com")).await;
        assert_unavailable(&answer, fault);
        assert!(street.ses.calls().is_empty(), "{fault:?}: never a mail without a count");

        street.dynamodb.recovers();
        assert_sent(&browser.submit_email(&form, "jane@example.com").await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_without_the_table_nobody_is_let_in_and_the_same_code_works_afterwards() {
    each(DOWN, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.fails(fault);
        for guess in [&code.wrong(0), &code] {
            let answer = in_time(browser.submit_code(&form, guess)).await;
            assert_unavailable(&answer, fault);
            assert!(answer.cookies().is_empty(), "{fault:?}: right and wrong look the same");
        }

        street.dynamodb.recovers();
        // Long after the double-submit window: no guess was counted, so none is used.
        street.later(60);
        street.assert_logs_in(&browser.submit_code(&form, &code).await);
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}");
    })
    .await;
}

/// A table that lets most through: the SDK's own tries bridge it, and nobody notices.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_two_failed_tries_in_a_row_reach_nobody() {
    each([Fault::Refused, Fault::Slow, DOWN[2], DOWN[3], DOWN[4]], async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.dynamodb.fails(fault).times(2);
        assert_sent(&in_time(browser.submit_email(&form, "jane@example.com")).await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");

        let (form, code) = (browser.code_form(&form.flow).await, street.code().await);
        street.dynamodb.fails(fault).times(2);
        let answer = in_time(browser.submit_code(&form, &code)).await;
        street.assert_logs_in(&answer);
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}");
    })
    .await;
}

/// DynamoDB cancels a transaction that met another one, and the SDK leaves it at that.
#[tokio::test]
async fn t63_conflicts_with_others_are_tried_again_and_reach_nobody() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.fails(Fault::CONFLICT).of("TransactWriteItems").times(4);
    assert_sent(&in_time(browser.submit_email(&form, "jane@example.com")).await, &form, "issue");
    assert_eq!(street.mails().await.len(), 1);

    let (form, code) = (browser.code_form(&form.flow).await, street.code().await);
    street.dynamodb.fails(Fault::CONFLICT).of("UpdateItem").times(4);
    let wrong = in_time(browser.submit_code(&form, &code.wrong(0))).await;
    assert_eq!((wrong.problem(), wrong.parameter("left")), ("wrong-code", "4"));
    street.dynamodb.recovers();
    street.dynamodb.fails(Fault::CONFLICT).times(4);
    let right = in_time(browser.submit_code(&form, &code)).await;
    street.assert_logs_in(&right);
    assert_eq!(street.attempts(&form.flow).await, 2);

    street.dynamodb.recovers();
    street.later(30);
    let form = browser.ask_for_code("state", "jane@example.com").await;
    street.later(30);
    street.dynamodb.fails(Fault::CONFLICT).times(4);
    assert_eq!(in_time(browser.resend(&form.flow)).await.location(), format!("/login/code?flow={}", form.flow), "resends as well");
}

/// The last resort is the clock: whoever only ever meets conflicts is told in time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_conflicts_without_end_are_a_503_in_time() {
    each([Fault::CONFLICT, Fault::Cancelled("ThrottlingError"), Fault::Cancelled("ProvisionedThroughputExceeded")], async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let open = browser.ask_for_code("state", "jane@example.com").await;
        let (code, mails) = (street.code().await, street.mails().await.len());
        let mut other = street.browser();
        let form = other.start("state").await;
        street.dynamodb.fails(fault);
        let (issue, guess) =
            tokio::join!(in_time(other.submit_email(&form, "joe@example.com")), in_time(browser.submit_code(&open, &code)),);
        assert_unavailable(&issue, fault);
        assert_unavailable(&guess, fault);
        assert_eq!(street.mails().await.len(), mails, "{fault:?}");

        street.dynamodb.recovers();
        street.assert_logs_in(&browser.submit_code(&open, &code).await);
        assert_sent(&other.submit_email(&form, "joe@example.com").await, &form, fault);
    })
    .await;
}

/// Who is busy is not asked again by us: only those who met wait for each other.
#[tokio::test]
async fn t63_a_transaction_that_met_nobody_and_was_cancelled_is_a_503_at_once() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.forget();
    street.dynamodb.fails(Fault::Cancelled("ThrottlingError"));
    assert_unavailable(&browser.submit_email(&form, "jane@example.com").await, "throttled");
    assert_eq!(street.dynamodb.calls(), ["TransactWriteItems"]);
}

/// A wrong guess of an unknown browser costs the address one, before anybody learns that it was wrong.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_failure_that_cannot_be_counted_is_told_to_nobody() {
    each(DOWN, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.fails(fault).of("UpdateItem").after(1);
        assert_unavailable(&in_time(browser.submit_code(&form, &code.wrong(0))).await, fault);

        street.dynamodb.recovers();
        assert_eq!(browser.submit_code(&form, &code.wrong(0)).await.problem(), "wrong-code", "{fault:?}");
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}: it was the same guess");
        street.assert_logs_in(&browser.submit_code(&form, &code).await);
    })
    .await;
}

/// The browser of a login becomes a known one; when that cannot be written down, the login is not lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_login_survives_that_its_browser_cannot_be_remembered() {
    each(DOWN, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.fails(fault).of("UpdateItem").after(1);
        let answer = in_time(browser.submit_code(&form, &code)).await;
        assert_eq!(answer.status, 303, "{fault:?}");
        assert!(answer.cookies().iter().all(|cookie| !cookie.starts_with("__Host-device")), "{fault:?}: {:?}", answer.cookies());
        street.dynamodb.recovers();
        let again = browser.submit_code(&form, &code).await;
        street.assert_logs_in(&again);
        assert_eq!(answer.location(), again.location(), "{fault:?}: one login URL");
    })
    .await;
}
