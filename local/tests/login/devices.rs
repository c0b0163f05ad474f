//! Nobody can lock the owner out: a browser that has logged in has a lane of its own.

use crate::support::{Street, Way};

/// Strangers at 50 addresses ask and guess until nobody unknown gets a code for the owner's address any more.
async fn empty_the_shared_lane(street: &Street, address: &str) {
    for host in 100..150 {
        let mut attacker = street.browser_at(host);
        let form = attacker.start("state").await;
        if attacker.submit_email(&form, address).await.problem().is_empty() {
            let code = street.code().await;
            let form = attacker.code_form(&form.flow).await;
            for nth in 0..5 {
                attacker.submit_code(&form, &code.wrong(nth)).await;
            }
        }
    }
    assert_eq!(street.browser_at(150).ask(address).await.problem(), "too-many-requests");
}

#[tokio::test]
async fn t60_the_owners_browser_still_logs_in_when_strangers_have_emptied_the_shared_lane() {
    // In one part, so that it is full for everybody at once.
    let street = Street::with(&[("SENDS_PER_DEPLOYMENT", "30/h")]).await;
    let mut owner = street.browser();
    street.sign_in(&mut owner, "owner@example.com").await;
    empty_the_shared_lane(&street, "owner@example.com").await;
    // Nor does the owner's source stop him, nor all that strangers have together.
    let ask = async |host: u8, nth: u64| street.browser_at(host).ask(&format!("other{nth}@example.com")).await.problem().to_owned();
    for host in [1, 2] {
        for nth in 0..20 {
            ask(host, u64::from(host) * 100 + nth).await;
        }
        assert_eq!(ask(host, u64::from(host) * 100 + 20).await, "too-many-requests");
    }
    assert_eq!(ask(3, 300).await, "too-many-requests", "there is nothing left for anybody");
    street.sign_in(&mut owner, "owner@example.com").await;
}

#[tokio::test]
async fn without_the_cookie_nobody_enters_the_lane() {
    let street = Street::start().await;
    let mut owner = street.browser();
    street.sign_in(&mut owner, "owner@example.com").await;
    empty_the_shared_lane(&street, "owner@example.com").await;
    let device = owner.cookies.iter().find(|(name, _)| name == "__Host-device").unwrap().1.clone();
    for forged in ["A".repeat(43), String::new(), device.to_lowercase(), format!("{device}x"), "%00".to_owned()] {
        let mut attacker = street.browser_at(151);
        attacker.cookies = vec![("__Host-device".to_owned(), forged)];
        assert_eq!(attacker.ask("owner@example.com").await.problem(), "too-many-requests");
    }
    // Two of the name are none.
    let mut attacker = street.browser_at(151);
    attacker.cookies = vec![("__Host-device".to_owned(), device.clone()), ("__Host-device".to_owned(), device)];
    assert_eq!(attacker.ask("owner@example.com").await.problem(), "too-many-requests");
}

#[tokio::test]
async fn a_device_is_known_for_the_address_it_logged_in_to_and_no_other() {
    let street = Street::with(&[("SENDS_PER_SOURCE", "1000/h")]).await;
    let mut browser = street.browser();
    street.sign_in(&mut browser, "one@example.com").await;
    empty_the_shared_lane(&street, "two@example.com").await;
    assert_eq!(browser.ask("two@example.com").await.problem(), "too-many-requests");
    street.later(86_400);
    let device = browser.cookies.iter().find(|(name, _)| name == "__Host-device").cloned();
    street.sign_in(&mut browser, "two@example.com").await;
    assert_eq!(browser.cookies.iter().find(|(name, _)| name == "__Host-device").cloned(), device, "one cookie for all addresses");
    for address in ["one@example.com", "two@example.com"] {
        empty_the_shared_lane(&street, address).await;
        street.sign_in(&mut browser, address).await;
    }
}

#[tokio::test]
async fn a_device_has_limits_of_its_own() {
    let street = Street::start().await;
    let mut owner = street.browser();
    street.sign_in(&mut owner, "owner@example.com").await;
    for _ in 0..5 {
        assert_eq!(owner.ask("owner@example.com").await.problem(), "");
    }
    assert_eq!(owner.ask("owner@example.com").await.problem(), "too-many-requests");
    assert_eq!(street.browser().ask("owner@example.com").await.problem(), "", "the shared lane was not touched");
    street.later(900);
    assert_eq!(owner.ask("owner@example.com").await.problem(), "");
}

#[tokio::test]
async fn a_device_is_forgotten_after_ninety_days() {
    let street = Street::start().await;
    let mut owner = street.browser();
    let done = street.sign_in(&mut owner, "owner@example.com").await;
    let cookie = done.cookies().into_iter().find(|cookie| cookie.starts_with("__Host-device=")).unwrap().to_owned();
    assert!(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=7776000"), "{cookie}");
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    assert_eq!(value.len(), 43);
    assert!(!format!("{:?}", street.items().await).contains(value), "the table has only its hash");

    street.later(90 * 86_400 - 1);
    empty_the_shared_lane(&street, "owner@example.com").await;
    assert_eq!(owner.ask("owner@example.com").await.problem(), "");
    street.later(1);
    assert_eq!(owner.ask("owner@example.com").await.problem(), "too-many-requests", "the cookie alone is nothing");
}

#[tokio::test]
async fn a_repeated_win_enrols_one_device() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let (first, second) = (browser.clone().submit_code(&form, &code).await, browser.submit_code(&form, &code).await);
    assert_eq!(first.cookies(), second.cookies());
    assert_eq!(street.items_of("device").await.len(), 1);
}

#[tokio::test]
async fn devices_that_fill_their_lane_close_it_to_nobody() {
    let street = Street::with(&[("SENDS_PER_DEPLOYMENT", "6/h")]).await;
    let (mut owner, mut other) = (street.browser_at(1), street.browser_at(2));
    street.sign_in(&mut owner, "owner@example.com").await;
    street.sign_in(&mut other, "other@example.com").await;
    for _ in 0..5 {
        assert_eq!(other.ask("other@example.com").await.problem(), "");
    }
    street.sign_in(&mut owner, "owner@example.com").await;
    street.dynamodb.forget();
    street.sign_in(&mut owner, "owner@example.com").await;
    assert_eq!(street.dynamodb.calls()[..2], ["TransactWriteItems", "TransactWriteItems"], "the seventh goes through the shared lane");
}

/// Whoever can read what is sent to an address can log in again and again, each time as a browser that is new. All that he gets by it is what
/// one device has: texts cost money, and each is a code to guess at.
#[tokio::test]
async fn t55_t57_any_number_of_devices_of_one_address_have_no_more_than_one() {
    let way = Way::PageByText;
    let street = way.street(&[("SENDS_PER_SOURCE", "1000/h")]).await;
    let (mut cookies, mut farmed) = (Vec::new(), 0);
    for round in 0..60 {
        let mut person = way.person(&street);
        // Each asks as one device, and guesses as none, which makes another.
        let device = cookies.pop();
        person.browser.cookies.extend(device.clone());
        let Ok(flow) = person.ask("state", "+41790000001").await else { continue };
        person.browser.cookies.retain(|(name, _)| name != "__Host-device");
        assert!(!person.guess(&flow, &street.code().await).await.login_url.is_empty(), "{round}");
        let new = person.browser.cookies.iter().find(|(name, _)| name == "__Host-device").cloned();
        cookies.extend(device.into_iter().chain(new));
        farmed += 1;
    }
    assert_eq!((farmed, street.mails().await.len()), (6, 6), "three as a stranger, three as all of his devices");

    // The owner of another number is not touched by it.
    let mut owner = way.person_at(&street, 2);
    assert!(owner.ask("state", "+41790000002").await.is_ok());
}
