//! The cookies: one per flow, with the browser secret and after a send what the code page needs so that it costs no AWS call; one per
//! device.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::flow::{BrowserSecret, DOUBLE_SUBMIT, DeviceSecret, FlowId, KNOWN_FOR, State};
use crate::http::Request;
use crate::identifier::Identifier;
use crate::time::Timestamp;

/// `__Host-`: browsers accept it only with `Secure`, `Path=/` and no `Domain`, so no sibling domain can plant it.
const PREFIX: &str = "__Host-flow-";
/// The device's cookie; one for all identifiers.
const DEVICE: &str = "__Host-device";
/// Longer than any code lives.
const LIFETIME: Duration = Duration::from_secs(900);
/// How many flows one browser keeps: tabs side by side, within API Gateway's 10,240 bytes of headers (HTTP API quotas).
const KEPT: usize = 8;

/// What a flow's cookie holds.
#[derive(Debug)]
pub struct FlowCookie {
    /// Binds the flow to this browser.
    pub secret: BrowserSecret,
    /// There once a code was sent.
    pub sent: Option<Sent>,
}

/// What was sent, as far as the page shows it. Comes from the browser: the table's conditions check what is acted on.
#[derive(Clone, Debug)]
pub struct Sent {
    /// To whom: an address or a number.
    pub identifier: Identifier,
    /// In which login request.
    pub state: State,
    /// When the last code was sent.
    pub sent_at: Timestamp,
    /// How many were sent.
    pub sends: u32,
    /// Whether one of them was typed, and the browser is on its way to Authress.
    pub done: bool,
}

#[derive(Serialize, Deserialize)]
struct SentJson<'a> {
    #[serde(rename = "address")]
    identifier: std::borrow::Cow<'a, str>,
    state: std::borrow::Cow<'a, str>,
    sent_at: Timestamp,
    sends: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    done: bool,
}

impl FlowCookie {
    /// The cookie of `flow`, if the browser sent exactly one and it can be one of ours.
    #[must_use]
    pub fn of(request: &Request, flow: &FlowId) -> Option<Self> {
        let mut values = request.cookies().filter(|(name, _)| name.strip_prefix(PREFIX) == Some(flow.as_str())).map(|(_, value)| value);
        let (value, None) = (values.next()?, values.next()) else { return None };
        let (secret, sent) = value.split_once('.').map_or((value, None), |(secret, sent)| (secret, Some(sent)));
        Some(Self { secret: BrowserSecret::parse(secret)?, sent: sent.and_then(Sent::decode) })
    }

    /// The `Set-Cookie` value that keeps it for 900 seconds, longer than any code lives.
    #[must_use]
    pub fn keep(&self, flow: &FlowId) -> String {
        self.set(flow, LIFETIME)
    }

    /// The `Set-Cookie` value after the flow was won: for 15 seconds the winning guess may be repeated, and the code's page says that the
    /// person is signed in.
    #[must_use]
    pub fn let_go(&self, flow: &FlowId) -> String {
        let sent = self.sent.clone().map(|sent| Sent { done: true, ..sent });
        Self { secret: self.secret.clone(), sent }.set(flow, DOUBLE_SUBMIT)
    }

    fn set(&self, flow: &FlowId, max_age: Duration) -> String {
        let sent = self.sent.as_ref().map(|sent| format!(".{}", sent.encode())).unwrap_or_default();
        cookie(flow.as_str(), &format!("{}{sent}", self.secret.expose()), max_age)
    }
}

/// The device of this browser, if it sent exactly one cookie that can be ours.
#[must_use]
pub fn device(request: &Request) -> Option<DeviceSecret> {
    let mut values = request.cookies().filter(|(name, _)| *name == DEVICE).map(|(_, value)| value);
    let (value, None) = (values.next()?, values.next()) else { return None };
    DeviceSecret::parse(value)
}

/// The `Set-Cookie` value that makes this browser a device: for 90 days, as long as the table knows it.
#[must_use]
pub fn keep_device(device: &DeviceSecret) -> String {
    set_cookie(DEVICE, device.expose(), KNOWN_FOR)
}

/// The `Set-Cookie` values that make room for one more flow among the eight that a browser keeps: the oldest go.
#[must_use]
pub fn make_room(request: &Request) -> Vec<String> {
    let names: Vec<&str> = request.cookies().filter_map(|(name, _)| name.strip_prefix(PREFIX)).filter(|name| is_token(name)).collect();
    let surplus = (names.len() + 1).saturating_sub(KEPT);
    names.into_iter().take(surplus).map(|name| cookie(name, "", Duration::ZERO)).collect()
}

fn cookie(flow: &str, value: &str, max_age: Duration) -> String {
    set_cookie(&format!("{PREFIX}{flow}"), value, max_age)
}

fn set_cookie(name: &str, value: &str, max_age: Duration) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={}", max_age.as_secs())
}

/// A name that may be repeated in a header: the alphabet of flow ids.
fn is_token(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

impl Sent {
    fn encode(&self) -> String {
        let Self { identifier, state, sent_at, sends, done } = self;
        let (identifier, state) = (identifier.as_str().into(), state.as_str().into());
        let json = SentJson { identifier, state, sent_at: *sent_at, sends: *sends, done: *done };
        // Strings and numbers always serialise.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&json).unwrap_or_default())
    }

    fn decode(text: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(text).ok()?;
        let json: SentJson = serde_json::from_slice(&json).ok()?;
        let identifier = Identifier::from_canonical(&json.identifier)?;
        Some(Self { identifier, state: State::parse(&json.state)?, sent_at: json.sent_at, sends: json.sends, done: json.done })
    }
}

#[cfg(test)]
mod tests;
