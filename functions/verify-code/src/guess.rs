//! One guess: counted first, then judged, then remembered against the address or for the device.

use shared::address::Email;
use shared::deadline::Deadline;
use shared::flow::{Code, Flow, FlowId, Verdict, judge};
use shared::http::{FlowCookie, Request, device, keep_device};
use shared::log;
use shared::store::{Counted, NewGuess, Unavailable, Verifying};
use shared::time::Timestamp;

/// A guess on its way.
pub(crate) struct Guess<'a> {
    pub(crate) store: &'a Verifying,
    pub(crate) request: &'a Request,
    pub(crate) flow: &'a FlowId,
    pub(crate) cookie: &'a FlowCookie,
    pub(crate) max: u32,
    pub(crate) now: Timestamp,
    pub(crate) deadline: Deadline,
}

/// Whether a browser has logged in to the flow's address before. The flow says so: it was opened in the lane of this very device.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Device {
    Known,
    Unknown,
}

impl Guess<'_> {
    /// Counts and judges. A wrong guess of an unknown browser is remembered against the address before anybody learns that it was wrong.
    pub(crate) async fn judge(&self, code: &Code) -> Result<(Verdict, Device), Unavailable> {
        let (browser, mac) = (self.cookie.secret.hash(), self.cookie.secret.mac(self.flow, code));
        let guess = NewGuess { flow: self.flow, browser: &browser, mac: &mac, max: self.max, now: self.now, deadline: self.deadline };
        let (flow, counted) = match self.store.guess(&guess).await? {
            Counted::Yes(flow) => (flow, true),
            Counted::No(Some(flow)) if flow.browser == browser => (flow, false),
            Counted::No(_) => return Ok((Verdict::Unknown, Device::Unknown)),
        };
        if counted && flow.attempts == 1 {
            log::first_guess(self.flow);
        }
        let (verdict, device) = (judge(&flow, &mac, counted, self.max, self.now), self.device(&flow));
        if counted && device == Device::Unknown && matches!(verdict, Verdict::Wrong { .. }) {
            self.store.count_failure(&flow.address, &self.request.account, self.now, self.deadline).await?;
        }
        Ok((verdict, device))
    }

    fn device(&self, flow: &Flow) -> Device {
        let presented = device(self.request).map(|secret| secret.hash(&flow.address));
        if presented.is_some() && presented == flow.device { Device::Known } else { Device::Unknown }
    }

    /// Makes the browser known to the address it has just logged in to; the cookie for it, unless it has one. A browser keeps one device
    /// cookie for all its addresses.
    pub(crate) async fn enrol(&self, address: &Email, known: Device) -> Option<String> {
        if known == Device::Known {
            return None;
        }
        let presented = device(self.request);
        let secret = presented.clone().unwrap_or_else(|| self.cookie.secret.device(self.flow));
        if let Err(fault) = self.store.enrol(&secret.hash(address), self.now, self.deadline).await {
            // Nothing is lost: the login stands, and the next one enrols.
            log::dependency("dynamodb", &fault.to_string());
            log::device_not_enrolled(self.flow);
            return None;
        }
        presented.is_none().then(|| keep_device(&secret))
    }
}
