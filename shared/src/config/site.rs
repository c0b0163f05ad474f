//! What all three functions know of the place they stand in: Authress on one side, the address we are served under on the other.

use crate::config::{Brand, CloudFront, Environment, Fault, Origin};
use crate::uri;

/// The id of the Authress service client, which is also the connection id. Compared byte for byte, shown to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

impl ClientId {
    /// `None` unless it is one to 128 characters (the bound is ours) without control characters, and without the dot that tells an access
    /// key from it.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let odd = |letter: char| letter.is_control() || letter == '.';
        ((1..=128).contains(&text.chars().count()) && !text.chars().any(odd)).then(|| Self(text.to_owned()))
    }

    /// The id, verbatim.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The settings that all three functions share.
#[derive(Clone, Debug)]
pub struct Site {
    /// `AUTHRESS_DOMAIN`: the one place a browser is sent to.
    pub authress: Origin,
    /// `AUTHRESS_CLIENT_ID`.
    pub client_id: ClientId,
    /// `PUBLIC_URL`, where there is a custom domain.
    pub public_url: Option<Origin>,
    /// `ORIGIN_SECRET_SHA256`, where CloudFront stands in front.
    pub cloudfront: Option<CloudFront>,
    /// `BRAND_…`.
    pub brand: Brand,
}

impl Site {
    /// Reads `AUTHRESS_DOMAIN`, `AUTHRESS_CLIENT_ID`, `PUBLIC_URL`, `ORIGIN_SECRET_SHA256` and what [`Brand::read`] reads.
    ///
    /// # Errors
    /// [`Fault`] for the first that is missing or malformed; the first two must be there, and `PUBLIC_URL` beside `ORIGIN_SECRET_SHA256`.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let origin = |variable, text: &str| text.parse::<Origin>().map_err(|reason| Fault::new(variable, reason.to_string()));
        let authress = origin("AUTHRESS_DOMAIN", environment.require("AUTHRESS_DOMAIN")?)?;
        let client_id = ClientId::new(environment.require("AUTHRESS_CLIENT_ID")?)
            .ok_or_else(|| Fault::new("AUTHRESS_CLIENT_ID", "must be the id of the service client (sc_…), not its access key"))?;
        let public_url = environment.get("PUBLIC_URL").map(|text| origin("PUBLIC_URL", text)).transpose()?;
        let cloudfront = CloudFront::read(environment)?;
        if cloudfront.is_some() && public_url.is_none() {
            // Links would name the API's own domain, which then refuses whoever follows them.
            return Err(Fault::new("PUBLIC_URL", "is missing: with ORIGIN_SECRET_SHA256 it must be the origin that CloudFront serves"));
        }
        let brand = Brand::read(environment, authress.host())?;
        Ok(Self { authress, client_id, public_url, cloudfront, brand })
    }

    /// Where Authress wants its browser back, `<domain>/login`: the only `redirect_uri` we accept.
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        format!("{}/login", self.authress)
    }

    /// Who signs our assertions, `iss`: `<domain>/v1/clients/<encodeURIComponent(client id)>`, as the official JavaScript SDK writes it.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("{}/v1/clients/{}", self.authress, uri::component(self.client_id.as_str()))
    }

    /// The origin people reach us under: `PUBLIC_URL`, or https and `domain_name`, the domain API Gateway says it was called by. Never the
    /// `Host` header. `None` when there is neither.
    #[must_use]
    pub fn public_origin(&self, domain_name: Option<&str>) -> Option<String> {
        self.public_url.as_ref().map(ToString::to_string).or_else(|| domain_name.map(|domain| format!("https://{domain}")))
    }
}
