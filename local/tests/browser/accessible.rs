//! Whoever looks or listens, in the light or in the dark, on a small screen, from right to left: every state, judged by axe-core in a real
//! Chromium.

use crate::chromium::Chromium;
use crate::states;
use crate::support::Street;
use crate::{network, packages};

/// Screens: of a desk, and of the smallest phone, which is also 1,280 pixels at 400 % (WCAG 2.2, success criterion 1.4.10).
const DESK: (u32, u32) = (1280, 800);
const SMALLEST: (u32, u32) = (320, 568);

/// What axe-core finds wrong, with all its rules; a mail is no page, and is asked for WCAG alone.
const JUDGE: &str = "axe.run(document, MAIL ? { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } : {}).then(result => \
    result.violations.map(violation => violation.id + ' ' + violation.nodes.map(node => node.html + ' ' + node.failureSummary).join()))";
/// What axe-core does not look at.
const LOOK: &str = "[document.querySelectorAll('h1').length === 1, document.documentElement.lang, document.documentElement.dir, \
    document.documentElement.scrollWidth <= innerWidth, \
    [...document.querySelectorAll('input:not([type=hidden])')].every(input => parseFloat(getComputedStyle(input).fontSize) >= 16)]";

/// Every state in one language: what is wrong with it, if anything.
async fn faults(tag: &str, direction: &str) -> Vec<String> {
    let (street, chromium) = (Street::with(&[("SENDS_PER_SOURCE", "1000/h")]).await, Chromium::start().await);
    let (axe, mut faults, mut states) = (packages::file("axe-core/axe.min.js"), Vec::new(), 0);
    states::each(&chromium, &street, tag, &mut async |state: &str| {
        states += 1;
        chromium.evaluate(&format!("{axe};0")).await;
        let judge = JUDGE.replace("MAIL", if state == "mail" { "true" } else { "false" });
        for scheme in ["light", "dark"] {
            chromium.prefer(scheme, DESK).await;
            let violations = chromium.evaluate(&judge).await;
            faults.extend(violations.as_array().unwrap().iter().map(|violation| format!("{tag} {scheme} {state}: {violation}")));
        }
        chromium.prefer("light", SMALLEST).await;
        let looks = chromium.evaluate(LOOK).await;
        if looks != serde_json::json!([true, tag, direction, true, true]) {
            faults.push(format!("{tag} {state}: {looks}"));
        }
        chromium.prefer("light", DESK).await;
    })
    .await;
    assert!(states >= 25, "{states}");
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
async fn axe_sees_what_is_wrong() {
    let css = "label { display: none } .hint { color: #ccc }";
    let (street, chromium) = (Street::with(&[("BRAND_CSS", css)]).await, Chromium::start().await);
    chromium.open(&format!("{}{}", street.running.functions, street.browser().login_path("state"))).await;
    chromium.evaluate(&format!("{};0", packages::file("axe-core/axe.min.js"))).await;
    let violations = chromium.evaluate(&JUDGE.replace("MAIL", "false")).await.to_string();
    assert!(violations.contains("color-contrast ") && violations.contains("label "), "{violations}");
}

/// Long words, and short ones, fit on the smallest screen in every language.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_language_fits_on_a_small_screen() {
    let (street, chromium) = (Street::with(&[("SENDS_PER_SOURCE", "1000/h")]).await, Chromium::start().await);
    chromium.prefer("light", SMALLEST).await;
    for language in shared::language::Language::ALL {
        let tag = language.tag();
        let login = format!("{}{}&ui_locales={tag}", street.running.functions, street.browser().login_path("state"));
        chromium.open(&format!("{login}&problem=bad-address")).await;
        assert_eq!(chromium.evaluate(LOOK).await, serde_json::json!([true, tag, language.direction(), true, true]));
        chromium.fill("#email", &format!("jane@{}.example", tag.to_lowercase())).await;
        chromium.click("form button").await;
        chromium.see("#code").await;
        assert_eq!(chromium.evaluate(LOOK).await, serde_json::json!([true, tag, language.direction(), true, true]));
    }
}

/// Whoever prefers a brand's colour that nobody can read gets one that can be read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_brand_of_any_colour_can_be_read() {
    let axe = packages::file("axe-core/axe.min.js");
    for color in ["#ffff00", "#000000", "#ffffff", "#777777"] {
        let brand = [("BRAND_COLOR", color), ("BRAND_SUPPORT_EMAIL", "help@acme.example"), ("BRAND_TERMS_URL", "https://acme.example/")];
        let (street, chromium) = (Street::with(&brand).await, Chromium::start().await);
        chromium.ask_for_code(&street, "jane@example.com").await;
        chromium.evaluate(&format!("{axe};0")).await;
        for scheme in ["light", "dark"] {
            chromium.prefer(scheme, DESK).await;
            assert_eq!(chromium.evaluate(&JUDGE.replace("MAIL", "false")).await, serde_json::json!([]), "{color} {scheme}");
        }
    }
}
