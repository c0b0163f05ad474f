//! What the answers tell the browser, and which requests of a browser are believed.

use reqwest::Method;

use crate::support::{CodeForm, EmailForm, Page, Street, with};

/// The header set of every answer of every function (docs/security.md, T40).
#[track_caller]
fn assert_headers(page: &Page, what: &str) {
    assert_headers_and(page, "same-origin", what);
}

/// With this policy about what the next one learns of where the browser comes from.
#[track_caller]
fn assert_headers_and(page: &Page, referrer_policy: &str, what: &str) {
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", referrer_policy),
    ] {
        assert_eq!(page.header(name), value, "{what}: {name}");
    }
    let policy = page.header("content-security-policy");
    for part in
        ["default-src 'none'", "form-action 'self' http://localhost:*", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"]
    {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert!(page.header("permissions-policy").contains("camera=()"), "{what}");
    assert!(page.headers.keys().all(|name| name != "server" && !name.as_str().starts_with("access-control")), "{what}");
}

#[tokio::test]
async fn t40_t52_every_answer_has_every_header() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    assert_headers(&browser.open(&browser.login_path("state")).await, "the first page");
    assert_headers(&browser.open("/login").await, "a 400");
    assert_headers(&browser.open("/login/code").await, "the page elsewhere");
    assert_headers(&street.browser().submit_email(&form, "jane@example.com").await, "a 403");
    assert_headers(&browser.submit_email(&form, "jane").await, "a bad address");
    let sent = browser.submit_email(&form, "jane@example.com").await;
    assert_headers(&sent, "a code sent");
    assert_headers(&browser.open(sent.location()).await, "the code's page");
    let json = browser.request(Method::POST, "/login/verify").header("content-type", "application/json").body("{}");
    assert_headers(&browser.send(json).await, "a 415");
    let form = browser.code_form(&form.flow).await;
    let code = street.code().await;
    assert_headers(&browser.submit_code(&form, &code.wrong(0)).await, "a wrong code");
    let done = browser.submit_code(&form, &code).await;
    assert_headers_and(&done, "no-referrer", "a login");
}

#[tokio::test]
async fn t39_a_page_holds_all_it_needs() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    for path in [browser.login_path("state"), format!("/login/code?flow={}", form.flow), "/login/code".to_owned()] {
        let page = browser.open(&path).await;
        assert!(!page.has("[src]") && !page.has("link:not([href='data:,'])") && !page.has("[style]") && !page.has("[onclick]"), "{path}");
        // The hash of the policy is the hash of what stands in the page.
        for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
            let inline = page.html.split_once(&format!("<{element}>")).unwrap().1.split_once(&format!("</{element}>")).unwrap().0;
            let digest = ring::digest::digest(&ring::digest::SHA256, inline.as_bytes());
            let hash = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, digest);
            let policy = page.header("content-security-policy");
            assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{element}: {policy}");
        }
    }
}

#[tokio::test]
async fn t42_a_flows_cookie_is_of_this_host_alone_and_says_what_the_next_page_needs() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let page = browser.open(&browser.login_path("state")).await;
    let flow = EmailForm::of(&page).flow;
    let cookie = |page: &Page| page.cookies().into_iter().map(str::to_owned).collect::<Vec<_>>();
    let attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=900";
    let minted = cookie(&page);
    assert_eq!(minted.len(), 1, "{minted:?}");
    assert!(minted[0].starts_with(&format!("__Host-flow-{flow}=")) && minted[0].ends_with(attributes), "{minted:?}");
    let sent = browser.submit_email(&EmailForm::of(&page), "jane@example.com").await;
    let set_again = cookie(&sent);
    assert!(set_again[0].starts_with(&format!("__Host-flow-{flow}=")) && set_again[0].ends_with(attributes), "{set_again:?}");
    let secret = |cookie: &str| cookie.split_once('=').unwrap().1.split([';', '.']).next().unwrap().to_owned();
    assert_eq!(secret(&minted[0]), secret(&set_again[0]), "the secret stays");
    let sent = set_again[0].split_once('.').unwrap().1.split(';').next().unwrap();
    let sent = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, sent).unwrap();
    let sent: serde_json::Value = serde_json::from_slice(&sent).unwrap();
    assert_eq!(sent, serde_json::json!({ "address": "jane@example.com", "state": "state", "sent_at": street.now(), "sends": 1 }));
}

#[tokio::test]
async fn t43_only_our_own_page_may_post() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let first = browser.start("state").await;
    let asked = browser.ask_for_code("other", "jane@example.com").await;
    let code = street.code().await;
    let posts = [("/login/code", with(&first.fields, "email", "joe@example.com")), ("/login/verify", with(&asked.fields, "code", &code.0))];
    street
        .stays_clean(async {
            for (path, fields) in &posts {
                for (name, value) in [
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-site", "same-site"),
                    ("sec-fetch-site", "none"),
                    ("origin", "https://evil.example"),
                    ("origin", "null"),
                    ("origin", "http://localhost"),
                ] {
                    let request = browser.request(Method::POST, path).header(name, value).form(fields);
                    let answer = browser.clone().send(request).await;
                    assert_eq!((answer.status.as_u16(), answer.location()), (403, ""), "{path} {name}: {value}");
                }
                let other_flow = if *path == "/login/code" { &asked.fields } else { &first.fields };
                let other = other_flow.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
                for token in ["", "x", &other] {
                    let answer = browser.clone().post(path, &with(fields, "csrf", token)).await;
                    assert_eq!((answer.status.as_u16(), answer.location()), (403, ""), "{path} {token}");
                }
            }
        })
        .await;
    // Who does not send the one is believed by the other, and who sends neither by the token.
    for (path, fields) in &posts {
        for origin in [Some(street.running.functions.as_str()), None] {
            let request = browser.request(Method::POST, path).form(fields);
            let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
            assert_eq!(browser.clone().send(request).await.status, 303, "{path} {origin:?}");
        }
    }
}

#[tokio::test]
async fn t45_t48_looking_changes_nothing() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let link = format!("/login/code?flow={}", form.flow);
    street
        .stays_clean(async {
            for _ in 0..20 {
                for path in [&link, &browser.login_path("state")] {
                    let head = browser.clone().send(browser.request(Method::HEAD, path)).await;
                    assert_eq!(head.status, 404, "a route for GET is none for HEAD");
                    let prefetch = browser.request(Method::GET, path).header("sec-purpose", "prefetch");
                    assert_eq!(browser.clone().send(prefetch).await.status, 200);
                    assert_eq!(street.browser().open(path).await.status, 200);
                }
            }
            let guess = format!("/login/verify?flow={}&code={}", form.flow, code.0);
            assert_eq!(browser.open(&guess).await.status, 404, "a guess is never a GET");
        })
        .await;
    street.assert_logs_in(&browser.submit_code(&form, &code).await);
}

/// T50: time tells nothing, because nothing is looked up for a stranger: whether there is such a flow is not asked.
#[tokio::test]
async fn t50_a_strangers_guess_asks_the_table_nothing() {
    let street = Street::start().await;
    let mut owner = street.browser();
    let form = owner.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    street.dynamodb.forget();
    let mut stranger = street.browser();
    stranger.submit_code(&form, &code).await.assert_generic();
    let unknown = CodeForm { fields: with(&form.fields, "flow", "AAAAAAAAAAAAAAAAAAAAAA"), flow: String::new() };
    stranger.submit_code(&unknown, &code).await.assert_generic();
    assert_eq!(street.dynamodb.calls(), Vec::<String>::new());
}

#[tokio::test]
async fn t51_outside_the_owning_browser_all_failures_are_one() {
    let street = Street::start().await;
    let (mut browser, mut stranger) = (street.browser(), street.browser());
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let mut strip = async |code| stranger.submit_code(&form, code).await.apart_from("-");
    let open = strip(&code).await;
    let wrong = code.wrong(0);
    assert_eq!(strip(&wrong).await, open);
    browser.submit_code(&form, &code).await;
    assert_eq!(strip(&code).await, open, "used");
    street.later(600);
    assert_eq!(strip(&code).await, open, "expired");
}

#[tokio::test]
async fn t54_coming_back_after_the_login_is_no_error() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    let done = browser.submit_code(&form, &code).await;
    let page = format!("/login/code?flow={}", form.flow);
    street.later(14);
    assert!(browser.open(&page).await.text().contains("We are taking you back to the app."));
    assert_eq!(browser.submit_code(&form, &code).await.location(), done.location(), "the same login");
    street.later(46);
    // In a tab that was frozen before; the cookie has gone by now.
    let late = browser.submit_code(&form, &code).await;
    late.assert_generic();
    browser.cookies.clear();
    let page = browser.open(late.location()).await;
    assert_eq!(page.status, 200);
    assert!(page.has("[role=alert]") && !page.has("form"), "{}", page.text());
}
