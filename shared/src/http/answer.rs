//! What goes out: every answer of every function gets its headers here and nowhere else.

use std::borrow::Cow;

use http::StatusCode;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::channel::Channel;
use crate::config::{Origin, Site};
use crate::http::api::{self, Reader};
use crate::http::{Refusal, problem_document};
use crate::language::Locale;
use crate::page::{Page, policy};
use crate::problem::Problem;
use crate::secret::Secret;

/// Chromium checks `form-action` against every hop of `POST → 303 → Authress → 302 → app`, and where the app lives is Authress's to know.
const fn form_action(authress: &Origin) -> &'static str {
    if authress.is_loopback() { "'self' http://localhost:*" } else { "'self' https:" }
}

/// An answer to a request.
pub struct Answer {
    status: StatusCode,
    location: Option<Secret<String>>,
    to_authress: bool,
    cookies: Vec<String>,
    extra: Option<(&'static str, String)>,
    body: Body,
}

/// What stands in an answer. Pages and problems are rendered on their way out, in the language of whoever asked.
enum Body {
    Empty,
    Preflight,
    Page(Page),
    Refusal(Refusal),
    UnavailableBut(Secret<String>),
    Json(Secret<String>),
    Problem(Problem, Option<Channel>),
}

impl Body {
    fn json(body: &impl Serialize) -> Self {
        // Texts and numbers always serialise.
        Self::Json(Secret::new(serde_json::to_string(body).unwrap_or_default()))
    }
}

impl Answer {
    /// A page: 200.
    #[must_use]
    pub fn page(page: Page) -> Self {
        Self { body: Body::Page(page), ..Self::empty(StatusCode::OK) }
    }

    /// What was made, for an app's page: 201, `body` as JSON.
    #[must_use]
    pub fn created(body: &impl Serialize) -> Self {
        Self { body: Body::json(body), ..Self::empty(StatusCode::CREATED) }
    }

    /// What there is, for an app's page: 200, `body` as JSON.
    #[must_use]
    pub fn ok(body: &impl Serialize) -> Self {
        Self { body: Body::json(body), ..Self::empty(StatusCode::OK) }
    }

    /// Come back later, for an app's page, and what it may go on with meanwhile: [`Refusal::Unavailable`] with the members of `body`.
    #[must_use]
    pub fn unavailable_but(body: &impl Serialize) -> Self {
        let Body::Json(json) = Body::json(body) else { return Refusal::Unavailable.into() };
        Self { body: Body::UnavailableBut(json), ..Refusal::Unavailable.into() }
    }

    /// What a person can mend, for an app's page: 400, or 429 with `Retry-After`. Where it is about an identifier, one of this
    /// channel.
    #[must_use]
    pub fn problem(problem: Problem, channel: Option<Channel>) -> Self {
        let answer = Self { body: Body::Problem(problem, channel), ..Self::empty(problem.status()) };
        match problem {
            Problem::Cooldown(Some(seconds)) | Problem::TooManyRequests(Some(seconds)) => answer.with_retry_after(seconds.into()),
            _ => answer,
        }
    }

    /// That an app's page may post.
    pub(super) fn preflight() -> Self {
        Self { body: Body::Preflight, ..Self::empty(StatusCode::NO_CONTENT) }
    }

    /// A refusal's page.
    pub(super) fn refusal(status: StatusCode, refusal: Refusal) -> Self {
        Self { body: Body::Refusal(refusal), ..Self::empty(status) }
    }

    /// Sends the browser to one of our own pages: 303. `path` begins with a slash, is percent-encoded, and gets `ui_locales` where it
    /// travels on.
    #[must_use]
    pub fn see_other(path: String) -> Self {
        Self { location: Some(Secret::new(path)), ..Self::empty(StatusCode::SEE_OTHER) }
    }

    /// Sends the browser, and the assertion with it, to Authress: 303, and no `Referer` from there on.
    #[must_use]
    pub fn login(login_url: Secret<String>) -> Self {
        Self { location: Some(login_url), to_authress: true, ..Self::empty(StatusCode::SEE_OTHER) }
    }

    /// The same with one more `Set-Cookie`, of this value.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// The same with `Retry-After`: when the same may be asked again, in seconds.
    #[must_use]
    pub fn with_retry_after(self, seconds: u64) -> Self {
        Self { extra: Some(("retry-after", seconds.to_string())), ..self }
    }

    /// The same with `Allow`: the method that the route has.
    pub(super) fn with_allow(self, method: &str) -> Self {
        Self { extra: Some(("allow", method.to_owned())), ..self }
    }

    const fn empty(status: StatusCode) -> Self {
        Self { status, location: None, to_authress: false, cookies: Vec::new(), extra: None, body: Body::Empty }
    }

    /// The response in API Gateway's form, with the whole header set (docs/security.md, T40), to a request in this language by this reader.
    /// A header whose value is not printable ASCII is left out.
    #[must_use]
    pub fn into_response(self, site: &Site, locale: Locale, reader: Reader<'_>) -> Response {
        let preflight = matches!(self.body, Body::Preflight);
        let (page, json) = match self.body {
            Body::Empty | Body::Preflight => (None, None),
            Body::Page(page) => (Some(page), None),
            Body::Refusal(refusal) if matches!(reader, Reader::App(_)) => (None, Some((PROBLEM, refusal.problem(locale)))),
            Body::Refusal(refusal) => (Some(refusal.page(locale)), None),
            Body::UnavailableBut(json) => {
                (None, Some((PROBLEM, problem_document::with(&Refusal::Unavailable.problem(locale), json.expose()))))
            }
            Body::Json(json) => (None, Some((JSON, json.into_exposed()))),
            Body::Problem(problem, channel) => (None, Some((PROBLEM, problem.json(locale.words(), channel)))),
        };
        let inline = page.as_ref().map_or_else(|| "style-src 'none'; script-src 'none'".to_owned(), |_| policy(&site.brand));
        let form_action = form_action(&site.authress);
        let policy = format!(
            "default-src 'none'; {inline}; img-src 'self' data:; form-action {form_action}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
        );
        // A form's page must not say `no-referrer`: browsers would then post `Origin: null`. The hop to Authress must say nothing of us.
        let referrer = if self.to_authress { "no-referrer" } else { "same-origin" };
        let mut headers = Vec::with_capacity(ALWAYS.len() + 8);
        headers.push(("content-type", json.as_ref().map_or(HTML, |(kind, _)| kind).into()));
        headers.extend(ALWAYS.map(|(name, value)| (name, Cow::from(value))));
        if let Reader::App(origin) = reader {
            headers.extend(api::cors(origin, preflight).into_iter().map(|(name, value)| (name, value.into())));
        }
        headers.push(("referrer-policy", referrer.into()));
        headers.push(("content-security-policy", policy.into()));
        headers.extend(self.extra.map(|(name, value)| (name, value.into())));
        headers.extend(self.location.map(|location| {
            let location = location.into_exposed();
            ("location", if self.to_authress { location } else { locale.keep(&location) }.into())
        }));
        // All of it is percent-encoded or configured ASCII; a line break would begin another header.
        headers.retain(|(_, value)| value.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        Response {
            status_code: self.status.as_u16(),
            headers: Headers(headers),
            body: page.map(|page| page.render(&site.brand)).or(json.map(|(_, json)| json)).unwrap_or_default(),
            is_base64_encoded: false,
            cookies: self.cookies,
        }
    }
}

/// A payload 2.0 response, as it is written to API Gateway. Not printable: it may hold an assertion.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    status_code: u16,
    headers: Headers,
    body: String,
    is_base64_encoded: bool,
    cookies: Vec<String>,
}

/// Headers in the order in which they were set; no name twice.
struct Headers(Vec<(&'static str, Cow<'static, str>)>);

impl Response {
    /// Its headers, by their lower-case names.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.headers.0.iter().map(|(name, value)| (*name, &**value))
    }
}

impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The headers that all answers have alike; `max-age` is two years, in seconds.
const ALWAYS: [(&str, &str); 7] = [
    ("cache-control", "no-store"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS),
];

/// Content types.
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// Nothing of the device is needed to type six digits.
const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    fn site(variables: &[(&str, &str)]) -> Site {
        let needed = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1")];
        let variables = needed.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Site::read(&Environment::new(variables.collect())).unwrap()
    }

    fn header(answer: Answer, site: &Site, ui_locales: Option<&str>, name: &str) -> String {
        let response = answer.into_response(site, Locale::choose(ui_locales, None), Reader::Person);
        response.headers().find(|(header, _)| *header == name).unwrap().1.to_owned()
    }

    #[test]
    fn deployed_forms_may_lead_to_any_https_app_and_nothing_comes_from_anywhere_else() {
        let policy = header(Answer::see_other("/login".to_owned()), &site(&[]), None, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'none'; script-src 'none'; img-src 'self' data:; form-action 'self' https:;")
        );
    }

    #[test]
    fn t25_a_value_that_would_begin_another_header_goes_out_in_none() {
        for path in ["/login\r\nset-cookie: a=b", "/login\n", "/\u{fc}"] {
            let response = Answer::see_other(path.to_owned()).into_response(&site(&[]), Locale::default(), Reader::Person);
            assert!(response.headers().all(|(name, _)| name != "location"), "{path:?}");
        }
    }

    #[test]
    fn a_page_allows_its_own_style_and_script_and_the_brands_style_by_their_hashes() {
        let sources = |variables| {
            let page = Page { title: String::new(), content: maud::html! {}, locale: Locale::default() };
            let policy = header(Answer::page(page), &site(variables), None, "content-security-policy");
            ["style-src ", "script-src "]
                .map(|name| policy.split_once(name).unwrap().1.split(';').next().unwrap().matches("'sha256-").count())
        };
        assert_eq!(sources(&[]), [1, 1]);
        assert_eq!(sources(&[("BRAND_COLOR", "#ff0000")]), [2, 1]);
    }

    #[test]
    fn the_language_that_was_asked_for_goes_along_on_our_own_pages_only() {
        let to = |answer, ui_locales| header(answer, &site(&[]), ui_locales, "location");
        assert_eq!(to(Answer::see_other("/login/code?flow=x".to_owned()), Some("de")), "/login/code?flow=x&ui_locales=de");
        assert_eq!(to(Answer::see_other("/login/code?flow=x".to_owned()), None), "/login/code?flow=x");
        let login_url = "https://login.example.com/login?code=x".to_owned();
        assert_eq!(to(Answer::login(Secret::new(login_url.clone())), Some("de")), login_url);
    }
}
