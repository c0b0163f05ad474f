//! What we read of a payload 2.0 event, and nothing else of it: what a client can make long or odd is passed over without being kept. Not
//! `lambda_http`'s types, which keep all of it, twice, and panic on queries, hosts, bodies and header counts that a client may be able to
//! send (docs/security.md, T20).

use serde::Deserialize;

/// An event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    pub(super) raw_path: String,
    pub(super) raw_query_string: Option<String>,
    pub(super) cookies: Option<Vec<String>>,
    pub(super) headers: Option<Headers>,
    pub(super) request_context: Context,
    pub(super) body: Option<String>,
    pub(super) is_base64_encoded: Option<bool>,
}

/// The headers that we look at. API Gateway gives every name in lower case, `sam local` with capitals, and both join repeated ones with
/// commas. One that comes in both spellings makes the event malformed.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Headers {
    #[serde(alias = "Accept-Language")]
    pub(super) accept_language: Option<String>,
    #[serde(alias = "Cloudfront-Viewer-Address")]
    pub(super) cloudfront_viewer_address: Option<String>,
    #[serde(alias = "Content-Encoding")]
    pub(super) content_encoding: Option<String>,
    #[serde(alias = "Content-Type")]
    pub(super) content_type: Option<String>,
    #[serde(alias = "Origin")]
    pub(super) origin: Option<String>,
    #[serde(alias = "Sec-Fetch-Site")]
    pub(super) sec_fetch_site: Option<String>,
    #[serde(alias = "User-Agent")]
    pub(super) user_agent: Option<String>,
    #[serde(alias = "X-Origin-Verify")]
    pub(super) x_origin_verify: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Context {
    pub(super) account_id: Option<String>,
    pub(super) domain_name: Option<String>,
    pub(super) http: Http,
    pub(super) request_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Http {
    pub(super) method: String,
    pub(super) source_ip: Option<String>,
}

#[cfg(test)]
mod tests;
