//! docs/security.md, T62: with CloudFront in front only what comes through it is let in, and people are told apart by the address that it
//! names; without it, what it would send is nothing.

use reqwest::{Method, StatusCode};
use ring::digest::{SHA256, digest};

use crate::support::{Browser, Page, Street};

const SECRET: &str = "Zq3vTn8yLr2cWk7mXd5hBp9sGf4jVa6e";
const NEXT: &str = "Hu6rKw1xPb8nEz4tCm9yQs3gDj7vLf2a";

/// As an operator hashes it.
fn sha256(secret: &str) -> String {
    digest(&SHA256, secret.as_bytes()).as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A street behind CloudFront, with these variables beside.
async fn behind_cloudfront(variables: &[(&str, &str)]) -> Street {
    Street::with(&[&[("ORIGIN_SECRET_SHA256", sha256(SECRET).as_str())], variables].concat()).await
}

/// The headers by which CloudFront passes a request on.
fn cloudfront(secret: &str, viewer: &str) -> Vec<(&'static str, String)> {
    vec![("x-origin-verify", secret.to_owned()), ("cloudfront-viewer-address", viewer.to_owned())]
}

/// A browser whose requests carry these headers.
fn with(street: &Street, headers: Vec<(&'static str, String)>) -> Browser {
    let mut browser = street.browser();
    browser.headers = headers;
    browser
}

/// Sends each of our requests: the answers, the routes in their order.
async fn knock(browser: &mut Browser) -> Vec<Page> {
    let mut answers = vec![browser.open(&browser.login_path("state")).await, browser.open("/login/code?flow=x").await];
    for path in ["/login/code", "/login/verify"] {
        answers.push(browser.post(path, &[("email".to_owned(), "jane@example.com".to_owned())]).await);
    }
    answers
}

#[tokio::test]
async fn t62_what_comes_through_cloudfront_logs_in() {
    let street = behind_cloudfront(&[]).await;
    for viewer in ["198.51.100.10:46532", "2001:db8::1:46532", "[2001:db8::1]:46532"] {
        street.sign_in(&mut with(&street, cloudfront(SECRET, viewer)), "jane@example.com").await;
    }
}

#[tokio::test]
async fn t62_what_comes_around_cloudfront_is_refused_at_the_door_of_every_function() {
    let street = behind_cloudfront(&[]).await;
    let viewer = "198.51.100.10:46532";
    let ways = [
        vec![],
        vec![("cloudfront-viewer-address", viewer.to_owned())],
        cloudfront("", viewer),
        cloudfront(NEXT, viewer),
        cloudfront(&SECRET.to_lowercase(), viewer),
        cloudfront(&SECRET[1..], viewer),
        cloudfront(&sha256(SECRET), viewer),
        // Twice the same header: API Gateway joins them.
        [cloudfront(SECRET, viewer), cloudfront(SECRET, viewer)].concat(),
        vec![("x-origin-secret", SECRET.to_owned()), ("cloudfront-viewer-address", viewer.to_owned())],
    ];
    for headers in ways {
        let what = format!("{headers:?}");
        let answers = street.stays_clean(async { knock(&mut with(&street, headers)).await }).await;
        for answer in answers {
            assert_eq!((answer.status, answer.location()), (StatusCode::FORBIDDEN, ""), "{what}");
            assert!(answer.cookies().is_empty() && answer.text().contains("This is not the way in"), "{what}: {}", answer.text());
        }
    }
    // Before anything else: not even what the request is about.
    let mut stranger = street.browser();
    let request = stranger.request(Method::POST, "/login/verify").header("content-type", "text/plain").body("x");
    assert_eq!(stranger.send(request).await.status, StatusCode::FORBIDDEN);
    assert_eq!(stranger.open("/login?redirect_uri=https://evil.example").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn t62_both_secrets_work_while_one_takes_over_from_the_other() {
    let both = format!("{},{}", sha256(SECRET), sha256(NEXT));
    let street = behind_cloudfront(&[("ORIGIN_SECRET_SHA256", both.as_str())]).await;
    for secret in [SECRET, NEXT] {
        street.sign_in(&mut with(&street, cloudfront(secret, "198.51.100.10:46532")), "jane@example.com").await;
    }
    let mut third = with(&street, cloudfront("Third3vTn8yLr2cWk7mXd5hBp9sGf4jV", "198.51.100.10:46532"));
    assert_eq!(third.open("/login?state=s").await.status, StatusCode::FORBIDDEN);
}

/// A source is the viewer, whatever port it has and from whichever edge it comes; no header that it writes itself makes it another.
#[tokio::test]
async fn t62_limits_count_the_viewer_that_cloudfront_names() {
    let street = behind_cloudfront(&[("SENDS_PER_SOURCE", "2/h")]).await;
    let people = [("198.51.100.10:1", "198.51.100.10:2"), ("2001:db8::1:1", "[2001:db8::2]:2")];
    for (nth, (one, same)) in people.into_iter().enumerate() {
        for viewer in [one, same] {
            let forged = [("x-forwarded-for", "203.0.113.1".to_owned()), ("x-real-ip", "203.0.113.1".to_owned())];
            let mut browser = with(&street, [cloudfront(SECRET, viewer), forged.into()].concat());
            assert_eq!(browser.ask(&format!("victim{nth}-{}@example.com", viewer.len())).await.problem(), "", "{viewer}");
        }
        let mut elsewhere = street.browser_at(9);
        elsewhere.headers = cloudfront(SECRET, one);
        assert_eq!(
            street.stays_clean(elsewhere.ask("third@example.com")).await.problem(),
            "too-many-requests",
            "{one}: another edge, the same person"
        );
    }
    assert_eq!(street.items_of("source").await.len(), people.len(), "one per person, and none for CloudFront");
}

/// Nobody is let through without a source, and nobody pays for all: CloudFront is set up wrongly then, and says so from the first page on.
#[tokio::test]
async fn t62_a_viewer_that_cannot_be_read_is_no_way_around_the_limit() {
    let street = behind_cloudfront(&[]).await;
    let secret = || vec![("x-origin-verify", SECRET.to_owned())];
    let mut ways = vec![secret(), [secret(), vec![("x-forwarded-for", "198.51.100.10".to_owned())]].concat()];
    for viewer in ["", "198.51.100.10", "unknown:1", "198.51.100.10:1, 203.0.113.1:2", "198.51.100.10:99999"] {
        ways.push(cloudfront(SECRET, viewer));
    }
    for headers in ways {
        let what = format!("{headers:?}");
        for answer in street.stays_clean(async { knock(&mut with(&street, headers)).await }).await {
            assert_eq!((answer.status.as_u16(), answer.location(), answer.header("retry-after")), (503, "", "10"), "{what}");
        }
    }
}

#[tokio::test]
async fn t62_without_cloudfront_its_headers_are_nothing() {
    let street = Street::with(&[("SENDS_PER_SOURCE", "2/h")]).await;
    for nth in 0..2 {
        let mut browser = with(&street, cloudfront(SECRET, &format!("198.51.100.{nth}:1")));
        assert_eq!(browser.ask(&format!("victim{nth}@example.com")).await.problem(), "", "no secret is asked for");
    }
    let mut third = with(&street, cloudfront(SECRET, "198.51.100.2:1"));
    assert_eq!(street.stays_clean(third.ask("victim2@example.com")).await.problem(), "too-many-requests", "one socket is one source");
    assert_eq!(street.items_of("source").await.len(), 1);
}
