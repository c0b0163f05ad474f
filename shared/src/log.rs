//! Every line we log, by the OWASP logging vocabulary. One JSON object a line; what is not declared here is not logged.
//!
//! Never: a code, cookie, browser secret, form token, assertion, key, address, number, `state`, or a message of the AWS SDK (SES puts the
//! recipient into its).

mod line;
mod metrics;

use std::time::Duration;

use tracing::{Level, Span, error, info, info_span, warn};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

pub use metrics::METRICS;

use crate::authress::NotOurs;
use crate::channel::Channel;
use crate::config::{Color, Deployment, Environment, Fault};
use crate::flow::FlowId;
use crate::time::Timestamp;
use line::Counting;

/// Our own events; those of libraries stay out, whatever `RUST_LOG` or `AWS_LAMBDA_LOG_LEVEL` say.
const TARGET: &str = "authress_passwordless";

/// Installs the subscriber: JSON lines on standard output, and where `DEPLOYMENT` names one, its metrics in them, dated by `clock`. Once a
/// process; a second call changes nothing.
///
/// # Errors
/// [`Fault`] for a `DEPLOYMENT` that is none. Lines are written all the same, or nobody would read of it.
pub fn start(environment: &Environment, clock: fn() -> Timestamp) -> Result<(), Fault> {
    let (deployment, result) = match Deployment::read(environment) {
        Ok(deployment) => (deployment, Ok(())),
        Err(fault) => (None, Err(fault)),
    };
    let lines = line::layer(deployment.map(|deployment| Counting { deployment, clock }), std::io::stdout);
    let ours = Targets::new().with_target(TARGET, Level::INFO);
    let _ = tracing_subscriber::registry().with(lines.with_filter(ours)).try_init();
    result
}

/// The span around one request, whose lines all carry `id`: API Gateway's, which stands in the access log too.
#[must_use]
pub fn request(id: &str) -> Span {
    info_span!(target: TARGET, "request", id = capped(id))
}

/// The environment is unusable; the function stops.
pub fn configuration(fault: &Fault) {
    error!(target: TARGET, event = "sys_configuration", fault = %fault);
}

/// `BRAND_COLOR` cannot be read on a white page, or white on it; pages and mails have another instead.
pub fn brand_color(given: Color, used: Color) {
    let fault = "BRAND_COLOR has less contrast to white than WCAG's 4.5";
    warn!(target: TARGET, event = "sys_brand_color", fault, given = %given, used = %used);
}

/// The Lambda Runtime API cannot be reached; the function stops.
pub fn runtime() {
    error!(target: TARGET, event = "sys_runtime");
}

/// There is no randomness; nothing can be issued.
pub fn no_randomness() {
    error!(target: TARGET, event = "sys_randomness");
}

/// A browser asked for the first code of its flow, for somebody who may sign in. Whether it gets one is for the limits and the service to
/// say.
pub fn code_requested(flow: &FlowId) {
    info!(target: TARGET, event = "authn_code_requested", flow = %flow);
}

/// A code was handed over to be sent: its number among the codes of its flow, from 1.
pub fn code_sent(flow: &FlowId, channel: Channel, sends: u32) {
    info!(target: TARGET, event = "authn_code_sent", flow = %flow, channel = channel.about().name, sends);
}

/// The first guess of a flow was counted.
pub fn first_guess(flow: &FlowId) {
    info!(target: TARGET, event = "authn_first_guess", flow = %flow);
}

/// A flow was won, this long after its winning code was issued.
pub fn login_success(flow: &FlowId, after: Duration) {
    info!(target: TARGET, event = "authn_login_success", flow = %flow, seconds = after.as_secs());
}

/// The winning guess came once more, and got the same answer: a double click, or what the SDK repeats when an answer was lost.
pub fn login_repeated(flow: &FlowId) {
    info!(target: TARGET, event = "authn_login_repeated", flow = %flow);
}

/// A guess did not log in, because it was `wrong`, `expired`, `locked`, `used` or `unknown`; metrics know no other reason.
pub fn login_fail(flow: &FlowId, reason: &'static str) {
    warn!(target: TARGET, event = "authn_login_fail", flow = %flow, reason);
}

/// A flow's last guess was spent.
pub fn login_lock(flow: &FlowId) {
    warn!(target: TARGET, event = "authn_login_lock", flow = %flow);
}

/// A limit stopped a send: `address`, `device`, `source`, `flow` or a channel's breaker; metrics know no other.
pub fn rate_limit(flow: &FlowId, limit: &'static str) {
    warn!(target: TARGET, event = "excess_rate_limit_exceeded", flow = %flow, limit);
}

/// Input was refused; `what` names the kind of input, never the input.
pub fn input_refused(what: &'static str) {
    warn!(target: TARGET, event = "input_validation_fail", what);
}

/// A POST that neither our page nor one of our apps' sent; `what` says by which check it is known, never what was sent.
pub fn csrf(what: &'static str) {
    warn!(target: TARGET, event = "malicious_csrf", what);
}

/// A request that came around CloudFront; `what` says how it is known, never what was sent.
pub fn direct_access(what: &'static str) {
    warn!(target: TARGET, event = "malicious_direct_access", what);
}

/// CloudFront did not name the viewer as it must: `CloudFront-Viewer-Address` is not in its origin request policy.
pub fn no_viewer_address() {
    error!(target: TARGET, event = "sys_viewer_address", fault = "CloudFront-Viewer-Address is missing or unreadable: add it to the origin request policy");
}

/// A login request that is not ours to answer.
pub fn login_request_refused(fault: NotOurs) {
    match fault {
        NotOurs::RedirectUri => warn!(target: TARGET, event = "redirect_tamper", what = "redirect_uri"),
        NotOurs::ClientId => warn!(target: TARGET, event = "redirect_tamper", what = "client_id"),
        NotOurs::State | NotOurs::Malformed => input_refused("login request"),
    }
}

/// A dependency failed: `dynamodb`, `secretsmanager`, `kms` or a channel's service; metrics know no other. `code` is its error code or the
/// kind of failure.
pub fn dependency(service: &'static str, code: &str) {
    error!(target: TARGET, event = "sys_dependency_failure", service, code = capped(code));
}

/// A device could not be enrolled; the login went on.
pub fn device_not_enrolled(flow: &FlowId) {
    warn!(target: TARGET, event = "authn_device_not_enrolled", flow = %flow);
}

/// This message was refused: its recipient, or in a sandbox and for an unverified sender every recipient. The person is told nothing.
pub fn message_refused(flow: &FlowId, channel: Channel, code: &str) {
    error!(target: TARGET, event = "message_refused", flow = %flow, channel = channel.about().name, code = capped(code));
}

/// There is no usable signing key, and why, without a value of anything; to be said once and not with each request.
pub fn signing_key(reason: &str) {
    error!(target: TARGET, event = "sys_signing_key", reason);
}

/// A guess was turned away uncounted, because there is no usable signing key.
pub fn key_unavailable() {
    error!(target: TARGET, event = "sys_key_unavailable");
}

/// Fields are short: nobody fills the log with a header.
fn capped(text: &str) -> &str {
    text.char_indices().nth(128).map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}
