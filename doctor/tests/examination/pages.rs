//! The sign-in page is not there, comes changed, or follows strangers; and the clocks are apart.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{DATE, LOCATION};
use axum::response::Response;

use crate::support::{Front, Street, Visit};

/// What a doctor says when something stands in front of the functions that changes their answers like this.
async fn behind(change: impl Fn(&str, &mut Response<Body>) + Send + Sync + 'static) -> Visit {
    let (street, front) = (Street::start().await, Front::open(change).await);
    front.stands_before(&street.running.functions);
    street.aws.output("AuthorizationUrl", &format!("{}/login", front.origin));
    street.examine(&[]).await
}

#[tokio::test]
async fn a_front_that_changes_nothing_is_well() {
    behind(|_, _| {}).await.is_well();
}

#[tokio::test]
async fn an_authorization_url_where_nobody_answers_is_found() {
    let street = Street::start().await;
    street.aws.output("AuthorizationUrl", "http://127.0.0.1:9/login");
    let visit = street.examine(&[]).await;
    visit
        .fails(1)
        .says("FAIL", "sign-in page", "The authorization URL http://127.0.0.1:9/login cannot be reached: ")
        .advises("custom domain");
}

#[tokio::test]
async fn a_page_that_is_not_ours_or_fails_is_found() {
    let answers = |status: StatusCode| move |_: &str, response: &mut Response<Body>| *response.status_mut() = status;
    let visit = behind(answers(StatusCode::NOT_FOUND)).await;
    visit
        .fails(1)
        .says("FAIL", "sign-in page", "answers 404 instead of the form: what answers there is not this stack's API.")
        .advises("PublicUrl");
    let visit = behind(answers(StatusCode::SERVICE_UNAVAILABLE)).await;
    visit.says("FAIL", "sign-in page", "answers 503 instead of the form: the function behind it fails.");
    visit.advises("aws logs tail --region eu-west-1 /aws/lambda/login/login-page");
}

#[tokio::test]
async fn headers_that_do_not_arrive_are_found() {
    let visit = behind(|_, response| {
        response.headers_mut().remove("content-security-policy");
        response.headers_mut().remove("set-cookie");
    })
    .await;
    visit.fails(1).says("FAIL", "its headers", "The page comes without content-security-policy, set-cookie.").advises("CDN");
    let visit = behind(|_, response| {
        response.headers_mut().insert("x-frame-options", "SAMEORIGIN".parse().unwrap());
    })
    .await;
    visit.fails(0).says("warn", "its headers", "The page comes with another x-frame-options than the functions send.");
    let visit = behind(|_, response| {
        response.headers_mut().insert("content-security-policy", "default-src *".parse().unwrap());
    })
    .await;
    visit.says("warn", "its headers", "another content-security-policy");
}

#[tokio::test]
async fn a_page_that_follows_strangers_is_found() {
    let visit = behind(|uri, response| {
        if uri.contains("attacker.example") {
            *response.status_mut() = StatusCode::FOUND;
            response.headers_mut().insert(LOCATION, "https://attacker.example/login".parse().unwrap());
        }
    })
    .await;
    visit.fails(1).says("FAIL", "foreign links", "A link with a foreign redirect_uri is redirected");
    let visit = behind(|_, response| *response.status_mut() = StatusCode::OK).await;
    visit.fails(1).says("FAIL", "foreign links", "is answered with 200 instead of being refused");
}

/// A date that lies in the past for every machine whose clock is about right.
fn long_ago(_: &str, response: &mut Response<Body>) {
    response.headers_mut().insert(DATE, "Wed, 01 Jan 2020 00:00:00 GMT".parse().unwrap());
}

#[tokio::test]
async fn clocks_that_are_apart_are_found() {
    let visit = behind(long_ago).await;
    visit.fails(1).says("FAIL", "clocks", "assertions may be refused. The functions' clock is ").advises("NTP");

    // Both stand before the real ones, and neither knows the time: so it is this machine that differs.
    let (functions, authress) = (Front::open(long_ago).await, Front::open(long_ago).await);
    let street = Street::with(&[("AUTHRESS_DOMAIN", &authress.origin)]).await;
    functions.stands_before(&street.running.functions);
    authress.stands_before(&street.running.authress);
    street.aws.parameter("AuthressDomain", &authress.origin);
    street.aws.output("AuthorizationUrl", &format!("{}/login", functions.origin));
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "clocks", "This machine's clock is ").says(
        "FAIL",
        "clocks",
        "ahead of the functions' and Authress's, which agree.",
    );
}
