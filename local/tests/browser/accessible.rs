//! Whoever looks or listens, in the light or in the dark, on a small screen, from right to left: every state, judged by axe-core in a real
//! Chromium.

use serde_json::json;

use crate::chromium::Chromium;
use crate::states::{self, Tour};
use crate::support::Street;
use crate::{network, packages};

/// Screens: of a desk, and of the smallest phone, which is also 1,280 pixels at 400 % (WCAG 2.2, success criterion 1.4.10).
const DESK: (u32, u32) = (1280, 800);
const SMALLEST: (u32, u32) = (320, 568);

/// WCAG 2.0 to 2.2, levels A and AA. Named, because axe-core leaves out some rules that nobody names.
const WCAG: &str = "'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'";
/// What axe-core finds wrong, and of what it cannot tell, this.
const JUDGE: &str = "axe.run(document, { runOnly: [RULES] }).then(result => \
    [...result.violations, ...result.incomplete.filter(rule => rule.id === 'UNTOLD')].map(rule => \
        rule.id + ' ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join()))";
/// What axe-core does not look at: one heading, the language and its direction, no scrolling sideways, letters that phones need not enlarge.
const LOOK: &str = "[document.querySelectorAll('h1').length === 1, document.documentElement.lang, document.documentElement.dir, \
    document.documentElement.scrollWidth <= document.documentElement.clientWidth, \
    [...document.querySelectorAll('input:not([type=hidden])')].every(input => parseFloat(getComputedStyle(input).fontSize) >= 16)]";

/// What is wrong with the document in front, in the light and in the dark. A mail is no page: axe's best practices are about pages, and its
/// ground is the mail program's, of which axe knows nothing.
async fn judge(chromium: &Chromium, is_page: bool) -> Vec<String> {
    chromium.evaluate(&format!("{};0", packages::file("axe-core/axe.min.js"))).await;
    let (rules, untold) = if is_page { (format!("{WCAG}, 'best-practice'"), "color-contrast") } else { (WCAG.to_owned(), "") };
    let judge = JUDGE.replace("RULES", &rules).replace("UNTOLD", untold);
    let mut faults = Vec::new();
    for scheme in ["light", "dark"] {
        chromium.prefer(scheme, DESK).await;
        let found = chromium.evaluate(&judge).await;
        faults.extend(found.as_array().unwrap().iter().map(|fault| format!("{scheme}: {fault}")));
    }
    faults
}

/// What is wrong with the look of the document in front on the smallest screen.
async fn look(chromium: &Chromium, tag: &str, direction: &str) -> Option<String> {
    chromium.prefer("light", SMALLEST).await;
    let looks = chromium.evaluate(LOOK).await;
    (looks != json!([true, tag, direction, true, true])).then(|| looks.to_string())
}

/// Every state in one language: what is wrong with it, if anything.
async fn faults(tag: &str, direction: &str) -> Vec<String> {
    let variables = [("SENDS_PER_SOURCE", "1000/h"), ("CHANNELS", "email,sms"), ("SMS_COUNTRIES", "CH")];
    let (street, chromium) = (Street::with(&variables).await, Chromium::start().await);
    let (mut faults, mut count) = (Vec::new(), 0);
    let tour = Tour { chromium: &chromium, street: &street, tag };
    tour.each(&mut async |state: &str| {
        count += 1;
        let found = judge(&chromium, state != "mail").await.into_iter().chain(look(&chromium, tag, direction).await);
        faults.extend(found.map(|fault| format!("{tag} {state} {fault}")));
        chromium.prefer("light", DESK).await;
    })
    .await;
    assert_eq!(count, states::COUNT);
    network::assert_only(&chromium.exchanges().await, &["http://127.0.0.1:", "http://localhost:"]);
    faults
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_is_accessible_in_the_light_and_in_the_dark() {
    assert_eq!(faults("en", "ltr").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_is_accessible_from_right_to_left() {
    assert_eq!(faults("ar", "rtl").await, [""; 0]);
}

/// A judge that finds nothing anywhere proves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_seen() {
    let css = "label { display: none } .hint { color: #ccc } button { width: 600px } input { font-size: 15px !important }";
    let (street, chromium) = (Street::with(&[("BRAND_CSS", css)]).await, Chromium::start().await);
    chromium.open(&format!("{}{}", street.running.functions, street.browser().login_path("state"))).await;
    let faults = judge(&chromium, true).await.concat();
    assert!(faults.contains("color-contrast ") && faults.contains("label "), "{faults}");
    assert_eq!(look(&chromium, "en", "ltr").await.as_deref(), Some(r#"[true,"en","ltr",false,false]"#));
}

/// Long words, and short ones, fit on the smallest screen in every language.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_language_fits_on_a_small_screen() {
    let (street, chromium) = (Street::with(&[("SENDS_PER_SOURCE", "1000/h")]).await, Chromium::start().await);
    for language in shared::language::Language::ALL {
        let tag = language.tag();
        let login = format!("{}{}&ui_locales={tag}", street.running.functions, street.browser().login_path("state"));
        chromium.open(&format!("{login}&problem=bad-address")).await;
        assert_eq!(look(&chromium, tag, language.direction()).await, None);
        chromium.fill("#email", &format!("jane@{}.example", tag.to_lowercase())).await;
        chromium.click("form button").await;
        chromium.see("#code").await;
        assert_eq!(look(&chromium, tag, language.direction()).await, None);
    }
}

/// Whoever prefers a brand's colour that nobody can read gets one that can be read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_brand_of_any_colour_can_be_read() {
    for color in ["#ffff00", "#000000", "#ffffff", "#777777"] {
        let brand = [("BRAND_COLOR", color), ("BRAND_SUPPORT_EMAIL", "help@acme.example"), ("BRAND_TERMS_URL", "https://acme.example/")];
        let (street, chromium) = (Street::with(&brand).await, Chromium::start().await);
        chromium.ask_for_code(&street, "jane@example.com").await;
        assert_eq!(judge(&chromium, true).await, [""; 0], "{color}");
    }
}

/// Colours are the person's own then: what was told apart by colour alone would be gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_forced_colours_everything_has_an_outline() {
    let (street, chromium) = (Street::start().await, Chromium::start().await);
    chromium.open(&format!("{}{}&problem=bad-address", street.running.functions, street.browser().login_path("state"))).await;
    let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    chromium.driver.cdp().send_raw("Emulation.setEmulatedMedia", forced).await.unwrap();
    let outlines = "['.error', '#email', 'button'].map(selector => getComputedStyle(document.querySelector(selector))).map(style => \
        parseFloat(style.borderBlockStartWidth) >= 1 && style.borderBlockStartColor !== getComputedStyle(document.body).backgroundColor && \
        style.borderBlockStartColor.startsWith('rgb('))";
    assert_eq!(chromium.evaluate(outlines).await, json!([true, true, true]));
}
