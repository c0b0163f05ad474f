//! What goes out: every answer of every function gets its headers here and nowhere else.

use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpResponse;
use lambda_http::aws_lambda_events::encodings::Body::Text;

use crate::config::{Origin, Site};
use crate::http::Refusal;
use crate::language::Locale;
use crate::page::{Page, policy};
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
    extra: Vec<(HeaderName, HeaderValue)>,
    body: Body,
}

/// What stands in an answer. Pages are rendered on their way out, in the language of whoever asked.
enum Body {
    Empty,
    Page(Page),
    Refusal(Refusal),
}

impl Answer {
    /// A page.
    #[must_use]
    pub fn page(page: Page) -> Self {
        Self { body: Body::Page(page), ..Self::empty(StatusCode::OK) }
    }

    /// A refusal's page.
    pub(super) fn refusal(status: StatusCode, refusal: Refusal) -> Self {
        Self { body: Body::Refusal(refusal), ..Self::empty(status) }
    }

    /// Sends the browser to one of our own pages: `path` begins with a slash.
    #[must_use]
    pub fn see_other(path: String) -> Self {
        Self { location: Some(Secret::new(path)), ..Self::empty(StatusCode::SEE_OTHER) }
    }

    /// Sends the browser, and the assertion with it, to Authress.
    #[must_use]
    pub fn login(login_url: Secret<String>) -> Self {
        Self { location: Some(login_url), to_authress: true, ..Self::empty(StatusCode::SEE_OTHER) }
    }

    /// The same with one more `Set-Cookie`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.extra.push((name, value));
        self
    }

    const fn empty(status: StatusCode) -> Self {
        Self { status, location: None, to_authress: false, cookies: Vec::new(), extra: Vec::new(), body: Body::Empty }
    }

    /// The response in API Gateway's form, with the whole header set (THREATS.md, T40), to a request in this language.
    #[must_use]
    pub fn into_response(self, site: &Site, locale: Locale) -> ApiGatewayV2httpResponse {
        let mut headers = HeaderMap::with_capacity(16);
        let page = match self.body {
            Body::Empty => None,
            Body::Page(page) => Some(page),
            Body::Refusal(refusal) => Some(refusal.page(locale)),
        };
        let inline = page.as_ref().map_or_else(|| "style-src 'none'; script-src 'none'".to_owned(), |_| policy(&site.brand));
        let form_action = form_action(&site.authress);
        let policy = format!(
            "default-src 'none'; {inline}; img-src 'self' data:; form-action {form_action}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
        );
        // A form's page must not say `no-referrer`: browsers would then post `Origin: null`. The hop to Authress must say nothing of us.
        let referrer = if self.to_authress { "no-referrer" } else { "same-origin" };
        for (name, value) in [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
            (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (header::REFERRER_POLICY, referrer),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let location = self.location.map(|location| if self.to_authress { location } else { Secret::new(locale.keep(location.expose())) });
        let dynamic = [(header::CONTENT_SECURITY_POLICY, Some(&policy)), (header::LOCATION, location.as_ref().map(Secret::expose))];
        for (name, value) in dynamic {
            // Both are made of percent-encoded and configured ASCII only.
            if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(value)) {
                headers.insert(name, value);
            }
        }
        headers.extend(self.extra);
        let mut response = ApiGatewayV2httpResponse::default();
        response.status_code = i64::from(self.status.as_u16());
        response.headers = headers;
        response.cookies = self.cookies;
        response.body = Some(Text(page.map(|page| page.render(&site.brand)).unwrap_or_default()));
        response
    }
}

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
        let response = answer.into_response(site, Locale::choose(ui_locales, None));
        response.headers[name].to_str().unwrap().to_owned()
    }

    #[test]
    fn deployed_forms_may_lead_to_any_https_app_and_nothing_comes_from_anywhere_else() {
        let policy = header(Answer::see_other("/login".to_owned()), &site(&[]), None, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'none'; script-src 'none'; img-src 'self' data:; form-action 'self' https:;")
        );
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
