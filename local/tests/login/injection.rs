//! docs/security.md, T25, T36, T38, T61, T77: what somebody writes into a request is text on a page, or nothing; it is never markup, a
//! header, a mail, a source or another person's.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use scraper::Html;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::support::{Browser, Code, CodeForm, EmailForm, Page, Street, encode, with};

const PAYLOADS: [&str; 10] = [
    "\"><svg onload=alert(1)>",
    "'onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</style></title><base href=//evil.example>",
    "--><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "&#x22;&gt;<b>",
    "\u{2028}<b>\u{2028}",
    "javascript:alert(1)",
    "`${alert(1)}`",
];

/// A flow and a browser secret that anybody may make up.
const FLOW: &str = "AAAAAAAAAAAAAAAAAAAAAA";
const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Every element with its depth and the names of its attributes, and all of each style and script.
fn skeleton(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let elements = html.tree.root().descendants().filter_map(|node| {
        let element = node.value().as_element()?;
        let names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
        let code = node.children().filter(|_| ["style", "script"].contains(&element.name())).filter_map(|text| text.value().as_text());
        let code: String = code.map(|text| text.to_string()).collect();
        Some(format!("{} {} {names:?} {code}", node.ancestors().count(), element.name()))
    });
    elements.collect()
}

/// What of an answer nobody's input may change.
#[track_caller]
fn shape(page: &Page) -> (u16, Vec<String>, Vec<String>) {
    assert!(page.location().is_ascii() && !page.location().contains(['<', '>', '"', ' ']), "{}", page.location());
    let mut headers: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
    headers.sort();
    (page.status.as_u16(), headers, skeleton(&page.html))
}

/// A browser with a flow cookie of its own making.
fn forger(street: &Street, address: &str, state: &str) -> Browser {
    let sent = serde_json::json!({ "address": address, "state": state, "sent_at": street.now(), "sends": 1 });
    let mut browser = street.browser();
    browser.cookies = vec![(format!("__Host-flow-{FLOW}"), format!("{SECRET}.{}", URL_SAFE_NO_PAD.encode(sent.to_string())))];
    browser
}

#[tokio::test]
async fn t36_no_parameter_becomes_markup() {
    let street = Street::start().await;
    let (nobody, owner) = (street.browser(), forger(&street, "jane@example.com", "s"));
    let code = format!("/login/code?flow={FLOW}");
    for payload in PAYLOADS {
        let p = encode(payload);
        let start = nobody.clone().open(&format!("/login?state={p}")).await;
        assert!(EmailForm::of(&start).fields.contains(&("state".to_owned(), payload.to_owned())), "carried along verbatim: {payload}");
        for (browser, hostile, benign) in [
            (&nobody, format!("/login?state={p}"), "/login?state=s".to_owned()),
            (&nobody, format!("/login?state=s&client_id={p}"), "/login?state=s&client_id=x".to_owned()),
            (&nobody, format!("/login?state=s&redirect_uri={p}"), "/login?state=s&redirect_uri=x".to_owned()),
            (&nobody, format!("/login?state=s&email={p}&code={p}&flow={p}&csrf={p}&{p}={p}"), "/login?state=s".to_owned()),
            (&nobody, format!("/login?state=s&problem={p}&left={p}"), "/login?state=s".to_owned()),
            (&nobody, format!("/login?state=s&ui_locales={p}"), "/login?state=s".to_owned()),
            (&nobody, format!("/login?state=s&ui_locales={p}%20de"), "/login?state=s&ui_locales=de".to_owned()),
            (&nobody, format!("/login?state=s&problem=cooldown&retry_after={p}"), "/login?state=s&problem=cooldown".to_owned()),
            (&nobody, format!("/login/code?flow={p}&problem={p}"), "/login/code?flow=x".to_owned()),
            (&owner, format!("{code}&problem={p}&email={p}&state={p}"), code.clone()),
            (&owner, format!("{code}&problem=wrong-code&left={p}"), format!("{code}&problem=wrong-code")),
            (&owner, format!("{code}&problem=too-many-requests&retry_after={p}"), format!("{code}&problem=too-many-requests")),
        ] {
            let (hostile_page, benign_page) = (browser.clone().open(&hostile).await, browser.clone().open(&benign).await);
            assert_eq!(shape(&hostile_page), shape(&benign_page), "{hostile}");
            assert!(
                hostile == format!("/login?state={p}") || !hostile_page.html.contains(payload),
                "nothing but the state is carried along: {hostile}"
            );
        }
    }
}

#[tokio::test]
async fn t36_no_header_and_no_cookie_becomes_markup() {
    let street = Street::start().await;
    let browser = street.browser();
    let open = async |mut browser: Browser, headers: &[(&str, &str)], path: &str| {
        let request = browser.request(Method::GET, path);
        browser.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
    };
    let code = format!("/login/code?flow={FLOW}");
    let golden = shape(&open(forger(&street, "jane@example.com", "s"), &[], &code).await);
    let elsewhere = shape(&open(browser.clone(), &[], &code).await);
    let start = shape(&open(browser.clone(), &[], "/login?state=s").await);
    for payload in PAYLOADS {
        let headers = ["user-agent", "referer", "accept-language", "x-forwarded-host", "cookie"].map(|name| (name, payload));
        assert_eq!(shape(&open(browser.clone(), &headers, "/login?state=s").await), start, "{payload}");
        assert_eq!(shape(&open(forger(&street, "jane@example.com", "s"), &headers[..4], &code).await), golden, "{payload}");

        let page = open(forger(&street, "jane@example.com", payload), &[], &code).await;
        assert_eq!(shape(&page), golden, "{payload}");
        let path = format!("a[href^='/login?state={}&redirect_uri=http']", shared::uri::component(payload).replace('\'', "\\'"));
        assert!(page.has(&path), "{path}: {}", page.html);
        assert_eq!(shape(&open(forger(&street, &format!("{payload}@x.com"), "s"), &[], &code).await).0, 200);
        let mut broken = street.browser();
        broken.cookies = vec![(format!("__Host-flow-{FLOW}"), format!("{SECRET}.{}", payload.replace([';', '\u{2028}'], "")))];
        assert_eq!(shape(&open(broken, &[], &code).await), elsewhere, "{payload}");
    }
    // The letters an address may have are enough for some of it.
    for address in ["'onmouseover='x'@x.com", "{{7*7}}@x.com", "&#x22@x.com", "&lt@x.com", "`${x}`@x.com", "a--%3cb%3e@x.com"] {
        let page = open(forger(&street, address, "s"), &[], &code).await;
        assert_eq!(shape(&page), golden, "{address}");
        assert!(page.text().contains(&format!("sent a code to {address}.")), "{address}: {}", page.text());
    }
}

#[tokio::test]
async fn t36_no_field_of_a_form_becomes_markup() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let first = browser.start("s").await;
    let second = CodeForm {
        fields: vec![("flow".to_owned(), first.flow.clone()), first.fields.iter().find(|(name, _)| name == "csrf").unwrap().clone()],
        flow: first.flow.clone(),
    };
    for (path, fields) in
        [("/login/code", with(&first.fields, "email", "no address")), ("/login/verify", with(&second.fields, "code", "no code"))]
    {
        for name in ["state", "client_id", "redirect_uri", "email", "code", "flow", "csrf", "problem", "left", "x"] {
            let golden = shape(&browser.clone().post(path, &with(&fields, name, "x")).await);
            for payload in PAYLOADS {
                let hostile = browser.clone().post(path, &with(&fields, name, payload)).await;
                assert_eq!(shape(&hostile), golden, "{path} {name}: {payload}");
                assert!(!hostile.html.contains(payload), "{path} {name}: {payload}");
                let named = browser.clone().post(path, &with(&fields, payload, payload)).await;
                assert!(!named.html.contains(payload) && !named.location().contains(&shared::uri::component(payload)), "{path}: {payload}");
                if hostile.status == 303 {
                    assert_eq!(browser.clone().open(hostile.location()).await.status, 200, "{}", hostile.location());
                }
            }
        }
    }
    assert!(street.mails().await.is_empty());
}

#[tokio::test]
async fn t38_no_name_and_no_request_becomes_markup_in_the_mail() {
    let plain = Street::with(&[("BRAND_NAME", "Acme")]).await;
    plain.browser().ask_for_code("s", "jane@example.com").await;
    let golden = plain.mails().await[0].clone();
    let start = shape(&plain.browser().open("/login?state=s").await);
    for payload in PAYLOADS {
        let street = Street::with(&[("BRAND_NAME", payload)]).await;
        let mut browser = street.browser();
        let form = browser.start(&format!("state {payload}")).await;
        let request = browser
            .request(Method::POST, "/login/code")
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", format!("agent {payload}"));
        browser.send(request.form(&with(&form.fields, "email", "jane@example.com"))).await;
        let mail = street.mails().await[0].clone();
        let text = |part: &str| mail[part].as_str().unwrap().to_owned();
        assert_eq!(skeleton(&text("html")), skeleton(golden["html"].as_str().unwrap()), "{payload}");
        assert_eq!(text("text").split('\n').count(), golden["text"].as_str().unwrap().split('\n').count(), "{payload}");
        assert_eq!((&mail["headers"], &mail["to"], &mail["from"]), (&golden["headers"], &golden["to"], &golden["from"]), "{payload}");
        assert!(!mail.to_string().contains("agent ") && !mail.to_string().contains("state "), "nothing of the request is in it: {payload}");
        assert_eq!(shape(&street.browser().open("/login?state=s").await), start, "{payload}");
    }
}

#[tokio::test]
async fn t25_no_line_break_becomes_a_header() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("s").await;
    for tail in ["\r\nSet-Cookie: a=b", "\nx: y", "\rx", "\u{85}x", "\0", "\t"] {
        let page = browser.clone().open(&format!("/login?state=s{}", encode(tail))).await;
        assert_eq!(shape(&page), shape(&browser.clone().open("/login").await), "{tail:?}");
        assert!(page.status == 400 && page.location().is_empty() && page.cookies().is_empty(), "{tail:?}");
        let fields = with(&form.fields, "email", "jane@example.com");
        assert_eq!(browser.clone().post("/login/code", &with(&fields, "state", &format!("s{tail}"))).await.status, 400, "{tail:?}");
        let fields = with(&form.fields, "email", &format!("jane@example.com{tail}Bcc: joe@example.com"));
        assert_eq!(browser.clone().post("/login/code", &fields).await.problem(), "bad-address", "{tail:?}");
    }
    assert!(street.mails().await.is_empty());

    // What some readers take for the end of a line and `state` may hold goes all the way through, encoded.
    let (mut plain, state) = (street.browser(), "s\u{2028}Set-Cookie: a=b");
    let (golden, mut hostile) = (street.sign_in(&mut plain, "jane@example.com").await, street.browser());
    let form = hostile.ask_for_code(state, "joe@example.com").await;
    let mail = street.mails().await[0].clone();
    let done = hostile.submit_code(&form, &Code::of(&mail)).await;
    assert_eq!(shape(&done), shape(&golden));
    assert_eq!(done.parameter("state"), "s%E2%80%A8Set-Cookie%3A%20a%3Db");
    assert!(!mail.to_string().contains("Set-Cookie"), "the state is not in the mail");
}

#[tokio::test]
async fn t61_no_forwarding_header_makes_another_source() {
    let street = Street::with(&[("SENDS_PER_SOURCE", "2/h")]).await;
    let ask = async |mut browser: Browser, nth: u8, ip: &str| {
        let form = browser.start("s").await;
        let mut request = browser.request(Method::POST, "/login/code").header("sec-fetch-site", "same-origin");
        for name in ["x-forwarded-for", "x-real-ip", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-client-ip"] {
            request = request.header(name, ip);
        }
        request = request.header("forwarded", format!("for={ip};proto=https")).header("cloudfront-viewer-address", format!("{ip}:46532"));
        browser.send(request.form(&with(&form.fields, "email", &format!("victim{nth}@example.com")))).await.problem().to_owned()
    };
    for nth in 0..2 {
        assert_eq!(ask(street.browser(), nth, &format!("198.51.100.{nth}")).await, "");
    }
    let third = street.stays_clean(ask(street.browser(), 2, "198.51.100.2"));
    assert_eq!(third.await, "too-many-requests", "one socket is one source");
    assert_eq!(ask(street.browser_at(2), 3, "127.0.0.1").await, "", "and nobody else can be made to look like it");
    let sources = street.items_of("source").await;
    assert_eq!(sources.len(), 2, "{sources:?}");
}

/// All that can be read out of an answer: its text, its headers, and what they hold in base64.
fn everything(page: &Page) -> String {
    let headers = format!("{:?}", page.headers);
    let tokens = headers.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_');
    let decoded = tokens.filter_map(|token| URL_SAFE_NO_PAD.decode(token).ok()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    decoded.chain([page.html.clone(), headers.clone()]).collect::<Vec<_>>().join("\n")
}

/// Asserts that of all persons `text` names this one and no other.
#[track_caller]
fn only(person: &str, text: &str) {
    let named: Vec<_> = text.match_indices("person-").map(|(at, _)| text.get(at..at + person.len()).unwrap_or_default()).collect();
    assert!(!named.is_empty() && named.iter().all(|named| *named == person), "{person}: {named:?}");
}

/// Twenty persons at a time at the same functions, each with a `state` of the same name.
#[tokio::test(flavor = "multi_thread")]
async fn t77_two_hundred_logins_at_once_never_show_one_person_another() {
    const LANES: usize = 20;
    let street = Street::with(&[("SENDS_PER_SOURCE", "1000/h"), ("SENDS_PER_DEPLOYMENT", "100000/h")]).await;
    let mut asking = JoinSet::new();
    for lane in 0..LANES {
        let people: Vec<_> = (lane..200).step_by(LANES).map(|nth| (format!("person-{nth:03}"), street.browser())).collect();
        asking.spawn(async move {
            let mut asked = Vec::new();
            for (person, mut browser) in people {
                let start = browser.open(&browser.login_path(&person)).await;
                let sent = browser.submit_email(&EmailForm::of(&start), &format!("{person}@example.com")).await;
                assert_eq!((sent.status.as_u16(), sent.problem()), (303, ""), "{person}");
                let page = browser.open(sent.location()).await;
                for page in [&start, &sent, &page] {
                    only(&person, &everything(page));
                }
                assert!(page.text().contains(&format!("{person}@example.com")), "{person}: {}", page.text());
                let form = CodeForm { fields: page.form("/login/verify"), flow: String::new() };
                asked.push((person, browser, form));
            }
            asked
        });
    }
    let (asked, mails) = (asking.join_all().await.concat(), street.mails().await);
    assert_eq!(mails.len(), 200);
    let mut guessing = JoinSet::new();
    // As many at once as there are lanes.
    let lanes = Arc::new(Semaphore::new(LANES));
    for (person, mut browser, form) in asked {
        let mail = mails.iter().find(|mail| mail["to"] == format!("{person}@example.com")).unwrap().clone();
        only(&person, &mail.to_string());
        let lanes = Arc::clone(&lanes);
        guessing.spawn(async move {
            let _lane = lanes.acquire().await.unwrap();
            let done = browser.submit_code(&form, &Code::of(&mail)).await;
            assert_eq!(done.parameter("state"), person);
            only(&person, &everything(&done));
            assert!(everything(&done).contains(&format!("{person}@example.com")), "the assertion is of {person}");
        });
    }
    guessing.join_all().await;
}
