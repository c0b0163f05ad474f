//! An app without a line of ours that signs anybody in: Authress's own SDK for browsers, as npm has it, does, through our pages.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::get;

use crate::chromium::Chromium;
use crate::packages;
use crate::site::Site;
use crate::support::Street;

/// What the SDK's own documentation has an app do.
const APP: &str = "<!DOCTYPE html><html lang=en><title>App</title><h1>App</h1><p id=person></p><button>Sign in</button>\
    <script src=/authress.js></script><script>
    const client = new Authress.LoginClient({ authressApiUrl: 'AUTHRESS', applicationId: 'app_demo' });
    document.querySelector('button').onclick = () => client.authenticate({ connectionId: 'sc_demo', redirectUrl: location.origin + '/' });
    client.userSessionExists().then(async signedIn => {
        const claims = signedIn && await client.getUserIdentity();
        document.getElementById('person').textContent = signedIn ? 'Signed in as ' + claims.email : 'Nobody is signed in';
    });
    </script>";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_sdk_signs_a_person_in_and_knows_them_afterwards() {
    let street = Street::at(real_time(), &[]).await;
    let (html, sdk) = (APP.replace("AUTHRESS", &street.running.authress), packages::file("@authress/login/dist/authress.min.js"));
    let script = get(move || async move { ([(CONTENT_TYPE, "text/javascript")], sdk) });
    let app = Site::of(Router::new().route("/authress.js", script).fallback(move || async move { Html(html) })).await;

    let chromium = Chromium::start().await;
    chromium.open(&app.at("localhost")).await;
    chromium.reads("Nobody is signed in").await;
    chromium.click("button").await;
    chromium.fill("#email", "jane@example.com").await;
    chromium.click("form[action='/login/code'] button").await;
    chromium.see("#code").await;
    chromium.submit_code(&street.code().await).await;
    chromium.reads("Signed in as jane@example.com").await;
    assert!(chromium.address().await.starts_with(&app.at("localhost")), "{}", chromium.address().await);

    // It keeps the session: nobody is asked again.
    chromium.driver.refresh().await.unwrap();
    chromium.reads("Signed in as jane@example.com").await;
    assert_eq!(street.mails().await.len(), 1);
}

/// What Chromium's clock says, by which the SDK makes what Authress believes for five minutes.
#[expect(clippy::disallowed_methods, reason = "the start of a test is where its clock is set")]
pub(crate) fn real_time() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}
