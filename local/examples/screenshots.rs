//! `cargo run -p local --example screenshots`: the pictures of the README, taken from a local run as a person sees it, on a phone and in
//! the light and in the dark. Needs Chromium and its chromedriver, as the browser tests do.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "without its pictures it ends")]

#[path = "../tests/browser/chromedriver.rs"]
mod chromedriver;
#[expect(dead_code, reason = "the Chromium of the tests, which need more of it")]
#[path = "../tests/browser/chromium.rs"]
mod chromium;
#[expect(dead_code, reason = "as above")]
#[path = "../tests/browser/network.rs"]
mod network;
#[path = "../tests/browser/site.rs"]
mod site;
#[expect(dead_code, unused_imports, reason = "the street of the tests, which need more of it")]
#[path = "../tests/login/support/mod.rs"]
mod support;

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chromium::Chromium;
use site::Site;
use support::Street;

/// Pixels: a phone's width, and height enough for each.
const SCREEN: (u32, u32) = (390, 800);

#[tokio::main]
async fn main() {
    let street = Street::with(&[("BRAND_NAME", "Acme")]).await;
    let chromium = Chromium::start().await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::create_dir_all(root.join("docs/screenshots")).unwrap();
    let shoot = async |name: &str| {
        for scheme in ["light", "dark"] {
            chromium.prefer(scheme, SCREEN).await;
            // A fifth of what the same picture weighs as PNG.
            let form = serde_json::json!({ "format": "webp", "quality": 85 });
            let picture = chromium.driver.cdp().send_raw("Page.captureScreenshot", form).await.unwrap();
            let file = format!("docs/screenshots/{name}-{scheme}.webp");
            std::fs::write(root.join(&file), STANDARD.decode(picture["data"].as_str().unwrap()).unwrap()).unwrap();
            println!("{file}");
        }
    };
    chromium.open(&format!("{}{}", street.running.functions, street.browser().login_path("state"))).await;
    shoot("start").await;
    chromium.fill("#email", "jane.doe@example.com").await;
    chromium.click("form button").await;
    chromium.see("#code").await;
    shoot("code").await;
    chromium.submit_code(&street.code().await.wrong(0)).await;
    chromium.see("#error").await;
    shoot("wrong-code").await;
    let mail = street.mails().await.remove(0);
    // The README shows what a person gets, and nobody gets a mail from 127.0.0.1.
    let html = mail["html"]
        .as_str()
        .unwrap()
        .replace(&street.running.functions, "https://login.acme.example")
        .replace("127.0.0.1", "login.acme.example");
    let mail = Site::serving(html).await;
    chromium.open(&mail.at("localhost")).await;
    shoot("mail").await;
}
