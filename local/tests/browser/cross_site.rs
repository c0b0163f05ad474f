//! Forms that other pages post to us in the person's browser.

use crate::chromium::Chromium;
use crate::site::Site;
use crate::support::Street;

/// A page whose form posts itself, with everything in it that an honest form of ours has: more than an attacker could know.
fn trap(action: &str, fields: &[(&str, &str)]) -> String {
    let inputs: Vec<_> = fields.iter().map(|(name, value)| format!("<input type=hidden name='{name}' value='{value}'>")).collect();
    let inputs = inputs.concat();
    format!(
        "<!DOCTYPE html><title>Kittens</title><form method=post action='{action}'>{inputs}</form><script>document.forms[0].submit()</script>"
    )
}

/// Lets such a page, served under `host`, post to both routes; `Sec-Fetch-Site` is what Chromium must call it.
async fn springs(host: &str, fetch_site: &str) {
    let street = Street::start().await;
    let chromium = Chromium::start().await;
    chromium.ask_for_code(&street, "jane@example.com").await;
    let code = street.code().await;
    let (flow, csrf) = (chromium.flow().await, chromium.value("form[action='/login/verify'] input[name=csrf]").await);
    // Past the pause between two mails: nothing but the check of where it comes from stands in the way.
    street.later(31);

    for route in ["/login/verify", "/login/code"] {
        let action = format!("{}{route}", street.running.functions);
        let fields = [("flow", flow.as_str()), ("csrf", &csrf), ("code", &code.0)];
        let fields = if route == "/login/verify" { &fields[..] } else { &fields[..2] };
        let site = Site::serving(trap(&action, fields)).await;
        street
            .stays_clean(async {
                chromium.open(&site.at(host)).await;
                chromium.reads("We accept a sign-in only from our own page").await;
            })
            .await;
        let pages = chromium.pages().await;
        let post = pages.iter().rfind(|page| page.method == "POST").unwrap();
        assert_eq!(post.step(), ("POST", action.as_str(), 403));
        assert_eq!(post.header("sec-fetch-site"), Some(fetch_site), "{}", post.head());
        assert_eq!(post.header("cookie").is_some(), fetch_site == "same-site", "SameSite=Lax: {}", post.head());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t43_a_form_of_another_site_is_refused() {
    springs("localhost", "cross-site").await;
}

/// Here the cookie comes along and the token is right: only the origin is another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t43_a_form_of_another_origin_of_the_same_site_is_refused() {
    springs("127.0.0.1", "same-site").await;
}
