//! Requests that no honest browser makes: answered on the spot, without a `Location`, and nothing happens.

use reqwest::Method;

use crate::support::{Street, encode, with};

#[tokio::test]
async fn t14_t15_a_login_request_that_is_not_ours_says_so_and_how_to_start_again() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let long = format!("/login?state={}", "a".repeat(513));
    let longer = format!("/login?state=s&x={}", "a".repeat(9_000));
    for path in [
        "/login",
        "/login?state=",
        "/login?state=a&state=b",
        "/login?state[]=a",
        "/login?state=%ff",
        "/login?state=%zz",
        "/login?state=a%0d%0ab",
        &long,
        &longer,
    ] {
        let page = browser.open(path).await;
        assert_eq!((page.status.as_u16(), page.location()), (400, ""), "{path}");
        assert!(page.text().contains("Sign in"), "it says how to start again: {}", page.text());
        assert!(page.cookies().is_empty(), "{path}");
    }
    let state = "a".repeat(512);
    assert_eq!(browser.open(&format!("/login?state={state}")).await.status, 200);
    assert_eq!(browser.open("/login?state=s&utm=%zz&utm=2&anything[]=x").await.status, 200, "what is not ours steers nothing");
}

#[tokio::test]
async fn t19_t37_other_methods_and_paths_are_not_found() {
    let street = Street::start().await;
    let mut browser = street.browser();
    for path in ["/login", "/login/code", "/login/verify"] {
        for method in ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = browser.send(browser.request(method.clone(), path)).await;
            assert!([404, 405].contains(&answer.status.as_u16()), "{method} {path}: {}", answer.status);
        }
    }
    for path in ["/", "/login/", "/login/code/", "/LOGIN", "/login;x.css", "/favicon.ico"] {
        assert_eq!(browser.open(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn t18_only_a_form_is_a_form() {
    let street = Street::start().await;
    let mut browser = street.browser();
    let form = browser.start("state").await;
    let fields = with(&form.fields, "email", "jane@example.com");
    let body = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&");
    let post = |kind: Option<&str>, body: Vec<u8>| {
        let request = browser.request(Method::POST, "/login/code").body(body);
        kind.map_or_else(|| browser.request(Method::POST, "/login/code").body("x=1"), |kind| request.header("content-type", kind))
    };
    street
        .stays_clean(async {
            for kind in [
                Some("multipart/form-data; boundary=x"),
                Some("text/plain"),
                Some("application/json"),
                Some("application/x-www-form-urlencoded, text/html"),
                Some("application/x-www-form-urlencoded; charset=utf-16"),
                None,
            ] {
                let answer = browser.clone().send(post(kind, body.clone().into_bytes())).await;
                assert_eq!((answer.status.as_u16(), answer.location()), (415, ""), "{kind:?}");
            }
            let gzip = post(Some("application/x-www-form-urlencoded"), body.clone().into_bytes()).header("content-encoding", "gzip");
            assert_eq!(browser.clone().send(gzip).await.status, 415);
            let large = format!("{body}&x={}", "a".repeat(4_096));
            let answer = browser.clone().send(post(Some("application/x-www-form-urlencoded"), large.into_bytes())).await;
            assert_eq!((answer.status.as_u16(), answer.location()), (413, ""));
            for bad in ["&email=b%40y.com", "&state=other", "&email=%ff%fe%40x.com", "&flow=%"] {
                let text = if bad.contains("%ff") {
                    body.replace("email=jane%40example%2Ecom", "email=%ff%fe%40x.com")
                } else {
                    format!("{body}{bad}")
                };
                let answer = browser.clone().send(post(Some("application/x-www-form-urlencoded"), text.into_bytes())).await;
                assert_eq!((answer.status.as_u16(), answer.location()), (400, ""), "{bad}");
            }
            let raw = [body.as_bytes(), &[0xff, 0xfe]].concat();
            assert_eq!(browser.clone().send(post(Some("application/x-www-form-urlencoded"), raw)).await.status, 400);
        })
        .await;
    let upper = post(Some("Application/X-WWW-Form-URLencoded; Charset=UTF-8"), body.into_bytes());
    assert_eq!(browser.send(upper).await.status, 303);
}
