//! The back button, and reloading.

use crate::chromium::Chromium;
use crate::support::Street;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t54_reloading_the_page_of_the_code_sends_no_second_mail() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let code = street.code().await;
    street.later(31);
    street
        .stays_clean(async {
            for _ in 0..3 {
                chromium.driver.refresh().await.unwrap();
                chromium.see("#code").await;
            }
        })
        .await;
    let posts = chromium.pages().await.iter().filter(|page| page.place().ends_with("/login/code") && page.method == "POST").count();
    assert_eq!(posts, 1);
    chromium.submit_code(&code).await;
    chromium.reads("Signed in as jane@example.com").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t54_a_wrong_guess_is_not_posted_again_by_reloading() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let (flow, code) = (chromium.flow().await, street.code().await);
    chromium.submit_code(&code.wrong(0)).await;
    chromium.reads("This is not the right code").await;
    chromium.driver.refresh().await.unwrap();
    chromium.reads("This is not the right code").await;
    assert_eq!(street.attempts(&flow).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t54_going_back_after_the_login_and_sending_the_code_again_ends_on_a_page_of_ours() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let (flow, code) = (chromium.flow().await, street.code().await);
    let first = chromium.driver.window().await.unwrap();
    let page = chromium.address().await;
    let late = chromium.driver.new_tab().await.unwrap();
    chromium.driver.switch_to_window(late.clone()).await.unwrap();
    chromium.open(&page).await;
    chromium.driver.switch_to_window(first).await.unwrap();
    chromium.submit_code(&code).await;
    chromium.reads("Signed in as jane@example.com").await;
    chromium.driver.back().await.unwrap();
    chromium.reads("You are signed in").await;
    assert!(chromium.sees_no("form").await, "there is nothing left to send");

    // A page that was open all the time has its form still; the cookie is gone after fifteen seconds.
    street.later(16);
    chromium.driver.switch_to_window(late).await.unwrap();
    chromium.driver.delete_cookie(format!("__Host-flow-{flow}")).await.unwrap();
    chromium.submit_code(&code).await;
    chromium.reads("This sign-in is over").await;
    assert!(chromium.address().await.starts_with(&format!("{}/login/code?flow={flow}&problem=start-again", street.running.functions)));

    assert_eq!(street.attempts(&flow).await, 1);
    for page in chromium.pages().await {
        assert!((200..400).contains(&page.status), "{} {}", page.status, page.head());
    }
    chromium.open(&street.running.app).await;
    chromium.reads("Signed in as jane@example.com").await;
}
