//! What goes out: every answer of every function gets its headers here and nowhere else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpResponse;
use lambda_http::aws_lambda_events::encodings::Body;
use ring::digest::{SHA256, digest};

use crate::config::{Origin, Site};
use crate::secret::Secret;

/// The header values that depend on the configuration.
#[derive(Clone, Debug)]
pub struct Headers {
    form_action: &'static str,
    image: String,
}

impl Headers {
    /// The headers for this site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let logo = site.brand.logo.as_deref().and_then(|url| url.strip_prefix("https://"));
        let image = logo.and_then(|url| url.split(['/', '?', '#']).next()).map(|host| format!(" https://{host}")).unwrap_or_default();
        Self { form_action: form_action(&site.authress), image }
    }
}

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
    style: Option<String>,
    script: Option<String>,
    body: String,
}

impl Answer {
    /// A page. `style` and `script` are the CSP hashes (`sha256-…`) of what it holds inline.
    #[must_use]
    pub fn page(status: StatusCode, html: String, style: Option<String>, script: Option<String>) -> Self {
        Self { style, script, ..Self::empty(status, html) }
    }

    /// Sends the browser to one of our own pages: `path` begins with a slash.
    #[must_use]
    pub fn see_other(path: String) -> Self {
        Self { location: Some(Secret::new(path)), ..Self::empty(StatusCode::SEE_OTHER, String::new()) }
    }

    /// Sends the browser, and the assertion with it, to Authress.
    #[must_use]
    pub fn login(login_url: Secret<String>) -> Self {
        Self { location: Some(login_url), to_authress: true, ..Self::empty(StatusCode::SEE_OTHER, String::new()) }
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

    const fn empty(status: StatusCode, body: String) -> Self {
        Self { status, location: None, to_authress: false, cookies: Vec::new(), extra: Vec::new(), style: None, script: None, body }
    }

    /// The response in API Gateway's form, with the whole header set (THREATS.md, T40).
    #[must_use]
    pub fn into_response(self, site: &Headers) -> ApiGatewayV2httpResponse {
        let mut headers = HeaderMap::with_capacity(16);
        let source = |hash: Option<String>| hash.map_or("'none'".to_owned(), |hash| format!("'{hash}'"));
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; img-src 'self' data:{}; form-action {}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
            source(self.style),
            source(self.script),
            site.image,
            site.form_action
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
        let dynamic = [(header::CONTENT_SECURITY_POLICY, Some(&policy)), (header::LOCATION, self.location.as_ref().map(Secret::expose))];
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
        response.body = Some(Body::Text(self.body));
        response
    }
}

/// The CSP source of something that stands inline in a page: `sha256-…`.
#[must_use]
pub fn csp_hash(inline: &str) -> String {
    format!("sha256-{}", STANDARD.encode(digest(&SHA256, inline.as_bytes())))
}

/// Nothing of the device is needed to type six digits.
const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    fn policy(logo: &str) -> String {
        let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1"), ("BRAND_LOGO_URL", logo)];
        let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        let response = Answer::see_other("/login".to_owned()).into_response(&Headers::of(&Site::read(&environment).unwrap()));
        response.headers["content-security-policy"].to_str().unwrap().to_owned()
    }

    #[test]
    fn deployed_forms_may_lead_to_any_https_app_and_images_come_from_nowhere_but_the_logo() {
        assert!(policy("").contains("img-src 'self' data:; form-action 'self' https:;"), "{}", policy(""));
        assert!(policy("https://cdn.example.com/a/logo.svg").contains("img-src 'self' data: https://cdn.example.com;"));
    }
}
