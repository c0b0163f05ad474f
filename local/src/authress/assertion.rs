//! Whether an assertion may log somebody in: every check Authress must make, each with words of its own, because the
//! one who reads them is developing what makes assertions.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::time::Timestamp;

use crate::access_key::ClientKey;
use crate::jws::{Jws, Malformed};

const TYPE: &str = "oauth-authz-req+jwt";

/// The longest life the real SDK gives an assertion, in seconds.
const LONGEST_LIFE: u64 = 3600;

/// All that JavaScript's `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'!').remove(b'~').remove(b'*').remove(b'\'').remove(b'(').remove(b')');

/// Which check failed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// `code` is no JWS.
    #[error("code: {0}")]
    Malformed(#[from] Malformed),
    /// Header `alg`.
    #[error("alg: the header must say EdDSA")]
    Algorithm,
    /// Header `typ`.
    #[error("typ: the header must say {TYPE}")]
    Type,
    /// Header `crit`.
    #[error("crit: the header asks for extensions nobody knows here")]
    Critical,
    /// Header `kid`.
    #[error("kid: the service client publishes no such key")]
    Key,
    /// The signature.
    #[error("signature: it was not made by the key that kid names")]
    Signature,
    /// Claim `aud`.
    #[error("aud: the assertion is not for this account")]
    Audience,
    /// Query parameter `iss`.
    #[error("iss in the query: it is not <origin>/v1/clients/<client id>")]
    IssuerParameter,
    /// Claim `iss`.
    #[error("iss in the assertion: it is not the iss of the query")]
    Issuer,
    /// Claim `client_id`.
    #[error("client_id: the login was started for another connection")]
    Client,
    /// Claim `sub`.
    #[error("sub: the assertion does not say who logged in")]
    Subject,
    /// Claim `jti`.
    #[error("jti: the assertion has no id")]
    Id,
    /// Claim `iat`.
    #[error("iat: it is missing or in the future")]
    IssuedAt,
    /// Claim `exp`.
    #[error("exp: it is missing, over, or more than an hour after iat")]
    Expired,
    /// Claim `max_age`.
    #[error("max_age: it is missing, or the assertion is older")]
    TooOld,
}

/// Against what an assertion is checked.
pub(crate) struct Expected<'a> {
    /// Our own origin.
    pub(crate) origin: &'a str,
    /// The connection the login was started for.
    pub(crate) client_id: &'a str,
    /// The key that client publishes, if it does.
    pub(crate) key: Option<&'a ClientKey>,
}

/// What a good assertion says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assertion {
    /// Who logged in.
    pub(crate) subject: String,
    /// The address, when there is one.
    pub(crate) email: Option<String>,
    /// The number, when there is one.
    pub(crate) phone_number: Option<String>,
    /// The assertion's own id.
    pub(crate) id: String,
    /// When it ends, in seconds since 1970.
    pub(crate) expires_at: u64,
}

/// Checks everything that can be told from `code`, the query's `iss` and the time alone.
pub(crate) fn verify(code: &str, iss: &str, expected: &Expected<'_>, now: Timestamp) -> Result<Assertion, Fault> {
    let jws = Jws::read(code)?;
    let key = key(&jws, expected)?;
    ensure(jws.is_signed_by(&key.public), Fault::Signature)?;

    let audience = format!("{}.accounts.authress.io", key.account_id);
    ensure(jws.text("aud") == Some(&audience), Fault::Audience)?;
    ensure(iss == issuer(expected.origin, expected.client_id), Fault::IssuerParameter)?;
    ensure(jws.text("iss") == Some(iss), Fault::Issuer)?;
    ensure(jws.text("client_id") == Some(expected.client_id), Fault::Client)?;
    let subject = jws.text("sub").filter(|subject| !subject.is_empty()).ok_or(Fault::Subject)?;
    let id = jws.text("jti").filter(|id| !id.is_empty()).ok_or(Fault::Id)?;
    let expires_at = lifetime(&jws, now.unix())?;
    let [email, phone_number] = ["email", "phone_number"].map(|claim| jws.text(claim).map(str::to_owned));
    Ok(Assertion { subject: subject.to_owned(), email, phone_number, id: id.to_owned(), expires_at })
}

/// What `iss` says for a service client of the Authress at `origin`.
pub(crate) fn issuer(origin: &str, client_id: &str) -> String {
    format!("{origin}/v1/clients/{}", utf8_percent_encode(client_id, COMPONENT))
}

fn key<'a>(jws: &Jws, expected: &Expected<'a>) -> Result<&'a ClientKey, Fault> {
    ensure(jws.header("alg") == Some("EdDSA"), Fault::Algorithm)?;
    ensure(jws.header("typ") == Some(TYPE), Fault::Type)?;
    ensure(!jws.header.contains_key("crit"), Fault::Critical)?;
    let of_client = expected.key.filter(|key| key.client_id == expected.client_id);
    of_client.filter(|key| jws.header("kid") == Some(&key.key_id)).ok_or(Fault::Key)
}

fn lifetime(jws: &Jws, now: u64) -> Result<u64, Fault> {
    let issued_at = jws.number("iat").filter(|issued_at| *issued_at <= now).ok_or(Fault::IssuedAt)?;
    let lives = |end: &u64| now < *end && end.saturating_sub(issued_at) <= LONGEST_LIFE;
    let expires_at = jws.number("exp").filter(lives).ok_or(Fault::Expired)?;
    let max_age = jws.number("max_age").ok_or(Fault::TooOld)?;
    ensure(now - issued_at <= max_age, Fault::TooOld)?;
    Ok(expires_at)
}

fn ensure(holds: bool, fault: Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault) }
}

#[cfg(test)]
mod tests;
