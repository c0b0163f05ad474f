//! A real login, in the operator's browser: started at Authress as `@authress/login` starts it for an app, finished on a port of this
//! machine.

mod returns;

use std::io::{self, Write};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use shared::authress::{anti_abuse, pkce};
use shared::config::Site;
use shared::random::{self, NoRandomness};

use crate::finding::Finding;
use crate::report::Report;
use crate::web::{Answer, Unreachable, Web};
use returns::{Return, Returns};

const SUBJECT: &str = "login";

/// Why nobody is logged in.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("no port of this machine could be opened for the browser to come back to ({0})")]
    Port(#[from] io::Error),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("Authress does not answer ({0})")]
    Unreachable(#[from] Unreachable),
    #[error("Authress refused to start a login: {0}")]
    Refused(String),
    #[error("Authress started a login but did not say where the browser shall go")]
    Nowhere,
    #[error("nobody came back within {0} s")]
    Late(u64),
    #[error("Authress sent the browser back with an error: {0}")]
    Failed(String),
    #[error("Authress did not take its own code back: {0}")]
    Exchange(String),
    #[error("Authress named nobody")]
    Nobody,
}

impl Fault {
    fn advice(&self, application: &str) -> String {
        match self {
            Self::Port(_) | Self::Randomness(_) | Self::Unreachable(_) => "Run this again.".to_owned(),
            Self::Refused(_) => format!(
                "See that the application {application} is one of this Authress account, and that it allows to be returned to http://localhost."
            ),
            Self::Nowhere => {
                "Put the authorization URL into the service client's Custom Authentication tab in the Authress portal.".to_owned()
            }
            Self::Late(_) => "If the browser stopped on the way, its page says why; with more time: --wait SECONDS.".to_owned(),
            Self::Failed(_) | Self::Exchange(_) | Self::Nobody => {
                "See the service client's and the application's pages in the Authress portal, and verify-code's log.".to_owned()
            }
        }
    }
}

/// Lets somebody log in to `application`, and says as whom.
pub(crate) async fn check<W: Write>(web: &Web, site: &Site, application: &str, wait: Duration, report: &mut Report<W>) -> Finding {
    match log_in(web, site, application, wait, report).await {
        Ok((person, seconds)) => Finding::good(SUBJECT, format!("Logged in as {person} in {seconds} s.")),
        Err(fault) => Finding::failure(SUBJECT, format!("Nobody is logged in: {fault}."), fault.advice(application)),
    }
}

async fn log_in<W: Write>(
    web: &Web,
    site: &Site,
    application: &str,
    wait: Duration,
    report: &mut Report<W>,
) -> Result<(String, u64), Fault> {
    let mut returns = Returns::open().await?;
    let app = App { web, site, application, origin: returns.origin(), verifier: URL_SAFE_NO_PAD.encode(random::bytes::<32>()?) };
    let (id, url) = app.start().await?;
    let started = web.now();
    let seconds = wait.as_secs();
    report.say(&format!("\nOpen this in a browser on this machine within {seconds} s, and log in; Ctrl-C ends the wait:\n\n  {url}\n"));
    let back = tokio::time::timeout(wait, returns.of(&id)).await.map_err(|_| Fault::Late(seconds))?;
    returns.close().await;
    let person = app.finish(&id, back).await?;
    Ok((person, web.now().since(started).as_secs()))
}

/// The app that the login is for.
struct App<'a> {
    web: &'a Web,
    site: &'a Site,
    application: &'a str,
    origin: String,
    verifier: String,
}

impl App<'_> {
    /// Starts a login: its id, and where the browser goes first.
    async fn start(&self) -> Result<(String, String), Fault> {
        let request = json!({
            "antiAbuseHash": anti_abuse::prove(&[self.site.client_id.as_str(), self.application], self.web.now()),
            "redirectUrl": self.redirect_url(),
            "codeChallengeMethod": "S256",
            "codeChallenge": pkce::challenge(&self.verifier),
            "connectionId": self.site.client_id.as_str(),
            "applicationId": self.application,
            // Tokens would stay in the browser's history.
            "flowType": "code",
        });
        let answer = self.web.post(&format!("{}/api/authentication", self.site.authress), &self.origin, &request).await?;
        let json = answer.json().unwrap_or_default();
        let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
        let id = text("authenticationRequestId").filter(|_| answer.status.is_success());
        let id = id.ok_or_else(|| Fault::Refused(reason(&answer, &json)))?;
        Ok((id, text("authenticationUrl").ok_or(Fault::Nowhere)?))
    }

    /// Whom Authress names to the browser that came `back`.
    async fn finish(&self, id: &str, back: Return) -> Result<String, Fault> {
        if let Some(error) = back.error {
            return Err(Fault::Failed(back.error_description.unwrap_or(error)));
        }
        let id_token = match (back.code, back.id_token) {
            (Some(code), _) => self.exchange(id, &code).await?,
            (None, Some(id_token)) => id_token,
            (None, None) => return Err(Fault::Nobody),
        };
        person(&id_token).ok_or(Fault::Nobody)
    }

    async fn exchange(&self, id: &str, code: &str) -> Result<String, Fault> {
        let request = json!({
            "grant_type": "authorization_code",
            "redirect_uri": self.redirect_url(),
            "client_id": self.application,
            "code": code,
            "code_verifier": self.verifier,
            "antiAbuseHash": anti_abuse::prove(&[self.application, id, code], self.web.now()),
        });
        let answer = self.web.post(&format!("{}/api/authentication/{id}/tokens", self.site.authress), &self.origin, &request).await?;
        let json = answer.json().unwrap_or_default();
        let id_token = json.get("id_token").and_then(Value::as_str).filter(|_| answer.status.is_success());
        id_token.map(str::to_owned).ok_or_else(|| Fault::Exchange(reason(&answer, &json)))
    }

    fn redirect_url(&self) -> String {
        format!("{}/", self.origin)
    }
}

/// What Authress says about its refusal.
fn reason(answer: &Answer, json: &Value) -> String {
    let said = ["title", "errorCode", "error"].into_iter().find_map(|name| json.get(name).and_then(Value::as_str));
    said.map_or_else(|| format!("it answers {}", answer.status.as_u16()), |said| said.trim_end_matches('.').to_owned())
}

/// Whom a token names. It is said and not believed: nobody gets anything for it here.
fn person(id_token: &str) -> Option<String> {
    let claims = URL_SAFE_NO_PAD.decode(id_token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok()?;
    let claim = |name: &str| claims.get(name).and_then(Value::as_str);
    claim("email").or_else(|| claim("sub")).map(str::to_owned)
}
