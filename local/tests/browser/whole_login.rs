//! A person's login from the demo app and back to it, as Chromium goes through it.

use crate::chromium::Chromium;
use crate::support::Street;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t41_the_policy_lets_the_whole_login_pass_from_the_app_and_back_to_it() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    chromium.submit_code(&street.code().await).await;
    chromium.reads("Signed in as jane@example.com").await;

    let (app, functions, authress) = (&street.running.app, &street.running.functions, &street.running.authress);
    assert_eq!(chromium.address().await, format!("{app}/"));
    let pages = chromium.pages().await;
    let steps: Vec<_> = pages.iter().map(|page| (page.method.as_str(), page.place().to_owned(), page.status)).collect();
    let step = |method, origin: &str, path, status| (method, format!("{origin}{path}"), status);
    let whole = [
        step("GET", app, "/", 200),
        step("POST", app, "/sign-in", 303),
        step("GET", functions, "/login", 200),
        step("POST", functions, "/login/code", 303),
        step("GET", functions, "/login/code", 200),
        // One navigation from here on: Chromium held each hop of it against the `form-action` of the page it began on.
        step("POST", functions, "/login/verify", 303),
        step("GET", authress, "/login", 302),
        step("GET", app, "/", 303),
        step("GET", app, "/", 200),
    ];
    assert_eq!(steps, whole);
    chromium.assert_no_complaints().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t39_nothing_is_loaded_from_anywhere_else() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    chromium.assert_no_complaints().await;
    // What Chromium asks every site for by itself.
    let favicons = [&street.running.app, &street.running.functions].map(|origin| format!("{origin}/favicon.ico"));
    for exchange in chromium.exchanges().await {
        assert!(exchange.is_page || favicons.contains(&exchange.url), "{}", exchange.head());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t46_our_forms_name_their_origin_and_nobody_else_learns_our_query() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    chromium.submit_code(&street.code().await).await;
    chromium.reads("Signed in as jane@example.com").await;

    let functions = &street.running.functions;
    let pages = chromium.pages().await;
    let posts: Vec<_> = pages.iter().filter(|page| page.method == "POST" && page.url.starts_with(functions.as_str())).collect();
    assert_eq!(posts.len(), 2);
    for post in posts {
        assert_eq!(post.header("origin"), Some(functions.as_str()), "{}", post.head());
        assert_eq!(post.header("sec-fetch-site"), Some("same-origin"), "{}", post.head());
    }
    let verify = pages.iter().position(|page| page.place().ends_with("/login/verify")).unwrap();
    let elsewhere = &pages[verify + 1..];
    assert_eq!(elsewhere.len(), 3, "Authress, and the app twice");
    for page in elsewhere {
        assert!(page.header("sec-fetch-mode").is_some(), "the headers were recorded: {}", page.head());
        assert_eq!(page.header("referer"), None, "{}", page.head());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_login_works_without_script() {
    let street = Street::start().await;
    let chromium = Chromium::without_script().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let code = street.code().await;

    let link = format!("{}/login/code?flow={}#{}", street.running.functions, chromium.flow().await, code.0);
    chromium.open("about:blank").await;
    chromium.open(&link).await;
    assert_eq!(chromium.value("#code").await, "", "no script fills the field");
    assert_eq!(chromium.address().await, link, "nor tidies up the address");

    chromium.submit_code(&code.wrong(0)).await;
    chromium.reads("This is not the right code").await;
    chromium.submit_code(&code).await;
    chromium.reads("Signed in as jane@example.com").await;
}
