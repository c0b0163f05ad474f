//! Who is measured: a command, what it finds around it, the event it gets, and the answer that shows it did its work.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shared::flow::{BrowserSecret, Code, CodeDigits, DeviceSecret, FlowId};
use shared::identifier::Identifier;

use crate::Result;
use crate::artifacts;
use crate::aws::Answers;
use crate::environment::{Environment, Variables, lambda_variables};

/// One of those that are compared.
#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) command: Vec<String>,
    pub(crate) variables: Variables,
    pub(crate) event: Vec<u8>,
    /// Status, and how the answer's `location` starts, or what stands in its body.
    pub(crate) expected: (u64, &'static str),
    /// What is uploaded, in bytes.
    pub(crate) zip: u64,
}

/// Where a login ends.
pub(crate) const LOGIN_URL: &str = "https://login.example.com/login?code=";

/// The address in the recorded events, and the code they guess.
const ADDRESS: &str = "ada@mail.example";
const CODE: &str = "482913";
const DEVICE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl Subject {
    /// The least that a function is.
    pub(crate) fn hello() -> Result<Self> {
        Self::built("hello", recorded("login-page")?, (200, "hello"))
    }

    /// The three functions, each with the commonest of its events: a login by a browser that has logged in before.
    pub(crate) fn functions() -> Result<Vec<Self>> {
        Ok(vec![
            Self::built("login-page", recorded("login-page")?, (200, "name=\"email\""))?,
            Self::built("issue-code", recorded("issue-code")?, (303, "/login/code?flow="))?,
            Self::built("verify-code", of_known_device(recorded("verify-code")?)?, (303, LOGIN_URL))?,
        ])
    }

    fn built(name: &'static str, event: Value, expected: (u64, &'static str)) -> Result<Self> {
        let binary = artifacts::build(name)?;
        Ok(Self {
            name,
            command: vec![binary.to_string_lossy().into_owned()],
            variables: function_variables(),
            event: event.to_string().into_bytes(),
            expected,
            zip: artifacts::zipped(&binary, "bootstrap")?,
        })
    }

    /// The same, handed another recorded event.
    pub(crate) fn given(&self, event: &str, expected: (u64, &'static str)) -> Result<Self> {
        Ok(Self { event: recorded(event)?.to_string().into_bytes(), expected, ..self.clone() })
    }

    /// The same with other variables.
    pub(crate) fn with(&self, variables: &Variables) -> Self {
        let mut subject = self.clone();
        subject.variables.extend(variables.clone());
        subject
    }

    /// Starts it.
    pub(crate) fn start(&self) -> Result<Environment> {
        Environment::start(&self.command, &self.variables)
    }

    /// Whether `answer` is what it should be: who fails fast is not fast.
    pub(crate) fn check(&self, answer: &Value) -> Result<()> {
        let (status, needle) = self.expected;
        let location = answer["headers"]["location"].as_str().unwrap_or_default();
        let found = match status {
            303 => location.starts_with(needle) && !location.contains("problem="),
            _ => answer["body"].as_str().is_some_and(|body| body.contains(needle)),
        };
        if answer["statusCode"] == status && found {
            return Ok(());
        }
        Err(format!("{} answered {answer}", self.name).into())
    }
}

fn function_variables() -> Variables {
    let mut variables = lambda_variables();
    let ours = [
        ("AUTHRESS_DOMAIN", "https://login.example.com"),
        ("AUTHRESS_CLIENT_ID", "sc_demo"),
        ("AUTHRESS_ACCESS_KEY_SECRET_ID", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:access-key"),
        ("TABLE_NAME", "table"),
        ("EMAIL_FROM", "Acme Ltd <login@example.com>"),
        ("SES_CONFIGURATION_SET", "configuration-set"),
        ("DEPLOYMENT", "authress-passwordless"),
    ];
    variables.extend(ours.map(|(name, value)| (name.to_owned(), value.to_owned())));
    variables
}

/// An event of `events/`.
pub(crate) fn recorded(name: &str) -> Result<Value> {
    let path = artifacts::root().join("events").join(name).with_extension("json");
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// The same from a browser that has logged in before.
fn of_known_device(mut event: Value) -> Result<Value> {
    let cookies = event["cookies"].as_array_mut().ok_or("an event without cookies")?;
    cookies.push(format!("__Host-device={DEVICE}").into());
    Ok(event)
}

/// A new access key, and the flow of the recorded guess as it is when this guess has won it.
pub(crate) fn answers() -> Result<Answers> {
    let event = recorded("verify-code")?;
    let cookie = event["cookies"][0].as_str().and_then(|cookie| cookie.strip_prefix("__Host-flow-")).ok_or("no flow's cookie")?;
    let (flow, rest) = cookie.split_once('=').ok_or("no flow's cookie")?;
    let (secret, _) = rest.split_once('.').ok_or("no secret in the cookie")?;
    let flow = FlowId::parse(flow).ok_or("no flow")?;
    let secret = BrowserSecret::parse(secret).ok_or("no secret")?;
    let code = CodeDigits::new(6).and_then(|digits| Code::parse(CODE, digits)).ok_or("no code")?;
    Ok(Answers {
        flow: won_flow(&flow, &secret, &code)?,
        access_key: access_key()?,
        dynamodb_takes: Duration::ZERO,
        ses_takes: Duration::ZERO,
    })
}

fn won_flow(flow: &FlowId, secret: &BrowserSecret, code: &Code) -> Result<Value> {
    let identifier = Identifier::from_canonical(ADDRESS).ok_or("no address")?;
    let device = DeviceSecret::parse(DEVICE).ok_or("no device")?.hash(&identifier);
    let mac = secret.mac(flow, code).as_str().to_owned();
    let (now, expires_at) = ("1893456000", "1893456600");
    Ok(json!({
        "pk": { "S": format!("flow#{}", flow.as_str()) },
        "browser": { "S": secret.hash().as_str() },
        "address": { "S": ADDRESS },
        "state": { "S": "authreq_7YqkT2mWv9PzR4sXc8LnBd" },
        "codes": { "L": [{ "M": { "mac": { "S": mac }, "expires_at": { "N": expires_at } } }] },
        "guesses": { "M": { mac.as_str(): { "N": "1" } } },
        "guessed_at": { "M": { mac.as_str(): { "N": now } } },
        "attempts": { "N": "1" },
        "sends": { "L": [{ "N": now }] },
        "device": { "S": device.as_str() },
        "expires_at": { "N": expires_at },
        "delete_at": { "N": "1893460200" },
    }))
}

/// Made anew each time; the bytes before the seed are PKCS#8's for Ed25519 (RFC 8410).
fn access_key() -> Result<String> {
    let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let seed = shared::random::bytes::<32>().map_err(|_| "no randomness")?;
    let der = STANDARD.encode([prefix.as_slice(), &seed].concat());
    Ok(format!("sc_demo.kid1.acc-bench1.{der}"))
}
