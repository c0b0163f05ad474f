//! Where the assertion goes and where it does not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;

use crate::support::{CodeForm, Street, with};

#[tokio::test]
async fn t67_no_input_reaches_the_header_of_the_assertion() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let mut fields = with(&form.fields, "code", &code.0);
    for (name, value) in
        [("alg", "none"), ("kid", "../../etc"), ("typ", "JWT"), ("jwk", "{}"), ("jku", "https://evil.example"), ("crit", "x")]
    {
        fields = with(&fields, name, value);
    }
    let done = browser.post("/login/verify?alg=none&kid=x", &fields).await;
    let header = URL_SAFE_NO_PAD.decode(done.parameter("code").split('.').next().unwrap()).unwrap();
    let header: serde_json::Value = serde_json::from_slice(&header).unwrap();
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("EdDSA"), Some("oauth-authz-req+jwt")));
    assert!(header.as_object().unwrap().len() == 3 && !header.to_string().contains("etc"), "{header}");
}

#[tokio::test]
async fn t68_the_assertion_is_in_the_redirect_and_nowhere_else() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let done = street.sign_in(&mut browser, "jane@example.com").await;
    assert!(done.html.is_empty() && done.cookies().iter().all(|cookie| !cookie.contains("eyJ0")));
    assert!(!format!("{:?}", street.items().await).contains("eyJ0"));
    assert!(street.mails().await.iter().all(|mail| !mail.to_string().contains("eyJ0")));
    assert_eq!(done.header("referrer-policy"), "no-referrer");
}

/// What real Authress does with an assertion that comes twice only an account can tell; the stand-in is as strict as it must be.
#[tokio::test]
async fn t69_a_leaked_assertion_is_worth_nothing_once_it_was_used() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let app = street.running.app.clone();
    let home = browser.open(&app).await;
    let request = browser.request(Method::POST, &format!("{app}/sign-in")).form(&home.form("/sign-in"));
    let to_us = browser.send(request).await;
    let page = browser.open(to_us.location()).await;
    let sent = browser.post("/login/code", &with(&page.form("/login/code"), "email", "jane@example.com")).await;
    let page = browser.open(sent.location()).await;
    let code = street.code().await;
    let done = browser.post("/login/verify", &with(&page.form("/login/verify"), "code", &code.0)).await;
    assert_eq!(browser.open(done.location()).await.status, 302);
    let replayed = street.browser().open(done.location()).await;
    assert_eq!((replayed.status.as_u16(), replayed.location()), (400, ""));
}

/// T50: time tells nothing, because nothing is looked up for a stranger: whether there is such a flow is not asked.
#[tokio::test]
async fn t50_a_strangers_guess_asks_the_table_nothing() {
    let street = Street::start().await;
    let mut owner = street.browser();
    let form = owner.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.dynamodb.forget();
    let mut stranger = street.browser();
    stranger.submit_code(&form, &code).await.assert_generic();
    let unknown = CodeForm { fields: with(&form.fields, "flow", "AAAAAAAAAAAAAAAAAAAAAA"), flow: String::new() };
    stranger.submit_code(&unknown, &code).await.assert_generic();
    assert_eq!(street.dynamodb.calls(), Vec::<String>::new());
}
