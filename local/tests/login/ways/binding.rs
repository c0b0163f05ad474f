//! A flow belongs to whoever started it, to one identifier and to one login request.

use crate::support::{Told, Way};

pub(super) async fn t06_a_code_of_one_flow_is_nothing_in_another(way: Way) {
    let street = way.street(&[]).await;
    let (mut a, mut b) = (way.person(&street), way.person(&street));
    let flow_a = a.ask("a", &way.who(0)).await.unwrap();
    let code_a = street.code().await;
    let flow_b = b.ask("b", &way.who(0)).await.unwrap();
    let code_b = street.code().await;
    if code_a != code_b {
        assert_eq!(b.guess(&flow_b, &code_a).await.problem, "wrong-code");
    }
    assert_eq!(a.guess(&flow_a, &code_a).await.state(), "a", "and asking again elsewhere does not end the first");
}

pub(super) async fn t07_a_code_of_one_address_is_nothing_for_another(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    person.ask("state", &way.who(1)).await.unwrap();
    let first = street.code().await;
    let flow = person.ask("state", &way.who(2)).await.unwrap();
    let second = street.code().await;
    if first != second {
        assert_eq!(person.guess(&flow, &first).await.problem, "wrong-code");
    }
    let besides = [("email", "three@example.com"), ("phone", "+41790000003"), ("sub", "four@example.com"), ("address", "five@example.com")];
    let done = person.type_in(&flow, &second.0, &besides).await;
    assert_eq!(done.claims(&street)["sub"], way.who(2), "who is named beside a guess is nobody");
}

pub(super) async fn t08_without_the_secret_there_is_no_login_and_no_guess_is_spent(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    let flow_of_nobody = {
        let mut unknown = flow.without_its_secret();
        "AAAAAAAAAAAAAAAAAAAAAA".clone_into(&mut unknown.id);
        unknown
    };
    street
        .stays_clean(async {
            let mut stranger = way.person(&street);
            for guess in [&code, &code.wrong(0)] {
                stranger.guess(&flow.without_its_secret(), guess).await.assert_generic();
                stranger.guess(&flow_of_nobody, guess).await.assert_generic();
            }
            if way.is_app() {
                assert_eq!(stranger.resend(&flow.without_its_secret()).await, Told::problem("start-again"), "nor another code");
                assert_eq!(stranger.resend(&flow_of_nobody).await, Told::problem("start-again"));
                for secret in ["", "A", &"A".repeat(44), "!", &flow.id] {
                    let mut other = flow.clone();
                    secret.clone_into(&mut other.secret);
                    stranger.guess(&other, &code).await.assert_generic();
                }
            }
        })
        .await;
    assert_eq!(street.attempts(&flow.id).await, 0);
    assert!(!person.guess(&flow, &code).await.login_url.is_empty());
}

pub(super) async fn t12_the_state_comes_from_the_table(way: Way) {
    let street = way.street(&[]).await;
    let mut person = way.person(&street);
    let flow = person.ask("S1", &way.who(0)).await.unwrap();
    let code = street.code().await;
    let done = person.type_in_at(&flow, "?state=S2", &code.0, &[("state", "S2"), ("authenticationRequestId", "S2")]).await;
    assert_eq!(done.state(), "S1");
    assert!(!street.mails().await[0]["text"].as_str().unwrap().contains("S1"), "the message carries no state");
}

/// Sent = stored = asserted, in one canonical form.
pub(super) async fn t24_who_is_sent_the_code_is_who_logs_in(way: Way) {
    let street = way.street(&[]).await;
    let spellings = if way.is_text() {
        [
            ("079 000 00 01", "+41790000001"),
            ("+41 (0)79 000-00.02", "+41790000002"),
            ("0151 23456789", "+4915123456789"),
            (" +1 415 555 2671\t", "+14155552671"),
        ]
    } else {
        [
            ("Jane@EXAMPLE.com", "jane@example.com"),
            (" a+b@x.com\t", "a+b@x.com"),
            ("u@bücher.example", "u@xn--bcher-kva.example"),
            ("o'x@x.com", "o'x@x.com"),
        ]
    };
    for (typed, canonical) in spellings {
        let mut person = way.person(&street);
        let flow = person.ask("state", typed).await.unwrap();
        let message = street.mails().await[0].clone();
        assert_eq!(message["to"], canonical);
        assert_eq!(street.flow(&flow.id).await["address"].as_s().unwrap(), canonical);
        let claims = person.guess(&flow, &street.code().await).await.claims(&street);
        let (claim, other) = if way.is_text() { ("phone_number", "email") } else { ("email", "phone_number") };
        assert_eq!((&claims["sub"], &claims[claim]), (&canonical.into(), &canonical.into()));
        assert_eq!((&claims[format!("{claim}_verified")], claims.get(other)), (&true.into(), None));
        assert_eq!(claims.get(format!("{other}_verified")), None);
    }
}

pub(super) async fn t60_a_victims_open_flow_survives_whatever_strangers_do(way: Way) {
    let street = way.street(&[]).await;
    let mut victim = way.person_at(&street, 1);
    let flow = victim.ask("state", &way.who(0)).await.unwrap();
    let code = street.code().await;
    for host in 2..9 {
        let mut stranger = way.person_at(&street, host);
        stranger.guess(&flow.without_its_secret(), &code.wrong(0)).await.assert_generic();
        let Ok(own) = stranger.ask("other", &way.who(0)).await else { continue };
        for nth in 0..5 {
            stranger.guess(&own, &code.wrong(nth)).await;
        }
    }
    let last = way.person_at(&street, 9).ask("other", &way.who(0)).await.err();
    assert_eq!(last.unwrap().problem, "too-many-requests", "they have used up all there is");
    assert_eq!(victim.guess(&flow, &code).await.state(), "state");
}
