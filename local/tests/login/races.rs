//! Many at once: no more guesses than allowed, no more logins than one.

use std::collections::HashSet;

use tokio::task::JoinSet;

use crate::support::{Browser, Code, CodeForm, Page, Street};

/// Sends every code at the same time, each from a copy of the browser.
async fn all_at_once(browser: &Browser, form: &CodeForm, codes: impl IntoIterator<Item = Code>) -> Vec<Page> {
    let mut tasks = JoinSet::new();
    for code in codes {
        let (mut browser, form) = (browser.clone(), form.clone());
        tasks.spawn(async move { browser.submit_code(&form, &code).await });
    }
    tasks.join_all().await
}

/// Answers that are no verdict: on a busy machine the engine may take longer than the second that DynamoDB is given, and then it is a 503.
fn undecided(answers: &[Page]) -> usize {
    answers.iter().filter(|answer| answer.status == 503 && answer.location().is_empty()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t01_parallel_guess_race() {
    let street = Street::start().await;
    for round in 0..5 {
        let mut browser = street.browser();
        let form = browser.ask_for_code("state", &format!("jane{round}@example.com")).await;
        let right = street.code().await;
        let answers = all_at_once(&browser, &form, (0..200).map(|nth| right.wrong(nth))).await;
        assert_eq!(street.attempts(&form.flow).await, 5, "exactly five were counted");
        let told = |problem: &str| answers.iter().filter(|answer| answer.problem() == problem).count();
        assert!(told("wrong-code") <= 5 && told("wrong-code") + told("locked") + undecided(&answers) == 200);
        assert_eq!(browser.submit_code(&form, &right).await.problem(), "locked");
        assert_eq!(street.attempts(&form.flow).await, 5);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t01_the_right_code_among_two_hundred_wins_only_within_the_limit() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let right = street.code().await;
    let answers = all_at_once(&browser, &form, (0..199).map(|nth| right.wrong(nth)).chain([right.clone()])).await;
    assert_eq!(street.attempts(&form.flow).await, 5);
    let others = answers.iter().filter(|answer| answer.problem().is_empty() && answer.status != 503);
    let logins: Vec<_> = others.map(Page::location).collect();
    assert!(logins.len() <= 1 && logins.iter().all(|location| location.starts_with(&street.running.authress)), "{logins:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t02_double_redemption_race() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let right = street.code().await;
    let answers = all_at_once(&browser, &form, vec![right.clone(); 50]).await;
    assert!(undecided(&answers) < 50);
    let login_urls: HashSet<_> = answers.iter().filter(|answer| answer.status != 503).map(Page::location).collect();
    assert_eq!(login_urls.len(), 1, "one assertion, however often it was asked for");
    assert!(login_urls.iter().all(|url| url.starts_with(&street.running.authress)));
    assert_eq!(street.attempts(&form.flow).await, 1);

    street.later(14);
    let again = browser.submit_code(&form, &right).await;
    assert_eq!(HashSet::from([again.location()]), login_urls, "byte for byte, for 15 seconds");
    street.later(1);
    browser.submit_code(&form, &right).await.assert_generic();
    street.browser().submit_code(&form, &right).await.assert_generic();
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
