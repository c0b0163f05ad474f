//! The one page that is not a page of the login: refusals of requests no honest browser makes, and "come back later".

use http::{HeaderValue, StatusCode, header};
use maud::{DOCTYPE, PreEscaped, html};

use crate::http::{Answer, csp_hash};

/// Why a request is answered on the spot, without a `Location`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 400: the login request lacks a usable `state`, or is malformed.
    LoginRequestMalformed,
    /// 400: the login request names another `redirect_uri` than our Authress domain's.
    ForeignRedirectUri,
    /// 400: the login request names another `client_id` than ours.
    ForeignClientId,
    /// 400: not decodable, or a field that every form of ours has is missing.
    Malformed,
    /// 403: sent by another site's page, or without this browser's form token.
    CrossSite,
    /// 403: sent to the API itself, where only CloudFront may.
    NotThroughCloudFront,
    /// 404: no route of ours.
    NotFound,
    /// 405: the route has another method; this one.
    MethodNotAllowed(&'static str),
    /// 413: longer than any form of ours.
    TooLarge,
    /// 415: not a form.
    UnsupportedMediaType,
    /// 503: something we need is down; nothing was lost, and the request may be repeated.
    Unavailable,
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        refusal.answer()
    }
}

impl Refusal {
    fn answer(self) -> Answer {
        let (status, title, text) = self.words();
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        h1 { (title) }
                        p { (text) }
                        @if self != Self::Unavailable { p { "Go back to the app you want to sign in to, and choose “Sign in” there again." } }
                    }
                }
            }
        };
        let answer = Answer::page(status, page.into_string(), Some(csp_hash(STYLE)), None);
        match self {
            Self::Unavailable => answer.with_header(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER)),
            Self::MethodNotAllowed(method) => answer.with_header(header::ALLOW, HeaderValue::from_static(method)),
            _ => answer,
        }
    }

    const fn words(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::LoginRequestMalformed => {
                (StatusCode::BAD_REQUEST, "This link is incomplete", "The sign-in request that should come with it is missing or damaged.")
            }
            Self::ForeignRedirectUri => (
                StatusCode::BAD_REQUEST,
                "This link is not for this sign-in",
                "It asks to send you somewhere else than the service we sign people in for. (If you run this sign-in: redirect_uri must be AUTHRESS_DOMAIN/login.)",
            ),
            Self::ForeignClientId => (
                StatusCode::BAD_REQUEST,
                "This link is not for this sign-in",
                "It was made for another application than the one we sign people in for. (If you run this sign-in: client_id must be AUTHRESS_CLIENT_ID.)",
            ),
            Self::CrossSite => (
                StatusCode::FORBIDDEN,
                "This page was open too long",
                "Or your browser does not keep cookies for it, or another site sent you here. We accept a sign-in only from our own page, in the browser that opened it.",
            ),
            Self::NotThroughCloudFront => (
                StatusCode::FORBIDDEN,
                "This is not the way in",
                "Signing in works under another address. (If you run this sign-in: CloudFront must send x-origin-verify with the secret whose SHA-256 is in ORIGIN_SECRET_SHA256.)",
            ),
            Self::NotFound => (StatusCode::NOT_FOUND, "There is nothing here", "The address may have been mistyped."),
            Self::MethodNotAllowed(_) => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This page cannot be used like that",
                "It was asked for in a way that no page of ours does.",
            ),
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "That was too much text", "What was sent is longer than an address or a code can be.")
            }
            Self::Malformed | Self::UnsupportedMediaType => (
                if matches!(self, Self::Malformed) { StatusCode::BAD_REQUEST } else { StatusCode::UNSUPPORTED_MEDIA_TYPE },
                "We could not read that",
                "What was sent does not look like it came from our page.",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Please try again in a moment",
                "Signing in is not possible right now. Nothing is lost: wait a few seconds and reload this page.",
            ),
        }
    }
}

/// Seconds until a 503 may look different: how often the signing key is asked for again, and longer than a throttled table stays so.
const RETRY_AFTER: &str = "10";

const STYLE: &str = ":root{color-scheme:light dark}body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0}main{max-width:26rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem;line-height:1.25}";
