//! The login request: what Authress sends the browser with. Everything in it was written by whoever made the link, so it is only ever
//! compared with our configuration, and leads nowhere.

use crate::config::Site;
use crate::flow::State;
use crate::http::{Fields, Malformed, Refusal};
use crate::routes;
use crate::uri;

/// A login request that is ours to answer.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    /// Authress's id of the request.
    pub state: State,
    /// As it came: either absent or, byte for byte, [`Site::redirect_uri`].
    pub redirect_uri: Option<String>,
    /// As it came: either absent or, byte for byte, [`Site::client_id`].
    pub client_id: Option<String>,
}

/// Why a login request is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOurs {
    /// One of the three came twice, or does not decode.
    #[error("malformed")]
    Malformed,
    /// There is no `state`, or none that [`State::parse`] takes.
    #[error("state missing or malformed")]
    State,
    /// `redirect_uri` is not `AUTHRESS_DOMAIN/login`.
    #[error("foreign redirect_uri")]
    RedirectUri,
    /// `client_id` is not `AUTHRESS_CLIENT_ID`.
    #[error("foreign client_id")]
    ClientId,
}

impl From<Malformed> for NotOurs {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl From<NotOurs> for Refusal {
    fn from(fault: NotOurs) -> Self {
        match fault {
            NotOurs::RedirectUri => Self::ForeignRedirectUri,
            NotOurs::ClientId => Self::ForeignClientId,
            NotOurs::State | NotOurs::Malformed => Self::LoginRequestMalformed,
        }
    }
}

impl LoginRequest {
    /// Reads `state`, `redirect_uri` and `client_id` from a query or a form. Anything else in it is left alone.
    ///
    /// # Errors
    /// [`NotOurs`] when it did not come from our Authress connection; `redirect_uri` is looked at first, `state` last.
    pub fn read(fields: &Fields, site: &Site) -> Result<Self, NotOurs> {
        let redirect_uri = fields.get("redirect_uri")?;
        if redirect_uri.as_ref().is_some_and(|uri| *uri != site.redirect_uri()) {
            return Err(NotOurs::RedirectUri);
        }
        let client_id = fields.get("client_id")?;
        if client_id.as_ref().is_some_and(|id| id != site.client_id.as_str()) {
            return Err(NotOurs::ClientId);
        }
        let state = fields.get("state")?.as_deref().and_then(State::parse).ok_or(NotOurs::State)?;
        Ok(Self { state, redirect_uri, client_id })
    }

    /// The login request of this `state`, with all else as our configuration has it: for a fresh start of the same login.
    #[must_use]
    pub fn of_state(state: State, site: &Site) -> Self {
        Self { state, redirect_uri: Some(site.redirect_uri()), client_id: Some(site.client_id.as_str().to_owned()) }
    }

    /// The path and query of our own page for this request, values as they came.
    #[must_use]
    pub fn path(&self) -> String {
        let encoded = |name: &str, value: &str| format!("{name}={}", uri::component(value));
        let optional =
            |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("&{}", encoded(name, value))).unwrap_or_default();
        let state = encoded("state", self.state.as_str());
        format!("{}?{state}{}{}", routes::LOGIN, optional("redirect_uri", &self.redirect_uri), optional("client_id", &self.client_id))
    }
}
