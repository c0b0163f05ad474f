//! Each person in their language, from the first page to the mail; nobody's page grows beyond what the network carries at once.

use reqwest::Method;
use shared::language::Language;

use crate::support::{Browser, Code, EmailForm, Page, Street, with};

/// Bytes that a server may send before it waits for the first acknowledgement: about ten segments of 1,460 (RFC 6928). API Gateway's HTTP API
/// does not compress, so this holds for headers and page as they are.
const FIRST_ROUND_TRIP: usize = 14 * 1024;

/// As much of a brand as a function's environment holds.
fn largest_brand() -> [(&'static str, String); 7] {
    [
        ("BRAND_NAME", "ä".repeat(64)),
        ("BRAND_COLOR", "#ffff00".to_owned()),
        ("BRAND_LOGO_URL", format!("data:image/png;base64,{}", "A".repeat(1_478))),
        ("BRAND_SUPPORT_EMAIL", format!("{}@{}.example", "a".repeat(60), "b".repeat(59))),
        ("BRAND_TERMS_URL", format!("https://acme.example/{}", "t".repeat(235))),
        ("BRAND_PRIVACY_URL", format!("https://acme.example/{}", "p".repeat(235))),
        ("BRAND_CSS", format!("/*{}*/", "x".repeat(996))),
    ]
}

/// A browser that says it reads this language.
fn reader(street: &Street, accept_language: &str) -> Browser {
    let mut browser = street.browser();
    browser.headers.push(("accept-language", accept_language.to_owned()));
    browser
}

#[track_caller]
fn assert_speaks(page: &Page, language: Language) {
    let html = format!("html[lang='{}'][dir='{}']", language.tag(), language.direction());
    assert!(page.has(&html), "{html}: {}", page.html);
    assert!(!page.html.contains("{$"), "a place was left open: {}", page.text());
    let sent = page.html.len() + page.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>();
    assert!(sent < FIRST_ROUND_TRIP, "{}: {sent} bytes", language.tag());
}

#[tokio::test]
async fn a_whole_login_is_in_the_language_that_the_browser_reads() {
    let brand = largest_brand();
    let variables: Vec<_> = brand.iter().map(|(name, value)| (*name, value.as_str())).chain([("SENDS_PER_SOURCE", "1000/h")]).collect();
    let street = Street::with(&variables).await;
    for language in Language::ALL {
        let (mut browser, tag) = (reader(&street, &format!("{},en;q=0.1", language.tag())), language.tag());
        let start = browser.open(&browser.login_path("state")).await;
        assert_speaks(&start, language);
        for problem in ["bad-address", "refused-address", "too-many-requests&retry_after=86400"] {
            assert_speaks(&browser.open(&format!("{}&problem={problem}", browser.login_path("state"))).await, language);
        }
        let sent = browser.submit_email(&EmailForm::of(&start), &format!("jane@{}.example", tag.to_lowercase())).await;
        let path = sent.location().to_owned();
        assert!(!path.contains("ui_locales"), "{path}");
        let page = browser.open(&path).await;
        assert_speaks(&page, language);

        let mail = street.mails().await.remove(0);
        let code = Code::of(&mail);
        assert_eq!(code.0.len(), 6, "{tag}: the code comes first: {mail}");
        assert!(mail["html"].as_str().unwrap().contains(&format!("<html lang=\"{tag}\" dir=\"{}\">", language.direction())), "{mail}");
        let unmarked = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
        let label = unmarked(&page.text_of("#label"));
        assert!(!label.is_empty(), "{tag}");
        for part in ["subject", "text", "html"] {
            assert!(unmarked(mail[part].as_str().unwrap()).contains(&label), "{tag} {part}: {label}: {mail}");
        }

        for problem in [
            "cooldown&retry_after=30",
            "too-many-requests&retry_after=7200",
            "malformed-code",
            "wrong-code&left=3",
            "wrong-code",
            "expired",
        ] {
            assert_speaks(&browser.open(&format!("{path}&problem={problem}")).await, language);
        }
        for problem in ["locked", "start-again"] {
            assert_speaks(&browser.open(&format!("{path}&problem={problem}")).await, language);
            assert_speaks(&reader(&street, tag).open(&format!("{path}&problem={problem}")).await, language);
        }
        assert_speaks(&reader(&street, tag).open(&path).await, language);
        let done = browser.post("/login/verify", &with(&page.form("/login/verify"), "code", &code.0)).await;
        street.assert_logs_in(&done);
        assert_speaks(&browser.open(&path).await, language);
    }
}

#[tokio::test]
async fn what_the_login_request_asks_for_travels_to_the_mail_and_back() {
    let street = Street::start().await;
    let mut browser = reader(&street, "fr");
    let start = browser.open(&format!("{}&ui_locales=tlh%20de", browser.login_path("state"))).await;
    assert_speaks(&start, Language::German);
    let (action, fields) = ("/login/code?ui_locales=de", start.form("/login/code?ui_locales=de"));

    let refused = browser.post(action, &with(&fields, "email", "nobody")).await;
    assert!(refused.location().ends_with("&problem=bad-address&ui_locales=de"), "{}", refused.location());
    assert_speaks(&browser.open(refused.location()).await, Language::German);

    let sent = browser.post(action, &with(&fields, "email", "jane@example.com")).await;
    assert!(sent.location().ends_with("&ui_locales=de"), "{}", sent.location());
    let page = browser.open(sent.location()).await;
    assert_speaks(&page, Language::German);
    assert!(page.has("a[href^='/login?state=state'][href$='&ui_locales=de']"), "also a new start: {}", page.html);
    let mail = street.mails().await.remove(0);
    assert!(mail["text"].as_str().unwrap().contains("&ui_locales=de#"), "{mail}");

    let verify = page.form("/login/verify?ui_locales=de");
    let wrong = browser.post("/login/verify?ui_locales=de", &with(&verify, "code", &Code::of(&mail).wrong(0).0)).await;
    assert_speaks(&browser.open(wrong.location()).await, Language::German);
    let done = browser.post("/login/verify?ui_locales=de", &with(&verify, "code", &Code::of(&mail).0)).await;
    street.assert_logs_in(&done);
    assert!(!done.location().contains("ui_locales"), "{}", done.location());
}

/// Refusals come from all three functions.
#[tokio::test]
async fn a_refusal_is_in_the_language_of_whoever_is_refused() {
    let street = Street::start().await;
    for (path, method) in [("/login", Method::GET), ("/login/code", Method::POST), ("/login/verify", Method::POST)] {
        let mut browser = reader(&street, "ar");
        let request = browser.request(method.clone(), path);
        let page = browser.send(request).await;
        assert!(page.status.is_client_error(), "{path}");
        assert_speaks(&page, Language::Arabic);
        let request = browser.request(method, &format!("{path}?ui_locales=ja&ui_locales=de"));
        assert_speaks(&browser.send(request).await, Language::Arabic);
    }
}
