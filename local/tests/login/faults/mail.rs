//! SES is down for everybody, or refuses one mail.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{assert_sent, assert_unavailable, code_form, each, in_time};
use crate::support::{Code, Fault, Street};

/// SES says that it sends nothing, to anybody: the person is told, and the send is taken back.
const SAYS_NO: [Fault; 9] = [
    Fault::Error(500, "InternalServiceErrorException"),
    Fault::Error(503, "ServiceUnavailable"),
    Fault::Error(429, "TooManyRequestsException"),
    Fault::Error(400, "LimitExceededException"),
    Fault::Error(400, "SendingPausedException"),
    Fault::Error(400, "AccountSuspendedException"),
    Fault::Error(400, "MailFromDomainNotVerifiedException"),
    Fault::Error(404, "NotFoundException"),
    Fault::Error(403, "AccessDeniedException"),
];

/// SES says nothing. The mail may be out, so it stays counted: never a mail without a count.
const SILENT: [Fault; 2] = [Fault::Refused, Fault::Slow];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_without_ses_the_send_is_taken_back_and_the_same_form_sends_at_once() {
    each(SAYS_NO, async |fault| {
        // Room for two sends and not one more: whatever did not go out must not have been charged.
        let street = Street::with(&[("SENDS_PER_ADDRESS", "2/15m")]).await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault);
        // The browser that never saw the answer knows nothing of a send.
        let mut hasty = browser.clone();
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        assert_unavailable(&in_time(hasty.submit_email(&form, "jane@example.com")).await, fault);
        assert!(street.mails().await.is_empty(), "{fault:?}");

        street.ses.recovers();
        assert_sent(&browser.submit_email(&form, "jane@example.com").await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
        let again = browser.submit_email(&form, "jane@example.com").await;
        assert_eq!((again.problem(), again.parameter("retry_after")), ("cooldown", "30"), "{fault:?}: the first cooldown, from now on");
        let code = street.code().await;
        let form = browser.code_form(&form.flow).await;
        street.assert_logs_in(&browser.submit_code(&form, &code).await);

        // The address had one send, not four. (Its owner is known by now; a stranger has the lane that was charged.)
        let mut stranger = street.browser();
        let form = stranger.start("state").await;
        assert_sent(&stranger.submit_email(&form, "jane@example.com").await, &form, fault);
        let form = stranger.start("state").await;
        assert_eq!(stranger.submit_email(&form, "jane@example.com").await.problem(), "too-many-requests", "{fault:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_resend_without_ses_is_taken_back_and_the_first_code_goes_on_working() {
    each(SAYS_NO, async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", "jane@example.com").await;
        let first = street.code().await;
        street.later(30);
        street.ses.fails(fault);
        assert_unavailable(&in_time(browser.resend(&form.flow)).await, fault);
        street.ses.recovers();
        let sent = format!("/login/code?flow={}", form.flow);
        assert_eq!(browser.resend(&form.flow).await.location(), sent, "{fault:?}: at once, for the cooldown was over");
        street.later(60);
        assert_eq!(browser.resend(&form.flow).await.location(), sent, "{fault:?}: as many resends as ever");
        assert_eq!(street.mails().await.len(), 3, "{fault:?}");
        street.assert_logs_in(&browser.submit_code(&form, &first).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_a_send_of_which_ses_said_nothing_stays_counted_and_can_be_repeated_after_the_cooldown() {
    each(SILENT, async |fault| {
        let street = Street::with(&[("SENDS_PER_ADDRESS", "2/15m")]).await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault);
        assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, fault);
        street.ses.recovers();
        assert!(browser.open(&format!("/login/code?flow={}", form.flow)).await.has("input[name=code]"), "{fault:?}: it may be out");
        assert_eq!(browser.submit_email(&form, "jane@example.com").await.problem(), "cooldown", "{fault:?}");
        street.later(30);
        assert_sent(&browser.submit_email(&form, "jane@example.com").await, &form, fault);
        let mut stranger = street.browser();
        let form = stranger.start("state").await;
        assert_eq!(stranger.submit_email(&form, "jane@example.com").await.problem(), "too-many-requests", "{fault:?}: both count");
    })
    .await;
}

/// A code that is in the table can be guessed, whether or not it was mailed. While SES is down nothing charges a send, so nothing else
/// would keep a stranger from filling his flow with codes until one of his five guesses hits.
#[tokio::test]
async fn t55_sends_that_were_taken_back_leave_no_more_codes_to_guess() {
    let street = Street::with(&[("SENDS_PER_SOURCE", "1000/h")]).await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.ses.fails(Fault::Error(400, "SendingPausedException"));
    for _ in 0..20 {
        assert_unavailable(&browser.submit_email(&form, "jane@example.com").await, "paused");
    }
    let item = street.flow(&form.flow).await;
    let expiry = |code: &AttributeValue| code.as_m().unwrap()["expires_at"].as_n().unwrap().parse::<u64>().unwrap();
    let alive = item["codes"].as_l().unwrap().iter().filter(|code| expiry(code) > street.now()).count();
    assert_eq!(alive, 0, "codes that nobody was sent can be guessed");

    street.ses.recovers();
    assert_sent(&browser.submit_email(&form, "jane@example.com").await, &form, "once up again");
}

/// What one recipient's mail meets tells nobody anything, or it would say who can be reached.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t49_t63_a_mail_that_ses_refuses_looks_like_any_other() {
    each([Fault::Error(400, "MessageRejected"), Fault::Error(400, "BadRequestException")], async |fault| {
        let street = Street::start().await;
        let (mut browser, mut reached) = (street.browser(), street.browser());
        let (form, others) = (browser.start("state").await, reached.start("state").await);
        let any = reached.submit_email(&others, "jane@example.com").await;
        assert_sent(&any, &others, fault);
        street.ses.fails(fault);
        let answer = browser.submit_email(&form, "jane@example.com").await;
        assert_eq!(answer.apart_from(&form.flow), any.apart_from(&others.flow), "{fault:?}");
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
        let again = [browser.submit_email(&form, "jane@example.com").await, reached.submit_email(&others, "jane@example.com").await];
        assert_eq!(again[0].problem(), "cooldown", "{fault:?}: charged like any other");
        assert_eq!(again[0].apart_from(&form.flow), again[1].apart_from(&others.flow), "{fault:?}");
        assert_eq!(browser.submit_code(&code_form(&form), &Code("000000".to_owned())).await.problem(), "wrong-code");
    })
    .await;
}

/// SES takes such a mail and does not send it, so nobody here can tell; the doctor asks SES (`--try-mail`).
#[tokio::test]
async fn t82_a_suppressed_address_looks_like_any_other_and_gets_no_mail() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    assert_sent(&browser.submit_email(&form, "suppressed@example.com").await, &form, "suppressed");
    assert!(street.mails().await.is_empty());
}

/// One failed try is none: the SDK's second one sends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t63_one_failed_try_reaches_nobody() {
    each([SILENT[0], SILENT[1], SAYS_NO[0], SAYS_NO[1], SAYS_NO[2]], async |fault| {
        let street = Street::start().await;
        let mut browser = street.browser();
        let form = browser.start("state").await;
        street.ses.fails(fault).times(1);
        assert_sent(&in_time(browser.submit_email(&form, "jane@example.com")).await, &form, fault);
        assert_eq!(street.mails().await.len(), 1, "{fault:?}");
    })
    .await;
}
