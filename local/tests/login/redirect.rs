//! Where the assertion goes is configuration (docs/decisions/0001): nobody who writes a link can change it.

use crate::support::{EmailForm, Street, encode, with};

/// Targets that look like ours, with `D` for our Authress domain's host.
const TARGETS: [&str; 21] = [
    "https://evil.tld/login",
    "https://D.evil.tld/login",
    "https://D@evil.tld/login",
    "https://evil.tld\\@D/login",
    "https://D%2f@evil.tld/",
    "//evil.tld",
    "https:D/login",
    "http://D/login",
    "https://D:444/login",
    "https://D/login/../x",
    "https://D/login?x=1",
    "https://D/login#x",
    "https://D./login",
    " https://D/login",
    "https://D\t/login",
    "javascript:alert(1)",
    "data:text/html,x",
    "HTTPS://LOGIN.EXAMPLE.COM/login",
    "https://login\u{3002}example\u{3002}com/login",
    "/login",
    "",
];

#[tokio::test]
async fn t10_no_input_moves_the_target() {
    let street = Street::with(&[("AUTHRESS_DOMAIN", "https://login.example.com")]).await;
    let mut browser = street.browser();
    let login = format!("/login?state=s&client_id=sc_demo&redirect_uri={}", encode("https://login.example.com/login"));
    for target in TARGETS {
        let target = target.replace('D', "login.example.com");
        let page = browser.open(&format!("/login?state=s&client_id=sc_demo&redirect_uri={}", encode(&target))).await;
        assert_eq!((page.status.as_u16(), page.location()), (400, ""), "{target}");
        assert!(!page.has("form") && !page.has("a") && page.cookies().is_empty(), "{target}");

        let first = EmailForm::of(&browser.open(&login).await);
        let posted = browser.post("/login/code", &with(&with(&first.fields, "redirect_uri", &target), "email", "jane@example.com")).await;
        assert_eq!((posted.status.as_u16(), posted.location()), (400, ""), "{target}");
    }
    assert!(street.mails().await.is_empty());

    let first = EmailForm::of(&browser.open(&login).await);
    browser.submit_email(&first, "jane@example.com").await;
    let form = browser.code_form(&first.flow).await;
    let code = street.code().await;
    let fields = with(&with(&form.fields, "redirect_uri", "https://evil.tld/login"), "code", &code.0);
    let done = browser.post("/login/verify?redirect_uri=https://evil.tld", &fields).await;
    assert!(done.location().starts_with("https://login.example.com/login?code="), "{}", done.location());
}

#[tokio::test]
async fn t11_another_client_is_not_ours() {
    let street = Street::start().await;
    let mut browser = street.browser();
    for client in ["", "sc_other", "SC_DEMO", "sc_demo%00", "sc_demo%20", "sc_demo&client_id=sc_demo", "sc_demo&client_id=sc_other"] {
        let page = browser.open(&format!("/login?state=s&client_id={client}")).await;
        assert_eq!((page.status.as_u16(), page.location()), (400, ""), "{client}");
    }
    assert_eq!(browser.open("/login?state=s").await.status, 200, "absent is allowed");
}

#[tokio::test]
async fn t11_a_client_id_with_a_bar_is_encoded_as_authress_does() {
    let street = Street::with(&[("AUTHRESS_CLIENT_ID", "sc_a|b")]).await;
    let mut browser = street.browser();
    let page = browser.open("/login?state=s&client_id=sc_a%7Cb").await;
    let first = EmailForm::of(&page);
    browser.submit_email(&first, "jane@example.com").await;
    let form = browser.code_form(&first.flow).await;
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    assert!(done.parameter("iss").ends_with("%2Fsc_a%257Cb"), "{}", done.parameter("iss"));
}

#[tokio::test]
async fn t13_an_incoming_code_is_ignored() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let page = browser.open(&format!("{}&code=eyJhbGciOiJub25lIn0.e30.x&code=2", browser.login_path("s"))).await;
    assert_eq!(page.status, 200);
    assert!(!page.html.contains("eyJ"));
    let first = EmailForm::of(&page);
    browser.submit_email(&first, "jane@example.com").await;
    let form = browser.code_form(&first.flow).await;
    assert!(form.fields.iter().all(|(name, value)| name != "code" || value.is_empty()));
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    assert_eq!(done.location().matches("code=").count(), 1);
    assert_eq!(done.parameter("code").split('.').count(), 3);
}
