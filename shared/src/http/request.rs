//! A request as the functions see it: read once from the event, with nothing in it that they must not use.

use std::borrow::Cow;
use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use ring::digest::{SHA256, digest};

use crate::http::event::{Event, Headers};
use crate::http::{Fields, Malformed, Refusal};
use crate::language::Locale;
use crate::routes;

/// The longest body and the longest query, in bytes: ten times what our own forms send.
const LONGEST: usize = 4_096;

/// A request to one of our functions.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, as it was asked for: not decoded, and without the query.
    pub path: String,
    /// API Gateway's id of the request, for the log.
    pub id: String,
    /// The address the connection came from; behind CloudFront, the one that CloudFront says its connection came from. There is no other:
    /// forwarding headers are the client's to write.
    pub source: Option<IpAddr>,
    /// The domain the API was called by, from API Gateway itself. Not the `Host` header.
    pub domain_name: Option<String>,
    /// The AWS account of the API, by its number.
    pub account: String,
    /// In which language to answer: `ui_locales` of the query, else `Accept-Language`.
    pub locale: Locale,
    /// SHA-256 of the secret by which CloudFront makes itself known. The secret is not kept, so nothing can print it.
    pub(super) origin_secret: Option<[u8; 32]>,
    /// Which browser, as it says itself (`User-Agent`): anything may stand there.
    pub user_agent: Option<String>,
    pub(super) headers: Headers,
    query: String,
    cookies: Vec<String>,
    body: String,
    body_is_base64: bool,
}

impl Request {
    /// Reads a payload 2.0 event.
    ///
    /// # Errors
    /// [`Malformed`] when it is no such event: not JSON, without a path or method, or with a header of ours twice.
    pub fn from_event(event: &str) -> Result<Self, Malformed> {
        let event: Event = serde_json::from_str(event).map_err(|_| Malformed)?;
        let (context, mut headers) = (event.request_context, event.headers.unwrap_or_default());
        let origin_secret = headers.x_origin_verify.take();
        let accept_language = headers.accept_language.take();
        let mut request = Self {
            method: context.http.method.parse().map_err(|_| Malformed)?,
            path: event.raw_path,
            id: context.request_id.unwrap_or_default(),
            source: context.http.source_ip.and_then(|ip| ip.parse().ok()),
            domain_name: context.domain_name.filter(|domain| is_domain_name(domain)),
            account: context.account_id.unwrap_or_default(),
            locale: Locale::default(),
            origin_secret: origin_secret.filter(|secret| !secret.is_empty()).and_then(|secret| sha256(secret.as_bytes())),
            user_agent: headers.user_agent.take(),
            headers,
            query: event.raw_query_string.unwrap_or_default(),
            cookies: event.cookies.unwrap_or_default(),
            body: event.body.unwrap_or_default(),
            body_is_base64: event.is_base64_encoded.unwrap_or_default(),
        };
        let ui_locales = request.query().ok().and_then(|query| query.get("ui_locales").ok().flatten());
        request.locale = Locale::choose(ui_locales.as_deref(), accept_language.as_deref());
        Ok(request)
    }

    /// Name and value of every cookie, in the order in which the browser sent them: the oldest first (RFC 6265, section 5.4).
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        // Only the space of the header's syntax: a sibling domain may set a cookie whose name begins with some other white space, which
        // the browser does not take for a `__Host-` one.
        self.cookies.iter().filter_map(|cookie| cookie.trim_matches(' ').split_once('='))
    }

    /// The query's parameters.
    ///
    /// # Errors
    /// [`Malformed`] when it is longer than 4,096 bytes.
    pub fn query(&self) -> Result<Fields, Malformed> {
        if self.query.len() > LONGEST { Err(Malformed) } else { Ok(Fields::parse(&self.query)) }
    }

    /// The fields of a posted form.
    ///
    /// # Errors
    /// [`Refusal::UnsupportedMediaType`] for a body of another type, [`Refusal::TooLarge`] for one of more than 4,096 bytes, and
    /// [`Refusal::Malformed`] for one that is no base64, though it should be, or not UTF-8.
    pub fn form(&self) -> Result<Fields, Refusal> {
        self.is("application/x-www-form-urlencoded")?;
        Ok(Fields::parse(&self.body()?))
    }

    /// The members of a posted JSON object.
    ///
    /// # Errors
    /// As [`Self::form`]; [`Refusal::Malformed`] also for what is no JSON object.
    pub fn json(&self) -> Result<Fields, Refusal> {
        self.is("application/json")?;
        Fields::of_json(&self.body()?).map_err(|Malformed| Refusal::Malformed)
    }

    /// Whether an app's page asks, and not a person's browser: by the path alone.
    #[must_use]
    pub fn is_call(&self) -> bool {
        self.path.starts_with(routes::API)
    }

    fn body(&self) -> Result<Cow<'_, str>, Refusal> {
        let encoded = if self.body_is_base64 { LONGEST.div_ceil(3) * 4 } else { LONGEST };
        if self.body.len() > encoded {
            return Err(Refusal::TooLarge);
        }
        if !self.body_is_base64 {
            return Ok(Cow::from(&self.body));
        }
        let body = STANDARD.decode(&self.body).map_err(|_| Refusal::Malformed)?;
        if body.len() > LONGEST {
            return Err(Refusal::TooLarge);
        }
        Ok(Cow::from(String::from_utf8(body).map_err(|_| Refusal::Malformed)?))
    }

    /// Whether the body says to be of this type, in UTF-8 and not compressed.
    fn is(&self, wanted: &str) -> Result<(), Refusal> {
        let mut parts = self.headers.content_type.as_deref().unwrap_or_default().split(';').map(str::trim);
        let is_wanted = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case(wanted));
        let utf8 = parts.all(|parameter| parameter.is_empty() || parameter.replace('"', "").eq_ignore_ascii_case("charset=utf-8"));
        if is_wanted && utf8 && self.headers.content_encoding.is_none() { Ok(()) } else { Err(Refusal::UnsupportedMediaType) }
    }
}

fn sha256(bytes: &[u8]) -> Option<[u8; 32]> {
    digest(&SHA256, bytes).as_ref().try_into().ok()
}

/// What may become part of a link in a mail; API Gateway sends nothing else, a direct invocation could.
fn is_domain_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 253 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

#[cfg(test)]
mod tests;
