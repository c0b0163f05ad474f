//! What was done, and nobody heard of it (docs/security.md, T64): the SDK says everything twice.

use super::{assert_sent, assert_unavailable, code_form, each, in_time};
use crate::support::{Code, Fault, Street};

/// The two ways an answer gets lost.
const LOST: [Fault; 2] = [Fault::LostAnswer, Fault::LateAnswer];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_guess_whose_answer_was_lost_meets_its_own_entry_and_logs_in_once() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.forget();
        street.dynamodb.fails(fault).of("UpdateItem").times(1);
        let answer = in_time(browser.submit_code(&form, &code)).await;
        street.assert_logs_in(&answer);
        assert!(street.dynamodb.calls().len() >= 2, "{fault:?}: it was said twice");
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}");
        assert_eq!(browser.submit_code(&form, &code).await.location(), answer.location(), "{fault:?}: one login URL");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_wrong_guess_whose_answer_was_lost_is_one_guess() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.fails(fault).of("UpdateItem").times(1);
        let answer = in_time(browser.submit_code(&form, &code.wrong(0))).await;
        assert_eq!((answer.problem(), answer.parameter("left")), ("wrong-code", "4"), "{fault:?}");
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_guess_of_which_no_answer_ever_came_can_be_made_again() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let code = street.code().await;
        street.dynamodb.fails(fault);
        assert_unavailable(&in_time(browser.submit_code(&form, &code)).await, fault);
        street.dynamodb.recovers();
        street.later(10);
        street.assert_logs_in(&browser.submit_code(&form, &code).await);
        assert_eq!(street.attempts(&form.flow).await, 1, "{fault:?}");
        // And not for ever: it was used, whoever heard of it.
        street.later(5);
        browser.submit_code(&form, &code).await.assert_generic();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_transaction_whose_answer_was_lost_is_one_mail() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.dynamodb.fails(fault).of("TransactWriteItems").times(1);
        assert_sent(&in_time(browser.submit_email(&form, "jane@example.com")).await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
        assert_eq!(street.flow(&form.flow).await["sends"].as_l().unwrap().len(), 1, "{fault:?}");

        street.later(30);
        street.dynamodb.fails(fault).of("TransactWriteItems").times(1);
        let resent = in_time(browser.resend(&form.flow)).await;
        assert_eq!(resent.location(), format!("/login/code?flow={}", form.flow), "{fault:?}");
        assert_eq!(street.mails().await.len(), 2, "{fault:?}");
        let (form, code) = (browser.code_form(&form.flow).await, street.code().await);
        street.assert_logs_in(&browser.submit_code(&form, &code).await);
    })
    .await;
}

/// Counted, and then nothing came back: fail closed, and no worse than having to wait for the next code.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_transaction_of_which_no_answer_ever_came_sends_nothing() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.dynamodb.fails(fault);
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        assert!(street.ses.calls().is_empty(), "{fault:?}");
        street.dynamodb.recovers();
        street.later(30);
        assert_sent(&browser.submit_email(&form, "jane@example.com").await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_mail_whose_acceptance_was_lost_comes_at_most_twice_with_one_code() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault).times(1);
        assert_sent(&in_time(browser.submit_email(&form, "jane@example.com")).await, &form, fault);
        let codes: Vec<_> = street.mails().await.iter().map(|mail| Code::of(mail).0).collect();
        assert_eq!(codes, [codes[0].clone(), codes[0].clone()], "{fault:?}");

        let form = browser.code_form(&form.flow).await;
        street.assert_logs_in(&browser.submit_code(&form, &Code(codes[0].clone())).await);
    })
    .await;
}

/// The person is told to come back, and reads the mail instead.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_the_code_of_a_mail_of_which_nobody_heard_works_all_the_same() {
    each(LOST, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault);
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        let codes: Vec<_> = street.mails().await.iter().map(|mail| Code::of(mail).0).collect();
        assert_eq!(codes, [codes[0].clone(), codes[0].clone()], "{fault:?}");
        let answer = browser.submit_code(&code_form(&form), &Code(codes[0].clone())).await;
        street.assert_logs_in(&answer);
    })
    .await;
}

/// Never a mail without a count: what the second try is told says nothing of the first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t64_a_mail_that_may_be_out_stays_counted_when_the_second_try_is_refused() {
    each(LOST, async |fault| {
        let street = Street::with(&[("SENDS_PER_ADDRESS", "1/15m")]).await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault).times(1);
        street.ses.fails(Fault::Error(429, "TooManyRequestsException"));
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        street.ses.recovers();
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");

        let mut stranger = street.browser();
        let other = stranger.start("state").await;
        assert_eq!(stranger.submit_email(&other, "jane@example.com").await.problem(), "too-many-requests", "{fault:?}");
        let code = street.code().await;
        let answer = browser.submit_code(&code_form(&form), &code).await;
        street.assert_logs_in(&answer);
    })
    .await;
}
