//! What a login costs in AWS calls (DESIGN.md, decision 13).

use crate::support::Street;

#[tokio::test]
async fn a_login_is_one_transaction_one_mail_and_one_update() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let calls = || (street.dynamodb.calls(), street.ses.calls());
    let send = || vec!["POST /v2/email/outbound-emails".to_owned()];

    let form = browser.start("state").await;
    assert_eq!(calls(), (vec![], vec![]), "the login page calls nobody");
    browser.submit_email(&form, "jane@example.com").await;
    assert_eq!(calls(), (vec!["TransactWriteItems".to_owned()], send()));
    street.dynamodb.forget();
    street.ses.forget();

    let form = browser.code_form(&form.flow).await;
    assert_eq!(calls(), (vec![], vec![]), "nor does the page of the code");
    let code = street.code().await;
    browser.submit_code(&form, &code).await;
    assert_eq!(calls(), (vec!["UpdateItem".to_owned()], vec![]));
}

#[tokio::test]
async fn a_resend_and_a_wrong_guess_cost_no_more() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.dynamodb.forget();
    street.ses.forget();

    browser.submit_code(&form, &code.wrong(0)).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem"]);
    street.dynamodb.forget();

    street.later(30);
    browser.resend(&form.flow).await;
    assert_eq!((street.dynamodb.calls(), street.ses.calls().len()), (vec!["TransactWriteItems".to_owned()], 1));
}
