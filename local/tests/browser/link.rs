//! The link in the mail: what it does in the browser that started, and does not do anywhere else.

use std::time::Duration;

use crate::chromium::Chromium;
use crate::site::Site;
use crate::support::{Code, Street};

/// The link of the newest mail, read as a person would.
async fn link(street: &Street) -> String {
    let mail = street.mails().await.remove(0);
    let start = format!("{}/login/code?flow=", street.running.functions);
    let words = mail["text"].as_str().unwrap().split_whitespace();
    words.filter(|word| word.starts_with(&start)).map(str::to_owned).next().expect("the mail has a link")
}

/// A webmail that shows it: another site, as every webmail is.
async fn webmail(link: &str) -> Site {
    Site::serving(format!("<!DOCTYPE html><title>Mail</title><a href='{link}' target='_blank'>Sign in</a>")).await
}

/// Looks at the flow for two seconds: nothing may happen to it.
async fn assert_nothing_is_consumed(street: &Street, flow: &str) {
    for _ in 0..20 {
        assert_eq!(street.attempts(flow).await, 0);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t47_the_link_fills_the_field_and_its_code_leaves_the_address_bar() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let (code, link) = (street.code().await, link(&street).await);
    assert!(link.ends_with(&format!("#{}", code.0)));

    let webmail = webmail(&link).await;
    chromium.open(&webmail.at("localhost")).await;
    chromium.follow_into_new_tab("a").await;
    chromium.see("#code").await;
    chromium.until("address without a fragment", async || (!chromium.address().await.contains('#')).then_some(())).await;
    assert_eq!(chromium.value("#code").await, code.0);
    for exchange in chromium.exchanges().await {
        assert!(!exchange.head().contains(&code.0), "no server has seen the code: {}", exchange.head());
    }
    chromium.click("form[action='/login/verify'] button").await;
    chromium.reads("Signed in as jane@example.com").await;
    chromium.assert_no_complaints().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t44_the_link_in_another_browser_offers_nothing_that_works() {
    let street = Street::start().await;
    let (owner, other) = (Chromium::start().await, Chromium::start().await);
    owner.ask_for_code(&street, "jane@example.com").await;
    let (code, link) = (street.code().await, link(&street).await);

    let webmail = webmail(&link).await;
    street
        .stays_clean(async {
            other.open(&webmail.at("localhost")).await;
            other.follow_into_new_tab("a").await;
            other.reads("Continue where you started").await;
            assert!(other.sees_no("form, input, button, a").await, "{}", other.text().await);
            assert!(!other.text().await.contains("jane"), "it does not tell whose it is: {}", other.text().await);
        })
        .await;
    owner.submit_code(&code).await;
    owner.reads("Signed in as jane@example.com").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t45_a_link_that_is_opened_and_left_open_consumes_nothing() {
    let street = Street::start().await;
    let (owner, scanner) = (Chromium::start().await, Chromium::start().await);
    owner.ask_for_code(&street, "jane@example.com").await;
    let (flow, link) = (owner.flow().await, link(&street).await);

    let look = async |chromium: &Chromium| {
        chromium.open(&link).await;
        chromium.see("main").await;
        assert_nothing_is_consumed(&street, &flow).await;
        assert!(chromium.pages().await.iter().all(|page| !page.place().ends_with("/login/verify")), "nothing was posted");
    };
    look(&scanner).await;
    // Also in the owner's browser, where everything a script would need is there.
    let tab = owner.driver.new_tab().await.unwrap();
    owner.driver.switch_to_window(tab).await.unwrap();
    look(&owner).await;

    assert_eq!(owner.value("#code").await, Code::of(&street.mails().await[0]).0);
    owner.click("form[action='/login/verify'] button").await;
    owner.reads("Signed in as jane@example.com").await;
    assert_eq!(street.attempts(&flow).await, 1);
}
