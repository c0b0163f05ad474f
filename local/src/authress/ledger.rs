//! What may happen once: a login request is answered once, an assertion used once, an authorization code exchanged
//! once. Everything here happens under one lock, so two browsers cannot share a login.

use std::collections::HashMap;

use shared::time::Timestamp;
use url::Url;

use super::assertion::Assertion;

/// How long a login request stays open, in seconds: Authress's default leeway for a whole login.
const OPEN: u64 = 300;
/// How long an authorization code may be exchanged, in seconds: our choice, since an app does it at once.
const EXCHANGEABLE: u64 = 60;

/// A login an app started.
#[derive(Clone, Debug)]
pub(crate) struct LoginRequest {
    /// The connection it shall go through.
    pub(crate) client_id: String,
    /// The app that started it.
    pub(crate) application_id: String,
    /// Where the browser goes at the end.
    pub(crate) redirect_url: Url,
    /// The PKCE challenge.
    pub(crate) code_challenge: String,
    /// Whether the app wants an authorization code instead of tokens.
    pub(crate) wants_code: bool,
    /// When it was started.
    pub(crate) started_at: Timestamp,
}

/// Why an assertion did not finish a login request.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// No such request.
    #[error("state: no login was started under it")]
    Unknown,
    /// Over.
    #[error("state: the login was started more than five minutes ago")]
    Old,
    /// Finished before.
    #[error("state: the login was finished before")]
    Used,
    /// The assertion finished another request.
    #[error("jti: the assertion was used before")]
    Replayed,
}

struct Entry {
    request: LoginRequest,
    finished: bool,
    grant: Option<Grant>,
}

/// A finished login whose tokens wait for their authorization code.
struct Grant {
    code: String,
    assertion: Assertion,
    given_at: Timestamp,
}

/// All login requests, and the ids of the assertions that were used.
#[derive(Default)]
pub(crate) struct Ledger {
    entries: HashMap<String, Entry>,
    used: HashMap<String, u64>,
}

impl Ledger {
    /// Remembers a login request under `id`.
    pub(crate) fn open(&mut self, id: String, request: LoginRequest) {
        let now = request.started_at;
        self.entries.retain(|_, entry| now.since(entry.request.started_at).as_secs() <= 12 * OPEN);
        self.entries.insert(id, Entry { request, finished: false, grant: None });
    }

    /// The request `id`, while it may still be finished.
    pub(crate) fn pending(&self, id: &str, now: Timestamp) -> Result<&LoginRequest, Refusal> {
        let entry = self.entries.get(id).ok_or(Refusal::Unknown)?;
        if entry.finished {
            return Err(Refusal::Used);
        }
        if now.since(entry.request.started_at).as_secs() > OPEN {
            return Err(Refusal::Old);
        }
        Ok(&entry.request)
    }

    /// Finishes the request `id` with `assertion`; afterwards neither can be used again.
    pub(crate) fn finish(&mut self, id: &str, assertion: &Assertion, now: Timestamp) -> Result<LoginRequest, Refusal> {
        self.pending(id, now)?;
        self.used.retain(|_, expires_at| *expires_at > now.unix());
        if self.used.contains_key(&assertion.id) {
            return Err(Refusal::Replayed);
        }
        let entry = self.entries.get_mut(id).ok_or(Refusal::Unknown)?;
        entry.finished = true;
        self.used.insert(assertion.id.clone(), assertion.expires_at);
        Ok(entry.request.clone())
    }

    /// Lets `code` stand for the tokens of the finished request `id`.
    pub(crate) fn grant(&mut self, id: &str, code: String, assertion: Assertion, now: Timestamp) {
        if let Some(entry) = self.entries.get_mut(id) {
            entry.grant = Some(Grant { code, assertion, given_at: now });
        }
    }

    /// Who logged in, if `code` is the one granted for the request `id` and `fits` says the rest is right; after that
    /// the code is gone.
    pub(crate) fn exchange(&mut self, id: &str, code: &str, now: Timestamp, fits: impl FnOnce(&LoginRequest) -> bool) -> Option<Assertion> {
        let entry = self.entries.get_mut(id)?;
        let request = &entry.request;
        let granted = |grant: &mut Grant| grant.code == code && now.since(grant.given_at).as_secs() <= EXCHANGEABLE && fits(request);
        entry.grant.take_if(granted).map(|grant| grant.assertion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 1_700_000_000;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_unix(START + seconds)
    }

    fn ledger() -> Ledger {
        let request = LoginRequest {
            client_id: "sc_demo".to_owned(),
            application_id: "app_demo".to_owned(),
            redirect_url: Url::parse("http://localhost:3000/").expect("a URL"),
            code_challenge: String::new(),
            wants_code: false,
            started_at: at(0),
        };
        let mut ledger = Ledger::default();
        ledger.open("first".to_owned(), request.clone());
        ledger.open("second".to_owned(), request);
        ledger
    }

    fn assertion(id: &str) -> Assertion {
        let expires_at = START + 120;
        Assertion { subject: "jane@example.com".to_owned(), email: None, phone_number: None, id: id.to_owned(), expires_at }
    }

    #[test]
    fn an_unknown_state_is_refused() {
        assert_eq!(ledger().finish("third", &assertion("a"), at(0)).err(), Some(Refusal::Unknown));
    }

    #[test]
    fn a_request_stays_open_for_five_minutes() {
        assert!(ledger().finish("first", &assertion("a"), at(300)).is_ok());
        assert_eq!(ledger().finish("first", &assertion("a"), at(301)).err(), Some(Refusal::Old));
    }

    #[test]
    fn a_request_is_finished_once() {
        let mut ledger = ledger();
        assert!(ledger.finish("first", &assertion("a"), at(0)).is_ok());
        assert_eq!(ledger.finish("first", &assertion("b"), at(0)).err(), Some(Refusal::Used));
    }

    #[test]
    fn an_assertion_finishes_one_request() {
        let mut ledger = ledger();
        assert!(ledger.finish("first", &assertion("a"), at(0)).is_ok());
        assert_eq!(ledger.finish("second", &assertion("a"), at(119)).err(), Some(Refusal::Replayed));
        assert!(ledger.finish("second", &assertion("b"), at(119)).is_ok());
    }

    #[test]
    fn a_code_is_exchanged_once_in_time_and_only_when_the_rest_fits() {
        for (code, seconds, fits, expected) in
            [("code", 60, true, true), ("code", 61, true, false), ("other", 0, true, false), ("code", 0, false, false)]
        {
            let mut ledger = ledger();
            ledger.grant("first", "code".to_owned(), assertion("a"), at(0));
            assert_eq!(ledger.exchange("first", code, at(seconds), |_| fits).is_some(), expected);
            let again = ledger.exchange("first", "code", at(0), |_| true).is_some();
            assert_ne!(again, expected, "only the right one uses the code up");
        }
    }
}
