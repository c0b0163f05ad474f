//! Many people at once, and one who is impatient. What limits there are stands in `ways`.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::support::Street;

/// How many of the two hundred wait at a time: enough for all sixteen parts of the deployment's counter, and less than keeps any of them
/// waiting for longer than the second that DynamoDB is given.
const LANES: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_at_once_meet_no_conflict() {
    let street = Street::start().await;
    let lanes = Arc::new(Semaphore::new(LANES));
    let mut tasks = JoinSet::new();
    for nth in 1..=200 {
        let (mut browser, lanes) = (street.browser_at(nth), Arc::clone(&lanes));
        tasks.spawn(async move {
            let _lane = lanes.acquire().await.unwrap();
            browser.ask(&format!("person{nth}@example.com")).await
        });
    }
    for answer in tasks.join_all().await {
        assert_eq!((answer.status.as_u16(), answer.problem()), (303, ""), "{}", answer.location());
    }
    assert_eq!(street.mails().await.len(), 200);
    // Chance picks the part: that it leaves out more than a few of sixteen is not to be expected in anybody's lifetime.
    assert!(street.items_of("deployment").await.len() > 10, "the deployment's counter is kept in parts");
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
    let sent = format!("/login/code?flow={}", form.flow);
    let (winners, others): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.location() == sent);
    assert_eq!(winners.len(), 1);
    for answer in others {
        assert_eq!(
            (answer.problem(), answer.parameter("flow")),
            ("cooldown", form.flow.as_str()),
            "{} {}",
            answer.status,
            answer.location()
        );
    }
}
