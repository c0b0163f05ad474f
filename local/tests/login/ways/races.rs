//! Many at once: no more guesses than allowed, no more logins than one.

use std::collections::HashSet;

use tokio::task::JoinSet;

use crate::support::{Code, Flow, Person, Told, Way};

/// Sends every code at the same time, each from a copy of the person.
async fn all_at_once(person: &Person, flow: &Flow, codes: impl IntoIterator<Item = Code>) -> Vec<Told> {
    let mut tasks = JoinSet::new();
    for code in codes {
        let (mut person, flow) = (person.clone(), flow.clone());
        tasks.spawn(async move { person.guess(&flow, &code).await });
    }
    tasks.join_all().await
}

/// Answers that are no verdict: on a busy machine the engine may take longer than the second that DynamoDB is given, and then it is a 503.
fn undecided(answers: &[Told]) -> usize {
    answers.iter().filter(|told| told.is_unavailable).count()
}

pub(super) async fn t01_of_two_hundred_guesses_at_once_five_are_counted(way: Way) {
    let street = way.street(&[]).await;
    for round in 0..2 {
        let mut person = way.person(&street);
        let flow = person.ask("state", &way.who(round)).await.unwrap();
        let right = street.code().await;
        let answers = all_at_once(&person, &flow, (0..200).map(|nth| right.wrong(nth))).await;
        assert_eq!(street.attempts(&flow.id).await, 5, "exactly five were counted");
        let told = |problem: &str| answers.iter().filter(|told| told.problem == problem).count();
        assert!(told("wrong-code") <= 5 && told("wrong-code") + told("locked") + undecided(&answers) == 200);
        assert_eq!(person.guess(&flow, &right).await, Told::problem("locked"));
        assert_eq!(street.attempts(&flow.id).await, 5);
    }
}

pub(super) async fn t01_the_right_code_among_two_hundred_wins_only_within_the_limit(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let right = street.code().await;
    let answers = all_at_once(&person, &flow, (0..199).map(|nth| right.wrong(nth)).chain([right.clone()])).await;
    assert_eq!(street.attempts(&flow.id).await, 5);
    let logins: Vec<_> = answers.iter().filter(|told| told.problem.is_empty() && !told.is_unavailable).collect();
    assert!(logins.len() <= 1 && logins.iter().all(|told| street.is_login_url(&told.login_url)), "{logins:?}");
}

pub(super) async fn t02_a_code_that_is_sent_many_times_at_once_is_one_login(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let right = street.code().await;
    let answers = all_at_once(&person, &flow, vec![right.clone(); 50]).await;
    assert!(undecided(&answers) < 50);
    let login_urls: HashSet<_> = answers.iter().filter(|told| !told.is_unavailable).map(|told| told.login_url.as_str()).collect();
    assert_eq!(login_urls.len(), 1, "one assertion, however often it was asked for");
    assert!(login_urls.iter().all(|url| street.is_login_url(url)));
    assert_eq!(street.attempts(&flow.id).await, 1);

    street.later(14);
    let again = person.guess(&flow, &right).await;
    assert_eq!(HashSet::from([again.login_url.as_str()]), login_urls, "byte for byte, for 15 seconds");
    street.later(1);
    person.guess(&flow, &right).await.assert_generic();
    way.person(&street).guess(&flow.without_its_secret(), &right).await.assert_generic();
}
