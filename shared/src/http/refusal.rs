//! The one page that is not a page of the login: refusals of requests no honest browser makes, and "come back later". An app's page gets
//! them as JSON.

use std::time::Duration;

use http::StatusCode;
use maud::html;

use crate::http::{Answer, problem_document};
use crate::language::Locale;
use crate::log;
use crate::page::Page;
use crate::random::NoRandomness;

/// Why a request is answered on the spot, without a `Location`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 400: the login request lacks a usable `state`, or is malformed.
    LoginRequestMalformed,
    /// 400: the login request names another `redirect_uri` than our Authress domain's.
    ForeignRedirectUri,
    /// 400: the login request names another `client_id` than ours.
    ForeignClientId,
    /// 400: not decodable, or a field that every form or call has is missing.
    Malformed,
    /// 403: sent by another site's page, or without this browser's form token.
    CrossSite,
    /// 403: called by the page of an app that is none of ours.
    ForeignOrigin,
    /// 403: sent to the API itself, where only CloudFront may.
    NotThroughCloudFront,
    /// 404: no route of ours.
    NotFound,
    /// 405: the route has another method; this one, as `Allow` lists it.
    MethodNotAllowed(&'static str),
    /// 413: longer than any form or call: more than 4,096 bytes.
    TooLarge,
    /// 415: not a form, or not JSON; or not in UTF-8, or compressed.
    UnsupportedMediaType,
    /// 503, with `Retry-After` of 10 seconds: something we need is down; nothing was lost, and the request may be repeated.
    Unavailable,
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let answer = Self::refusal(refusal.status(), refusal);
        match refusal {
            Refusal::Unavailable => answer.with_retry_after(RETRY_AFTER.as_secs()),
            Refusal::MethodNotAllowed(method) => answer.with_allow(method),
            _ => answer,
        }
    }
}

impl Refusal {
    /// The same, once the log has it: `what` names what of the request is refused, never what was sent.
    #[must_use]
    pub fn logged(self, what: &'static str) -> Self {
        log::input_refused(what);
        self
    }

    /// The answer when nothing can be drawn, once the log has it: come back later.
    #[must_use]
    pub fn no_randomness(_: NoRandomness) -> Self {
        log::no_randomness();
        Self::Unavailable
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::LoginRequestMalformed | Self::ForeignRedirectUri | Self::ForeignClientId | Self::Malformed => StatusCode::BAD_REQUEST,
            Self::CrossSite | Self::ForeignOrigin | Self::NotThroughCloudFront => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What a person reads, and below it what the person's developer needs.
    pub(super) fn page(self, locale: Locale) -> Page {
        let words = locale.words();
        let (title, text) = self.messages();
        let title = words.say(title);
        let hint = self.hint().map(|(message, place, code)| words.around(message, place, &html! { code dir="ltr" { (code) } }));
        let content = html! {
            h1 { (title) }
            p { (words.say(text)) }
            @if self != Self::Unavailable { p { (words.say("refused-go-back")) } }
            @if let Some(hint) = hint {
                details {
                    summary { (words.say("refused-developers")) }
                    p.hint { (hint) }
                }
            }
        };
        Page { title, content, locale }
    }

    /// The same for an app's page (RFC 9457). Whoever shows the detail to a person shows a sentence in the person's language; only what an
    /// app can be at fault for is said to its developer.
    pub(super) fn problem(self, locale: Locale) -> String {
        let (word, title) = self.word_and_title();
        let (_, text) = self.messages();
        let detail = match self {
            Self::ForeignOrigin => "The origin of this page is not in APP_ORIGINS.".to_owned(),
            Self::Malformed => {
                "The body must be a JSON object whose members are strings, each once; the documentation names them.".to_owned()
            }
            Self::UnsupportedMediaType => "The content type must be application/json.".to_owned(),
            // No page to reload: it would lose its flow.
            Self::Unavailable => locale.words().say("refused-unavailable-title"),
            _ => locale.words().say(text),
        };
        problem_document::problem(self.status(), word, title, &detail, None)
    }

    /// What an app's program and its developer know it by; neither ever changes.
    const fn word_and_title(self) -> (&'static str, &'static str) {
        match self {
            Self::LoginRequestMalformed | Self::ForeignRedirectUri | Self::ForeignClientId | Self::Malformed => {
                ("malformed", "Malformed request")
            }
            Self::CrossSite | Self::ForeignOrigin => ("foreign-origin", "Origin not allowed"),
            Self::NotThroughCloudFront => ("not-through-cloudfront", "Not the way in"),
            Self::NotFound => ("not-found", "Not found"),
            Self::MethodNotAllowed(_) => ("method-not-allowed", "Method not allowed"),
            Self::TooLarge => ("too-large", "Body too large"),
            Self::UnsupportedMediaType => ("unsupported-media-type", "Not JSON"),
            Self::Unavailable => ("unavailable", "Unavailable"),
        }
    }

    /// Title and text.
    const fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::LoginRequestMalformed => ("refused-link-title", "refused-link-text"),
            Self::ForeignRedirectUri => ("refused-foreign-title", "refused-redirect-text"),
            Self::ForeignClientId => ("refused-foreign-title", "refused-client-text"),
            Self::CrossSite | Self::ForeignOrigin => ("refused-cross-site-title", "refused-cross-site-text"),
            Self::NotThroughCloudFront => ("refused-direct-title", "refused-direct-text"),
            Self::NotFound => ("refused-not-found-title", "refused-not-found-text"),
            Self::MethodNotAllowed(_) => ("refused-method-title", "refused-method-text"),
            Self::TooLarge => ("refused-too-large-title", "refused-too-large-text"),
            Self::Malformed | Self::UnsupportedMediaType => ("refused-malformed-title", "refused-malformed-text"),
            Self::Unavailable => ("refused-unavailable-title", "refused-unavailable-text"),
        }
    }

    /// For whoever builds the app or runs this sign-in: the message, its place, and the code that stands there. Names variables, never
    /// their values: who gets this page is anybody.
    const fn hint(self) -> Option<(&'static str, &'static str, &'static str)> {
        Some(match self {
            Self::LoginRequestMalformed => ("refused-link-hint", "call", "authenticate({ connectionId: 'sc_…' })"),
            Self::ForeignRedirectUri => ("refused-redirect-hint", "expected", "AUTHRESS_DOMAIN/login"),
            Self::ForeignClientId => ("refused-client-hint", "expected", "AUTHRESS_CLIENT_ID"),
            Self::NotThroughCloudFront => ("refused-direct-hint", "expected", "ORIGIN_SECRET_SHA256"),
            _ => return None,
        })
    }
}

/// When a 503 may look different: as soon as an access key is asked for again, and longer than a throttled table stays so.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Environment, Site};
    use crate::http::Reader;
    use crate::language::Language;

    #[test]
    fn every_refusal_says_in_every_language_what_happened_and_what_to_do() {
        for refusal in [
            Refusal::LoginRequestMalformed,
            Refusal::ForeignRedirectUri,
            Refusal::ForeignClientId,
            Refusal::Malformed,
            Refusal::CrossSite,
            Refusal::ForeignOrigin,
            Refusal::NotThroughCloudFront,
            Refusal::NotFound,
            Refusal::MethodNotAllowed("GET"),
            Refusal::TooLarge,
            Refusal::UnsupportedMediaType,
            Refusal::Unavailable,
        ] {
            for language in Language::ALL {
                let Page { title, content, locale } = refusal.page(Locale::choose(Some(language.tag()), None));
                let content = content.into_string();
                assert_eq!(locale.language, language);
                assert!(!title.is_empty() && content.starts_with(&format!("<h1>{title}</h1><p>")), "{refusal:?} {content}");
                assert_eq!(content.matches("<p>").count(), if refusal == Refusal::Unavailable { 1 } else { 2 }, "{refusal:?} {content}");
                assert!(!content.contains("{$") && content.len() < 3_000, "{refusal:?} {content}");
            }
        }
    }

    /// In a fold below, since the person in front of it can do nothing about it.
    #[test]
    fn a_page_tells_a_developer_what_to_look_at_where_that_is_known() {
        for (refusal, code) in [
            (Refusal::LoginRequestMalformed, "authenticate({ connectionId: 'sc_…' })"),
            (Refusal::ForeignRedirectUri, "AUTHRESS_DOMAIN/login"),
            (Refusal::ForeignClientId, "AUTHRESS_CLIENT_ID"),
            (Refusal::NotThroughCloudFront, "ORIGIN_SECRET_SHA256"),
        ] {
            let page = refusal.page(Locale::default()).content.into_string();
            let (_, fold) = page.split_once("<details>").unwrap();
            assert!(fold.contains(&format!("<code dir=\"ltr\">{code}</code>")), "{fold}");
        }
        for refusal in [Refusal::Malformed, Refusal::CrossSite, Refusal::NotFound, Refusal::Unavailable] {
            assert!(!refusal.page(Locale::default()).content.into_string().contains("<details>"), "{refusal:?}");
        }
    }

    #[test]
    fn an_apps_page_is_told_what_its_developer_can_mend_and_else_what_a_person_reads() {
        for (refusal, detail) in [
            (Refusal::ForeignOrigin, "APP_ORIGINS"),
            (Refusal::Malformed, "JSON object"),
            (Refusal::UnsupportedMediaType, "application/json"),
            (Refusal::Unavailable, &*Locale::default().words().say("refused-unavailable-title")),
            (Refusal::NotFound, &Locale::default().words().say("refused-not-found-text")),
        ] {
            let problem: serde_json::Value = serde_json::from_str(&refusal.problem(Locale::default())).unwrap();
            assert!(problem["detail"].as_str().unwrap().contains(detail), "{problem}");
        }
    }

    /// RFC 9110: section 15.5.6 wants the first, section 10.2.3 explains the second.
    #[test]
    fn a_405_names_the_method_and_a_503_when_to_come_back() {
        let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1")];
        let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let site = Site::read(&environment).unwrap();
        for (refusal, header) in [(Refusal::MethodNotAllowed("GET"), ("allow", "GET")), (Refusal::Unavailable, ("retry-after", "10"))] {
            let response = Answer::from(refusal).into_response(&site, Locale::default(), Reader::Person);
            assert!(response.headers().any(|found| found == header), "{refusal:?}");
        }
    }
}
