//! The operator's browser: opens what the doctor printed, types an address and the code of the mail, and follows every redirect.

use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use scraper::{Html, Selector};
use serde_json::Value;

/// Logs in as `email`, from the page at `url` back to the doctor; says what the last page says.
pub(crate) async fn log_in(running: &local::Running, url: &str, email: &str) -> String {
    let http = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    let page = http.get(url).send().await.unwrap();
    let cookie = cookie(&page);
    let fields = filled(&page.text().await.unwrap(), "/login/code", "email", email);
    let sent = post(&http, &format!("{}/login/code", running.functions), &cookie, &fields).await;

    let cookie = self::cookie(&sent);
    let next = format!("{}{}", running.functions, location(&sent));
    let page = http.get(next).header("cookie", &cookie).send().await.unwrap();
    let fields = filled(&page.text().await.unwrap(), "/login/verify", "code", &code(running).await);
    let done = post(&http, &format!("{}/login/verify", running.functions), &cookie, &fields).await;

    let back = http.get(location(&done)).send().await.unwrap();
    http.get(location(&back)).send().await.unwrap().text().await.unwrap()
}

async fn post(http: &Client, url: &str, cookie: &str, fields: &[(String, String)]) -> Response {
    http.post(url).header("cookie", cookie).header("sec-fetch-site", "same-origin").form(fields).send().await.unwrap()
}

fn cookie(answer: &Response) -> String {
    answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
}

fn location(answer: &Response) -> String {
    answer.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// The form for `action` that has `field`, with `value` in it. The page may have one for each channel.
fn filled(html: &str, action: &str, field: &str, value: &str) -> Vec<(String, String)> {
    let (forms, inputs) = (Selector::parse(&format!("form[action='{action}']")).unwrap(), Selector::parse("input").unwrap());
    let html = Html::parse_document(html);
    let attribute = |input: &scraper::ElementRef<'_>, name: &str| input.attr(name).unwrap_or_default().to_owned();
    let fields = |form: scraper::ElementRef<'_>| -> Vec<_> {
        form.select(&inputs).map(|input| (attribute(&input, "name"), attribute(&input, "value"))).collect()
    };
    let mut fields = html.select(&forms).map(fields).find(|fields| fields.iter().any(|(name, _)| name == field)).unwrap();
    value.clone_into(&mut fields.iter_mut().find(|(name, _)| name == field).unwrap().1);
    fields
}

/// The code of the newest mail: the first run of digits, without the space in it.
async fn code(running: &local::Running) -> String {
    let mails: Value = reqwest::get(format!("{}/mailbox.json", running.app)).await.unwrap().json().await.unwrap();
    let text = mails[0]["text"].as_str().unwrap();
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    digits.chars().take_while(|letter| letter.is_ascii_digit() || *letter == ' ').filter(char::is_ascii_digit).collect()
}
