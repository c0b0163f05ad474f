//! Limits that nobody outruns: by address, by source, for the whole deployment, and by failed guesses.

use tokio::task::JoinSet;

use crate::support::{Browser, Page, Street};

/// Asks for a code in a new flow.
async fn ask(browser: &mut Browser, address: &str) -> Page {
    let form = browser.start("state").await;
    browser.submit_email(&form, address).await
}

#[tokio::test]
async fn t56_one_source_sprays_twenty_mails_an_hour_and_no_more() {
    let street = Street::start().await;
    let mut attacker = street.browser_at(66);
    for nth in 0..20 {
        attacker.cookies.clear();
        assert_eq!(ask(&mut attacker, &format!("victim{nth}@example.com")).await.problem(), "");
    }
    let answer = street.stays_clean(ask(&mut attacker, "victim20@example.com")).await;
    assert_eq!(answer.problem(), "too-many-requests");
    let wait: u64 = answer.parameter("retry_after").parse().unwrap();
    assert_eq!(wait, 3_600 - street.now() % 3_600, "until the hour is over");
    assert_eq!(ask(&mut street.browser_at(67), "victim20@example.com").await.problem(), "", "others are not stopped");
    street.later(wait);
    assert_eq!(ask(&mut attacker, "victim21@example.com").await.problem(), "");
}

#[tokio::test]
async fn t57_the_deployment_stops_at_its_breaker() {
    let street = Street::with(&[("SENDS_PER_DEPLOYMENT", "5/h,8/d")]).await;
    let mut sent = 0;
    for nth in 0..20 {
        sent += u32::from(ask(&mut street.browser_at(nth + 1), &format!("v{nth}@example.com")).await.problem().is_empty());
    }
    assert_eq!(sent, 5);
    street.later(3_600);
    for nth in 0..20 {
        sent += u32::from(ask(&mut street.browser_at(nth + 1), &format!("w{nth}@example.com")).await.problem().is_empty());
    }
    assert!(sent == 8 || (sent == 10 && street.now() % 86_400 < 3_600), "{sent} in two hours of a day");
    assert_eq!(street.mails().await.len(), sent as usize);
}

#[tokio::test]
async fn t57_a_thousand_requests_from_everywhere_are_fifteen_mails_a_day() {
    let street = Street::start().await;
    for round in 0..40_u8 {
        for host in 0..5 {
            ask(&mut street.browser_at(round * 5 + host + 1), "victim@example.com").await;
        }
        street.later(2_000);
    }
    assert!(street.mails().await.len() <= 15, "{}", street.mails().await.len());
}

#[tokio::test]
async fn t55_failed_guesses_close_an_address_to_unknown_browsers() {
    let street = Street::start().await;
    for host in 1..=2 {
        let mut attacker = street.browser_at(host);
        let form = attacker.ask_for_code("state", "victim+tag@example.com").await;
        let code = street.code().await;
        for nth in 0..5 {
            attacker.submit_code(&form, &code.wrong(nth)).await;
        }
    }
    let mut stranger = street.browser_at(3);
    let answer = street.stays_clean(ask(&mut stranger, "victim@example.com")).await;
    assert_eq!(
        (answer.problem(), answer.parameter("retry_after")),
        ("too-many-requests", "3600"),
        "ten failures in an hour, under any tag"
    );
    street.later(3_600);
    assert_eq!(ask(&mut stranger, "victim@example.com").await.problem(), "");
}

/// T55, T01: whatever is tried in a day, the compares are no more than the sends times the guesses of a flow.
#[tokio::test]
async fn t55_a_day_of_guessing_is_thirty_failures_at_most() {
    let street = Street::start().await;
    let mut compared = 0;
    for hour in 0..24_u8 {
        for host in 0..4 {
            let mut attacker = street.browser_at(hour * 4 + host + 1);
            let form = attacker.start("state").await;
            if !attacker.submit_email(&form, "victim@example.com").await.problem().is_empty() {
                continue;
            }
            let code = street.code().await;
            let form = attacker.code_form(&form.flow).await;
            for nth in 0..6 {
                compared += u32::from(attacker.submit_code(&form, &code.wrong(nth)).await.problem() == "wrong-code");
            }
        }
        street.later(3_600);
    }
    assert!((30..=34).contains(&compared), "{compared}: 30, and what is left of the flow that reached it");
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

#[tokio::test]
async fn a_locked_flow_gets_no_further_code() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    for nth in 0..5 {
        browser.submit_code(&form, &code.wrong(nth)).await;
    }
    street.later(60);
    let answer = street.stays_clean(browser.resend(&form.flow)).await;
    assert_eq!(answer.problem(), "locked");
}
