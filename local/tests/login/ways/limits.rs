//! Limits that nobody outruns: by source, for the whole deployment, by identifier.

use crate::support::{Street, Told, Way, with};

/// Asks for a code in a new flow, as somebody at this address of the loopback network.
async fn ask(way: Way, street: &Street, host: u8, who: &str) -> Told {
    way.person_at(street, host).ask("state", who).await.err().unwrap_or_default()
}

pub(super) async fn t56_one_source_sprays_twenty_codes_an_hour_and_no_more(way: Way) {
    let street = way.street(&[]).await;
    for nth in 0..20 {
        assert_eq!(ask(way, &street, 66, &way.who(nth)).await, Told::default());
    }
    let told = street.stays_clean(ask(way, &street, 66, &way.who(20))).await;
    let wait = 3_600 - street.now() % 3_600;
    assert_eq!(told, Told::with("too-many-requests", wait), "until the hour is over");
    assert_eq!(ask(way, &street, 67, &way.who(20)).await, Told::default(), "others are not stopped");
    street.later(wait);
    assert_eq!(ask(way, &street, 66, &way.who(21)).await, Told::default());
}

pub(super) async fn t57_the_deployment_stops_at_its_breaker(way: Way) {
    let street = way.street(&[(way.limit("SENDS_PER_DEPLOYMENT", "SMS_SENDS_PER_DEPLOYMENT"), "5/h,8/d")]).await;
    let mut sent = 0;
    for hour in 0..2 {
        for nth in 0..20 {
            sent += u32::from(ask(way, &street, nth + 1, &way.who(hour * 100 + u64::from(nth))).await == Told::default());
        }
        assert!(hour > 0 || sent == 5, "{sent} in an hour");
        street.later(if hour == 0 { 3_600 } else { 0 });
    }
    assert_eq!(sent, 8, "in two hours of a day");
    assert_eq!(street.mails().await.len(), sent as usize);

    // Who asks to be reached otherwise is not stopped by it.
    let (other, who) = if way.is_text() { ("email", "jane@example.com") } else { ("phone", "+41790999999") };
    let mut person = way.person_at(&street, 99);
    let form = person.browser.start("state").await;
    assert_eq!(person.browser.post("/login/code", &with(&form.hidden(), other, who)).await.problem(), "");
}

pub(super) async fn t57_a_day_of_requests_from_everywhere_is_a_days_worth_of_sends(way: Way) {
    let street = way.street(&[]).await;
    for round in 0..40_u8 {
        for host in 0..5 {
            ask(way, &street, round * 5 + host + 1, &way.who(0)).await;
        }
        street.later(2_000);
    }
    let most = if way.is_text() { 5 } else { 15 };
    assert_eq!(street.mails().await.len(), most);
}

pub(super) async fn t58_an_identifier_gets_its_few_codes_however_it_is_written(way: Way) {
    let street = way.street(&[]).await;
    let spellings: &[&str] = if way.is_text() {
        &["+41790000000", "079 000 00 00", "0041 79 000 00 00"]
    } else {
        // One mailbox, whatever it is called.
        &["jane.doe@gmail.com", "janedoe@gmail.com", "jane.doe+1@gmail.com", "JaneDoe@googlemail.com", "j.anedoe@gmail.com"]
    };
    for who in spellings {
        assert_eq!(ask(way, &street, 1, who).await, Told::default(), "{who}");
        street.later(60);
    }
    let wait = if way.is_text() { 3_600 - 180 } else { 900 - 300 };
    let told = street.stays_clean(ask(way, &street, 2, spellings[0])).await;
    assert_eq!(told, Told::with("too-many-requests", wait));
    street.later(wait);
    assert_eq!(ask(way, &street, 2, spellings[0]).await, Told::default(), "and then it works");
}
