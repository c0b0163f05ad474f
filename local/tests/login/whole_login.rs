//! The login of a person, from the app and back to it.

use crate::support::{Code, Street, with};

#[tokio::test]
async fn a_person_signs_in_to_the_demo_app() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let app = street.running.app.clone();

    let home = browser.open(&app).await;
    assert!(home.html.contains("sc_demo"), "the app names its client id");
    assert!(home.text().contains("Sign in"));
    let to_us = browser.sign_in_at(&app).await;
    assert!(to_us.location().starts_with(&format!("{}/login?", street.running.functions)), "{}", to_us.location());

    let page = browser.open(to_us.location()).await;
    let sent = browser.post("/login/code", &with(&page.form("/login/code"), "email", "Jane.Doe@Example.com")).await;
    assert_eq!(sent.status, 303);
    let page = browser.open(sent.location()).await;
    assert!(page.text().contains("jane.doe@example.com"), "the page says where the code went");

    let mail = street.mails().await.remove(0);
    assert_eq!(mail["to"], "jane.doe@example.com");
    let code = Code::of(&mail);
    assert_eq!(code.0.len(), 6);
    let done = browser.post("/login/verify", &with(&page.form("/login/verify"), "code", &code.0)).await;
    assert_eq!(done.status, 303);
    street.assert_logs_in(&done);

    let back = browser.open(done.location()).await;
    assert_eq!(back.status, 302, "{}", back.html);
    assert!(back.location().starts_with(&app), "{}", back.location());
    let mut page = browser.open(back.location()).await;
    while page.status.is_redirection() {
        let next = if page.location().starts_with('/') { format!("{app}{}", page.location()) } else { page.location().to_owned() };
        page = browser.open(&next).await;
    }
    assert!(page.html.contains("Signed in as jane.doe@example.com"), "{}", page.html);
}
