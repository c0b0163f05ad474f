//! Many people at once, and one who is impatient. What limits there are stands in `ways`.

use tokio::task::JoinSet;

use crate::support::{Browser, Page, Street};

/// Asks for a code in a new flow.
async fn ask(browser: &mut Browser, address: &str) -> Page {
    let form = browser.start("state").await;
    browser.submit_email(&form, address).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_at_once_meet_no_conflict() {
    let street = Street::start().await;
    let mut tasks = JoinSet::new();
    for nth in 1..=200 {
        let mut browser = street.browser_at(nth);
        tasks.spawn(async move { ask(&mut browser, &format!("person{nth}@example.com")).await });
    }
    for answer in tasks.join_all().await {
        assert_eq!((answer.status.as_u16(), answer.problem()), (303, ""), "{}", answer.location());
    }
    assert_eq!(street.mails().await.len(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_clicks_on_send_are_one_mail() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let (mut browser, form) = (browser.clone(), form.clone());
        tasks.spawn(async move { browser.submit_email(&form, "jane@example.com").await });
    }
    let answers = tasks.join_all().await;
    assert_eq!(street.mails().await.len(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.problem().is_empty()).count(), 1);
    for answer in answers.iter().filter(|answer| !answer.problem().is_empty()) {
        assert_eq!(answer.problem(), "cooldown", "{}", answer.location());
        assert_eq!(answer.parameter("flow"), form.flow);
    }
}
