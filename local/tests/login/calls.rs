//! What a login costs in AWS calls: each is time, money, and one more thing that can fail.

use crate::support::Street;

fn one_mail() -> Vec<String> {
    vec!["POST /v2/email/outbound-emails".to_owned()]
}

/// Connections are opened where Lambda gives a whole processor, by a request that is no call: nothing is signed, nothing is read or
/// written.
#[tokio::test]
async fn a_start_opens_a_connection_for_each_function_and_service_and_calls_nobody() {
    let street = Street::start().await;
    assert_eq!(
        (street.dynamodb.opened(), street.ses.opened()),
        (2, 1),
        "the table is issue-code's and verify-code's, SES issue-code's alone"
    );
    assert_eq!((street.dynamodb.calls(), street.ses.calls()), (vec![], vec![]));
}

#[tokio::test]
async fn an_unknown_browsers_login_is_a_transaction_a_mail_and_two_updates() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let calls = || (street.dynamodb.calls(), street.ses.calls());

    let form = browser.start("state").await;
    assert_eq!(calls(), (vec![], vec![]), "the login page calls nobody");
    browser.submit_email(&form, "jane@example.com").await;
    assert_eq!(calls(), (vec!["TransactWriteItems".to_owned()], one_mail()));
    street.dynamodb.forget();
    street.ses.forget();

    let form = browser.code_form(&form.flow).await;
    assert_eq!(calls(), (vec![], vec![]), "nor does the page of the code");
    let code = street.code().await;
    browser.submit_code(&form, &code.wrong(0)).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem", "UpdateItem"], "the guess, and its failure against the address");
    street.dynamodb.forget();
    browser.submit_code(&form, &code.wrong(0)).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem"], "the same guess again is no further failure");
    street.dynamodb.forget();
    browser.submit_code(&form, &code).await;
    assert_eq!(calls().0, ["UpdateItem", "UpdateItem"], "the guess, and the device");
}

#[tokio::test]
async fn a_known_devices_login_is_a_transaction_a_mail_and_one_update() {
    let street = Street::start().await;
    let mut browser = street.browser();
    street.sign_in(&mut browser, "jane@example.com").await;
    street.dynamodb.forget();
    street.ses.forget();

    let form = browser.ask_for_code("state", "jane@example.com").await;
    assert_eq!((street.dynamodb.calls(), street.ses.calls()), (vec!["TransactWriteItems".to_owned()], one_mail()));
    street.dynamodb.forget();
    let code = street.code().await;
    browser.submit_code(&form, &code.wrong(0)).await;
    browser.submit_code(&form, &code).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem", "UpdateItem"], "one for each guess, and nothing else");
}

#[tokio::test]
async fn a_resend_costs_what_a_first_send_costs() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    street.dynamodb.forget();
    street.ses.forget();
    street.later(30);
    browser.resend(&form.flow).await;
    assert_eq!((street.dynamodb.calls(), street.ses.calls()), (vec!["TransactWriteItems".to_owned()], one_mail()));
}

/// The first says that there were guesses, and gives the flow, in which nobody has won; the second is under the condition that it is still
/// so.
#[tokio::test]
async fn a_resend_after_a_guess_costs_a_second_transaction() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    browser.submit_code(&form, &code.wrong(0)).await;
    street.later(30);
    street.dynamodb.forget();
    street.ses.forget();
    assert_eq!(browser.resend(&form.flow).await.problem(), "");
    assert_eq!((street.dynamodb.calls(), street.ses.calls()), (vec!["TransactWriteItems".to_owned(); 2], one_mail()));
}

#[tokio::test]
async fn a_device_that_the_table_does_not_know_costs_a_second_transaction() {
    let street = Street::start().await;
    let mut browser = street.browser();
    browser.cookies.push(("__Host-device".to_owned(), "A".repeat(43)));
    let form = browser.start("state").await;
    assert_eq!(browser.submit_email(&form, "jane@example.com").await.problem(), "");
    assert_eq!((street.dynamodb.calls(), street.ses.calls().len()), (vec!["TransactWriteItems".to_owned(); 2], 1));
}
