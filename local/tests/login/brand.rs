//! The team's own look and links, by variables alone.

use crate::support::Street;

const VARIABLES: [(&str, &str); 7] = [
    ("BRAND_NAME", "Acme & Söhne"),
    ("BRAND_COLOR", "#ffd400"),
    ("BRAND_LOGO_URL", "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="),
    ("BRAND_SUPPORT_EMAIL", "help+login@acme.example"),
    ("BRAND_TERMS_URL", "https://acme.example/terms?v=2"),
    ("BRAND_PRIVACY_URL", "https://acme.example/privacy"),
    ("BRAND_CSS", "h1 { font-family: Georgia, serif }"),
];

#[tokio::test]
async fn every_page_and_refusal_looks_and_links_as_the_team_wants() {
    let street = Street::with(&VARIABLES).await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = format!("/login/code?flow={}", form.flow);
    for path in ["/login?state=s", "/login", &code, "/login/code?flow=AAAAAAAAAAAAAAAAAAAAAA"] {
        let page = browser.open(path).await;
        assert!(page.has("header img[src^='data:image/svg+xml'][alt='']") && page.text_of("header").contains("Acme & Söhne"), "{path}");
        for link in ["mailto:help%2Blogin@acme.example", "https://acme.example/terms?v=2", "https://acme.example/privacy"] {
            assert!(page.has(&format!("footer a[href='{link}']")), "{path} {link}: {}", page.html);
        }
        let styles = page.texts_of("style");
        assert_eq!(styles.len(), 2, "{path}");
        assert!(
            styles[1].ends_with("h1 { font-family: Georgia, serif }") && !styles[1].starts_with(":root{--accent:#ffd400}"),
            "{styles:?}"
        );
        for inline in styles.iter().chain(&page.texts_of("script")) {
            let hash = ring::digest::digest(&ring::digest::SHA256, inline.as_bytes());
            let hash = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, hash);
            assert!(page.header("content-security-policy").contains(&format!("'sha256-{hash}'")), "{path}: {hash}");
        }
    }
    let mail = street.mails().await.remove(0);
    for part in ["text", "html"] {
        assert!(mail[part].as_str().unwrap().contains("help+login@acme.example"), "{mail}");
    }
    assert!(!mail["html"].as_str().unwrap().contains("<img"), "no picture, not even an inlined one: many mail programs show a hole");
}

#[tokio::test]
async fn without_a_brand_there_is_nothing_to_see_of_one() {
    let street = Street::start().await;
    let page = street.browser().open("/login?state=s").await;
    assert!(!page.has("footer") && !page.has("img") && page.texts_of("style").len() == 1, "{}", page.html);
}
