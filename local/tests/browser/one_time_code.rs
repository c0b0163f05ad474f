//! A sign-in page that is not ours: the one of examples/, with Authress's own SDK and our API, to the end.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;

use crate::chromium::Chromium;
use crate::packages;
use crate::sdk::real_time;
use crate::site::Site;
use crate::support::{Code, Street};

const PAGE: &str = include_str!("../../../examples/one-time-code/index.html");
/// The constants to change in it: name and value as it stands there.
const CONSTANTS: [(&str, &str); 4] = [
    ("AUTHRESS_DOMAIN", "https://login.example.com"),
    ("APPLICATION_ID", "app_example"),
    ("SERVICE_CLIENT_ID", "sc_example"),
    ("SERVICE_URL", "https://login-api.example.com"),
];

/// The page with its constants set.
fn page(authress: &str, service: &str) -> String {
    CONSTANTS.iter().zip([authress, "app_demo", "sc_demo", service]).fold(PAGE.to_owned(), |page, ((name, example), value)| {
        let (from, to) = (format!("const {name} = '{example}';"), format!("const {name} = '{value}';"));
        assert!(page.contains(&from), "{from}");
        page.replace(&from, &to)
    })
}

/// The app, with the page at its root. Where the street is it learns when a street is there: the street has to know the app first.
struct App {
    site: Site,
    street: Street,
}

impl App {
    async fn start() -> Self {
        let (set, html) = tokio::sync::watch::channel(String::new());
        let sdk = packages::file("@authress/login/dist/authress.min.js");
        let script = get(move || async move { ([(CONTENT_TYPE, "text/javascript")], sdk) });
        let site =
            Site::of(Router::new().route("/authress.min.js", script).fallback(move || async move { Html(html.borrow().clone()) })).await;
        let both = [("CHANNELS", "email,sms"), ("SMS_COUNTRIES", "CH,DE,US"), ("RESEND_COOLDOWN", "10s")];
        let street = Street::at(real_time(), &[&both[..], &[("APP_ORIGINS", &site.at("localhost"))]].concat()).await;
        set.send_replace(page(&street.running.authress, &street.running.functions));
        Self { site, street }
    }

    fn origin(&self) -> String {
        self.site.at("localhost")
    }
}

/// Asks for a code in a new browser.
async fn ask(app: &App, to: &str) -> Chromium {
    let chromium = Chromium::start().await;
    chromium.open(&app.origin()).await;
    chromium.fill("#to", to).await;
    chromium.click("#ask button").await;
    chromium.see("#verify:not([hidden])").await;
    assert_eq!(chromium.focus().await, "code", "the next key belongs there");
    chromium
}

async fn submit(chromium: &Chromium, code: &Code) {
    chromium.fill("#code", &code.0).await;
    chromium.click("#verify button").await;
}

/// Asserts that the person is signed in, and was on no page but the app's on the way.
async fn assert_signed_in(app: &App, chromium: &Chromium, person: &str, refused: usize) {
    chromium.reads(&format!("Signed in as {person}")).await;
    assert!(chromium.sees_no("form:not([hidden])").await);
    let (origin, pages) = (app.origin(), chromium.pages().await);
    let steps: Vec<_> = pages.iter().map(|page| (page.method.as_str(), page.place(), page.status)).collect();
    let (home, login) = (format!("{origin}/"), format!("{}/login", app.street.running.authress));
    assert_eq!(steps, [("GET", home.as_str(), 200), ("GET", &login, 302), ("GET", &home, 200)]);

    // Chromium itself tells of each answer that is an error, and the SDK of each of its calls.
    let told = chromium.driver.browser_log().await.unwrap().into_iter().filter(|entry| entry.level != "DEBUG").map(|entry| entry.message);
    let is_refusal = |told: &String| told.contains("Failed to load resource") && (told.contains("400") || told.contains("429"));
    let (expected, complaints): (Vec<_>, Vec<_>) = told.partition(is_refusal);
    assert_eq!(complaints, [""; 0]);
    assert_eq!(expected.len(), refused);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apps_own_page_signs_a_person_in_by_mail() {
    let app = App::start().await;
    let chromium = ask(&app, "jane@example.com").await;
    let mail = app.street.mails().await.remove(0);
    assert!(mail["text"].as_str().unwrap().contains(&app.origin()) && !mail["html"].as_str().unwrap().contains("href"), "{mail}");

    let code = app.street.code().await;
    submit(&chromium, &code.wrong(0)).await;
    chromium.reads("This is not the right code. You have 4 tries left.").await;
    assert_eq!(chromium.focus().await, "code");
    submit(&chromium, &code).await;
    assert_signed_in(&app, &chromium, "jane@example.com", 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apps_own_page_signs_a_person_in_by_text_after_another_code() {
    let app = App::start().await;
    let chromium = ask(&app, "+41 79 123 45 67").await;
    let first = app.street.code().await;
    chromium.click("#resend").await;
    chromium.reads("You can ask for another code in 10 seconds.").await;
    app.street.later(10);
    chromium.click("#resend").await;
    chromium.until("second text", async || (app.street.mails().await.len() == 2).then_some(())).await;
    chromium.until("the field has the focus", async || (chromium.focus().await == "code").then_some(())).await;

    let text = app.street.mails().await.remove(0);
    assert_eq!(text["to"], "+41791234567");
    let second = Code::of(&text);
    assert!(text["text"].as_str().unwrap().ends_with(&format!("\n@localhost #{}", second.0)), "{text}");
    assert!(first != second);
    submit(&chromium, &second).await;
    assert_signed_in(&app, &chromium, "+41791234567", 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_address_is_said_beside_the_field() {
    let app = App::start().await;
    let chromium = Chromium::start().await;
    chromium.open(&app.origin()).await;
    chromium.fill("#to", "jane@localhost").await;
    chromium.click("#ask button").await;
    chromium.reads("This is not an email address we can write to.").await;
    assert_eq!(chromium.focus().await, "to");
    assert!(app.street.items().await.is_empty());
    chromium.evaluate(&format!("{};0", packages::file("axe-core/axe.min.js"))).await;
    assert_eq!(chromium.evaluate("axe.run().then(result => result.violations.map(rule => rule.id + ' ' + rule.help))").await, json!([]));
}

/// CORS: Chromium keeps the answer from it, and asks before it sends anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_origin_learns_nothing() {
    let app = App::start().await;
    let other = Site::serving("<!DOCTYPE html><title>Kittens</title>".to_owned()).await;
    let chromium = Chromium::start().await;
    let body = json!({ "email": "jane@example.com", "authenticationRequestId": "state" });
    let call = |kind: &str| {
        let (url, body) = (format!("{}/api/codes", app.street.running.functions), body.to_string());
        let init = json!({ "method": "POST", "headers": { "content-type": kind }, "body": body });
        format!("fetch('{url}', {init}).then(answer => answer.status, fault => fault.name + ': ' + fault.message)")
    };
    chromium.open(&other.at("localhost")).await;
    // What needs no permission to be sent is refused when it is there.
    for kind in ["application/json", "text/plain"] {
        let answer = app.street.stays_clean(chromium.evaluate(&call(kind))).await;
        assert_eq!(answer, "TypeError: Failed to fetch", "{kind}");
    }
    chromium.open(&app.origin()).await;
    assert_eq!(chromium.evaluate(&call("application/json")).await, 201);
}
