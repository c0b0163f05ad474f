//! What makes it pleasant, for people with script and without, with a mouse, a keyboard or a thumb.

use thirtyfour::prelude::*;

use crate::chromium::Chromium;
use crate::support::{Code, Street};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.open(&street.running.app).await;
    chromium.see("form[action='/sign-in'] button").await.focus().await.unwrap();
    chromium.press(Key::Enter).await;
    chromium.see("#email").await;
    assert_eq!(chromium.focus().await, "email");
    chromium.press("nobody@localhost").await;
    chromium.press(Key::Enter).await;

    // The focus is on what went wrong, and the field is the next stop.
    chromium.reads("This is not an email address").await;
    assert_eq!(chromium.focus().await, "error");
    chromium.press(Key::Tab).await;
    assert_eq!(chromium.focus().await, "email");
    chromium.press("jane@example.com").await;
    chromium.press(Key::Enter).await;

    chromium.see("#code").await;
    assert_eq!(chromium.focus().await, "code");
    let code = street.code().await;
    chromium.press(code.wrong(0).0).await;
    chromium.press(Key::Enter).await;
    chromium.reads("This is not the right code").await;
    assert_eq!(chromium.focus().await, "error");
    chromium.press(Key::Tab).await;
    chromium.press(code.0).await;
    chromium.press(Key::Enter).await;
    chromium.reads("Signed in as jane@example.com").await;
    chromium.assert_no_complaints().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_shows_all_of_it() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.prefer("light", (390, 844)).await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let field = chromium.see("#code").await;
    for (name, value) in [("inputmode", "numeric"), ("autocomplete", "one-time-code"), ("type", "text")] {
        assert_eq!(field.attr(name).await.unwrap().as_deref(), Some(value));
    }
    assert_eq!(field.attr("maxlength").await.unwrap(), None);
    // What must be there without scrolling: the field and its button.
    let bottom = chromium.evaluate("document.querySelector('form button').getBoundingClientRect().bottom").await;
    assert!(bottom.as_f64().unwrap() < 600.0, "with the keyboard open there is little more: {bottom}");
    chromium.submit_code(&street.code().await).await;
    chromium.reads("Signed in as jane@example.com").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_sentence_is_a_code() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let code = street.code().await.0;
    chromium.submit_code(&Code(format!("Your code is {} {}", &code[..3], &code[3..]))).await;
    chromium.reads("Signed in as jane@example.com").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t57_a_double_click_sends_one_mail_and_spends_one_guess() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.open(&street.running.app).await;
    chromium.click("form[action='/sign-in'] button").await;
    chromium.fill("#email", "jane@example.com").await;
    double_click(&chromium, "form[action='/login/code'] button").await;
    chromium.see("#code").await;
    assert_eq!(street.mails().await.len(), 1);

    let (flow, code) = (chromium.flow().await, street.code().await);
    chromium.fill("#code", &code.0).await;
    double_click(&chromium, "form[action='/login/verify'] button").await;
    chromium.reads("Signed in as jane@example.com").await;
    assert_eq!(street.attempts(&flow).await, 1);
    let pages = chromium.pages().await;
    for place in ["/login/code", "/login/verify"] {
        let posts = pages.iter().filter(|page| page.method == "POST" && page.place().ends_with(place)).count();
        assert_eq!(posts, 1, "{place}");
    }
}

async fn double_click(chromium: &Chromium, selector: &str) {
    let button = chromium.see(selector).await;
    chromium.driver.action_chain().double_click_element(&button).perform().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t53_two_tabs_are_two_logins() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let (first, jane) = (chromium.driver.window().await.unwrap(), street.code().await);
    let second = chromium.driver.new_tab().await.unwrap();
    chromium.driver.switch_to_window(second.clone()).await.unwrap();
    chromium.ask_for_code(&street, "joe@example.com").await;
    let joe = street.code().await;
    for (tab, code, person) in [(first, jane, "jane"), (second, joe, "joe")] {
        chromium.driver.switch_to_window(tab).await.unwrap();
        chromium.submit_code(&code).await;
        chromium.reads(&format!("Signed in as {person}@example.com")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_code_is_counted_down_to() {
    let street = Street::with(&[("RESEND_COOLDOWN", "60s")]).await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    assert!(chromium.sees_no("button.second:enabled").await);
    let clock = async || chromium.see("#wait").await.text().await.unwrap();
    let first = clock().await;
    assert!(first == "1:00" || first.strip_prefix("0:").is_some_and(|seconds| seconds.len() == 2), "{first}");
    chromium.until("earlier time on the clock", async || (clock().await < first).then_some(())).await;
    street.later(58);
    chromium.driver.refresh().await.unwrap();
    // Two seconds that pass in the browser, which the server knows to be so.
    chromium.see("button.second:enabled").await;
    assert_eq!(chromium.see("#wait").await.text().await.unwrap(), "");
    street.later(2);
    chromium.click("button.second").await;
    chromium.reads("We have sent another code to jane@example.com.").await;
    assert_eq!(street.mails().await.len(), 2);
    chromium.assert_no_complaints().await;
}

/// Nothing reloads by itself, which could take from somebody what they are typing: each look at the page tells how long it still is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_script_the_next_code_is_counted_down_to_by_reloading() {
    let street = Street::with(&[("RESEND_COOLDOWN", "10s")]).await;
    let chromium = Chromium::without_script().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    assert_eq!(chromium.see("#wait").await.text().await.unwrap(), "in 10 seconds");
    street.later(8);
    chromium.driver.refresh().await.unwrap();
    assert_eq!(chromium.see("#wait").await.text().await.unwrap(), "in 2 seconds");
    chromium.click("button.second").await;
    chromium.reads("You can ask for another code in 2 seconds").await;
    assert_eq!(street.mails().await.len(), 1);
    street.later(1);
    chromium.driver.refresh().await.unwrap();
    chromium.reads("You can ask for another code in 1 second.").await;
    street.later(1);
    chromium.driver.refresh().await.unwrap();
    assert!(chromium.sees_no("#wait").await && chromium.sees_no("#error").await, "{}", chromium.text().await);
    chromium.click("button.second").await;
    chromium.reads("We have sent another code to jane@example.com.").await;
    chromium.reads("No further code can be sent").await;
    assert_eq!(street.mails().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_button_says_what_it_does_and_is_itself_again_when_one_comes_back() {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.open(&format!("{}{}", street.running.functions, street.browser().login_path("state"))).await;
    // In a browser that knows nothing of ARIA's properties, as some that are still in use.
    let press = "delete Element.prototype.ariaDisabled; const form = document.forms[0]; let posts = 0; \
        form.addEventListener('submit', event => { if (!event.defaultPrevented) posts += 1; event.preventDefault(); }); \
        const button = form.querySelector('button'); const look = () => [button.textContent, button.getAttribute('aria-disabled'), posts]; \
        form.email.value = 'jane@example.com'; form.requestSubmit(); form.requestSubmit(); look()";
    assert_eq!(chromium.evaluate(press).await, serde_json::json!(["Sending the code…", "true", 1]));
    let shown = |persisted: bool| format!("dispatchEvent(new PageTransitionEvent('pageshow', {{ persisted: {persisted} }})); look()");
    assert_eq!(
        chromium.evaluate(&shown(false)).await,
        serde_json::json!(["Sending the code…", "true", 1]),
        "the end of loading is no return"
    );
    assert_eq!(chromium.evaluate(&shown(true)).await, serde_json::json!(["Send me a code", null, 1]));
    assert_eq!(chromium.evaluate("form.requestSubmit(); look()").await, serde_json::json!(["Sending the code…", "true", 2]));
}
