//! A flow belongs to one browser, one address and one login request.

use crate::support::{Street, with};

#[tokio::test]
async fn t07_the_address_of_a_flow_never_changes() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    browser.submit_email(&form, "one@example.com").await;
    street.later(60);
    let mails = street.mails().await.len();
    // With the cookie of after the send, and with the one of before it.
    let after = browser.submit_email(&form, "two@example.com").await;
    assert_eq!(after.problem(), "start-again");
    for (_, value) in &mut browser.cookies {
        *value = value.split('.').next().unwrap().to_owned();
    }
    let before = browser.submit_email(&form, "two@example.com").await;
    assert_eq!(before.problem(), "start-again");
    assert!(before.location().starts_with("/login?state=state&"), "{}", before.location());
    assert_eq!(street.mails().await.len(), mails);
    assert_eq!(street.flow(&form.flow).await["address"].as_s().unwrap(), "one@example.com");
}

#[tokio::test]
async fn t08_no_cookie_or_another_cookie_is_no_login() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let name = format!("__Host-flow-{}", form.flow);
    let own = browser.cookies[0].1.clone();
    let attempts = Box::pin(street.stays_clean(async {
        let mut stranger = street.browser();
        stranger.submit_code(&form, &code).await.assert_generic();
        // A forged secret cannot make the form token; no usable secret is no cookie.
        stranger.cookies = vec![(name.clone(), "A".repeat(43))];
        assert_eq!(stranger.submit_code(&form, &code).await.status, 403);
        for values in [vec![own.clone(), "A".repeat(43)], vec![own.clone(), own.clone()], vec![String::new()], vec![format!("\"{own}\"")]] {
            stranger.cookies = values.into_iter().map(|value| (name.clone(), value)).collect();
            stranger.submit_code(&form, &code).await.assert_generic();
        }
        // A sibling domain can set a cookie whose name only looks like ours to a reader that is generous with white space.
        for space in ["\u{85}", "\u{a0}", "\u{2000}", "\u{3000}"] {
            stranger.cookies = vec![(format!("{space}{name}"), own.clone())];
            stranger.submit_code(&form, &code).await.assert_generic();
        }
        street.attempts(&form.flow).await
    }));
    assert_eq!(attempts.await, 0, "a stranger spends no guess");
    street.assert_logs_in(&browser.submit_code(&form, &code).await);
}

/// Whoever forges a cookie can make its form token too; the table knows the browser all the same.
#[tokio::test]
async fn t08_a_forged_cookie_with_its_own_form_token_spends_no_guess() {
    let street = Street::start().await;
    let (mut victim, mut attacker) = (street.browser(), street.browser());
    let form = victim.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let secret = shared::flow::BrowserSecret::from_bytes([7; 32]);
    let flow = shared::flow::FlowId::parse(&form.flow).unwrap();
    attacker.cookies = vec![(format!("__Host-flow-{flow}"), secret.expose())];
    let fields = with(&with(&form.fields, "csrf", &secret.csrf(&flow)), "code", &code.0);
    street.stays_clean(async { attacker.post("/login/verify", &fields).await.assert_generic() }).await;
    street.assert_logs_in(&victim.submit_code(&form, &code).await);
}

/// Nor does such a cookie, with the address and the state that are the flow's own, put a code of its making into it.
#[tokio::test]
async fn t08_a_forged_cookie_puts_no_code_into_a_flow_and_learns_nothing_of_it() {
    let street = Street::start().await;
    let (mut victim, mut attacker) = (street.browser(), street.browser());
    let form = victim.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.later(60);
    let secret = shared::flow::BrowserSecret::from_bytes([7; 32]);
    let flow = shared::flow::FlowId::parse(&form.flow).unwrap();
    let name = format!("__Host-flow-{flow}");
    let fields = with(&attacker.start("state").await.fields, "flow", &form.flow);
    let fields = with(&with(&fields, "csrf", &secret.csrf(&flow)), "email", "jane@example.com");
    let sent = format!(r#"{{"address":"jane@example.com","state":"state","sent_at":{},"sends":1}}"#, street.now() - 60);
    let sent = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, sent);
    for value in [secret.expose(), format!("{}.{sent}", secret.expose())] {
        attacker.cookies = vec![(name.clone(), value)];
        let answer = street.stays_clean(attacker.post("/login/code", &fields)).await;
        assert_eq!((answer.status.as_u16(), answer.problem()), (303, "start-again"));
        assert!(answer.cookies().is_empty(), "{:?}", answer.cookies());
    }
    street.assert_logs_in(&victim.submit_code(&form, &code).await);
}

#[tokio::test]
async fn t09_no_step_can_be_skipped() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    street
        .stays_clean(async {
            let guess = with(&form.fields, "code", "123456");
            browser.post("/login/verify", &guess).await.assert_generic();
            let page = browser.open("/login/code").await;
            assert_eq!(page.status, 200);
            assert!(!page.has("form"), "there is nothing to type yet");
            let without_cookie = street.browser().submit_email(&form, "jane@example.com").await;
            assert_eq!((without_cookie.status.as_u16(), without_cookie.location()), (403, ""));
            let forged: Vec<_> = with(&form.fields, "csrf", "");
            assert_eq!(browser.post("/login/code", &with(&forged, "email", "jane@example.com")).await.status, 403);
        })
        .await;
}

#[tokio::test]
async fn t12_a_forged_cookie_changes_no_flow() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("S1", "jane@example.com").await;
    street.later(60);
    let (_, value) = &browser.cookies[0];
    let secret = value.split('.').next().unwrap().to_owned();
    for (address, state) in [("jane@example.com", "S2"), ("joe@example.com", "S1")] {
        let sent = format!(r#"{{"address":"{address}","state":"{state}","sent_at":{},"sends":1}}"#, street.now());
        let sent = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, sent);
        browser.cookies[0].1 = format!("{secret}.{sent}");
        street.stays_clean(async { assert_eq!(browser.clone().resend(&form.flow).await.problem(), "start-again") }).await;
    }
}

#[tokio::test]
async fn t44_the_link_is_nothing_in_another_browser() {
    let street = Street::start().await;
    let (mut a, mut b) = (street.browser(), street.browser());
    let form = a.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street
        .stays_clean(async {
            let page = b.open(&format!("/login/code?flow={}", form.flow)).await;
            assert_eq!(page.status, 200);
            assert!(page.text().contains("browser"), "{}", page.text());
            assert!(!page.has("form") && !page.has("button"));
            assert!(!page.html.contains("jane"), "it does not say whose login it is");
            let unknown = b.open("/login/code?flow=AAAAAAAAAAAAAAAAAAAAAA").await;
            assert_eq!(unknown.html, page.html, "nor whether there is one");
            b.submit_code(&form, &code).await.assert_generic();
        })
        .await;
    street.assert_logs_in(&a.submit_code(&form, &code).await);
}

#[tokio::test]
async fn t53_tabs_live_side_by_side() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let one = browser.start("S1").await;
    let two = browser.start("S2").await;
    browser.submit_email(&two, "two@example.com").await;
    let code_two = street.code().await;
    browser.submit_email(&one, "one@example.com").await;
    let code_one = street.code().await;
    let (form_one, form_two) = (browser.code_form(&one.flow).await, browser.code_form(&two.flow).await);
    assert_eq!(browser.submit_code(&form_one, &code_one).await.parameter("state"), "S1");
    assert_eq!(browser.submit_code(&form_two, &code_two).await.parameter("state"), "S2");
}

#[tokio::test]
async fn t53_a_browser_keeps_eight_flows_and_the_oldest_goes() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let mut flows = Vec::new();
    for nth in 0..10 {
        flows.push(browser.start(&format!("S{nth}")).await.flow);
    }
    let kept: Vec<_> = browser.cookies.iter().map(|(name, _)| name.trim_start_matches("__Host-flow-").to_owned()).collect();
    assert_eq!(kept, flows[2..]);
}
