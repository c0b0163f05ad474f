//! Several things are slow at once: what one needs, the next has no more.

use super::{assert_unavailable, in_time};
use crate::support::{Fault, Secrets, Street, Tap, access_key};

/// The table is slow at first, and SES all the time.
#[tokio::test]
async fn t63_a_slow_table_and_a_slow_ses_together_stay_within_the_budget() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.fails(Fault::Slow).times(2);
    street.ses.fails(Fault::Slow);
    assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, "both");
    assert!(street.mails().await.is_empty());

    // SES said nothing, so it stays counted; that is all.
    street.dynamodb.recovers();
    street.ses.recovers();
    street.later(30);
    let answer = browser.submit_email(&form, "jane@example.com").await;
    assert_eq!(answer.location(), format!("/login/code?flow={}", form.flow));
}

/// The table is slow at first, SES refuses, and the table is slow again when the send is to be taken back.
#[tokio::test]
async fn t63_a_send_that_cannot_be_taken_back_stays_counted_and_within_the_budget() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.forget();
    street.dynamodb.fails(Fault::Slow).times(2);
    street.ses.fails(Fault::Error(500, "InternalServiceErrorException"));
    street.dynamodb.fails(Fault::Slow).after(1);
    assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, "both");
    assert_eq!(street.dynamodb.calls().len(), 6, "three tries to count it, three to take it back");
    assert!(street.mails().await.is_empty());

    street.dynamodb.recovers();
    street.ses.recovers();
    assert_eq!(browser.submit_email(&form, "jane@example.com").await.problem(), "cooldown");
    street.later(30);
    let answer = browser.submit_email(&form, "jane@example.com").await;
    assert_eq!(answer.location(), format!("/login/code?flow={}", form.flow));
}

/// Conflicts are waited out only as long as there is time for the mail.
#[tokio::test]
async fn t63_conflicts_before_a_slow_ses_stay_within_the_budget() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.fails(Fault::CONFLICT).times(6);
    street.ses.fails(Fault::Slow);
    assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, "both");
}

#[tokio::test]
async fn t63_a_slow_secret_and_a_slow_table_together_stay_within_the_budget() {
    let (secrets, wire) = (Secrets::holding(&access_key("sc_demo")).await, Tap::open().await);
    wire.leads_to(&secrets.url);
    wire.fails(Fault::Slow);
    let street = Street::with(&[("AWS_ENDPOINT_URL_SECRETS_MANAGER", wire.url.as_str()), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "key")]).await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.later(10);
    wire.recovers();
    wire.fails(Fault::Slow).times(1);
    street.dynamodb.fails(Fault::Slow);
    assert_unavailable(&in_time(browser.submit_code(&form, &code)).await, "both");
    street.dynamodb.recovers();
    street.assert_logs_in(&browser.submit_code(&form, &code).await);
}

/// The longest way a request can go: a forgotten device, in a flow that is there already, is three transactions before the mail, each of
/// which waits for two slow tries. Without a budget for the whole it would be 10 s.
#[tokio::test]
async fn t63_three_slow_transactions_and_a_slow_ses_stay_within_the_budget() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    let mut again = browser.clone();
    browser.submit_email(&form, "jane@example.com").await;
    street.later(30);
    again.cookies.push(("__Host-device".to_owned(), "A".repeat(43)));
    street.dynamodb.forget();
    street.dynamodb.fails(Fault::Slow).times(2);
    for _ in 0..2 {
        street.dynamodb.fails(Fault::Slow).after(1).times(2);
    }
    street.ses.fails(Fault::Slow);
    assert_unavailable(&in_time(again.submit_email(&form, "jane@example.com")).await, "all");
    assert_eq!(street.dynamodb.calls().len(), 9, "three tries for each of three transactions");
    assert!(!street.ses.calls().is_empty(), "and then SES was asked");
}

/// What a service wishes does not lengthen a request: the SDK's waits are ours.
#[tokio::test]
async fn t63_a_table_that_wants_to_be_asked_much_later_stays_within_the_budget() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street.dynamodb.fails(Fault::Later("20000"));
    assert_unavailable(&in_time(browser.submit_email(&form, "jane@example.com")).await, "later");
    assert_eq!(street.dynamodb.calls().len(), 3, "three tries all the same");
}
