//! Every line we log, by the OWASP logging vocabulary. One JSON object a line; what is not declared here is not logged.
//!
//! Never: a code, cookie, form token, assertion, key, address, `state`, or a message of the AWS SDK (SES puts the recipient into its).

use tracing::{Level, Span, error, info, info_span, warn};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::authress::NotOurs;
use crate::config::Fault;
use crate::flow::FlowId;

/// Our own events; those of libraries stay out, whatever `RUST_LOG` or `AWS_LAMBDA_LOG_LEVEL` say.
const TARGET: &str = "authress_passwordless";

/// Installs the subscriber: JSON lines on standard output. Once a process; a second call does nothing.
pub fn start() {
    let lines =
        tracing_subscriber::fmt::layer().json().flatten_event(true).with_target(false).with_current_span(true).with_span_list(false);
    let ours = Targets::new().with_target(TARGET, Level::INFO);
    let _ = tracing_subscriber::registry().with(lines.with_filter(ours)).try_init();
}

/// The span around one request; its id is API Gateway's and stands in the access log too.
#[must_use]
pub fn request(id: &str) -> Span {
    info_span!(target: TARGET, "request", id = capped(id))
}

/// The environment is unusable; the function stops.
pub fn configuration(fault: &Fault) {
    error!(target: TARGET, event = "sys_configuration", fault = %fault);
}

/// The Lambda Runtime API cannot be reached; the function stops.
pub fn runtime() {
    error!(target: TARGET, event = "sys_runtime");
}

/// There is no randomness; nothing can be issued.
pub fn no_randomness() {
    error!(target: TARGET, event = "sys_randomness");
}

/// A code was handed to SES.
pub fn code_sent(flow: &FlowId, sends: u32) {
    info!(target: TARGET, event = "authn_code_sent", flow = %flow, sends);
}

/// A flow was won.
pub fn login_success(flow: &FlowId) {
    info!(target: TARGET, event = "authn_login_success", flow = %flow);
}

/// A guess did not log in.
pub fn login_fail(flow: &FlowId, reason: &'static str) {
    warn!(target: TARGET, event = "authn_login_fail", flow = %flow, reason);
}

/// A flow's last guess was spent.
pub fn login_lock(flow: &FlowId) {
    warn!(target: TARGET, event = "authn_login_lock", flow = %flow);
}

/// A limit stopped a send.
pub fn rate_limit(flow: &FlowId, limit: &'static str) {
    warn!(target: TARGET, event = "excess_rate_limit_exceeded", flow = %flow, limit);
}

/// Input was refused; `what` names the kind of input, never the input.
pub fn input_refused(what: &'static str) {
    warn!(target: TARGET, event = "input_validation_fail", what);
}

/// A POST that our page did not send.
pub fn csrf(what: &'static str) {
    warn!(target: TARGET, event = "malicious_csrf", what);
}

/// A login request that is not ours to answer.
pub fn login_request_refused(fault: NotOurs) {
    match fault {
        NotOurs::RedirectUri => warn!(target: TARGET, event = "redirect_tamper", what = "redirect_uri"),
        NotOurs::ClientId => warn!(target: TARGET, event = "redirect_tamper", what = "client_id"),
        NotOurs::State | NotOurs::Malformed => input_refused("login request"),
    }
}

/// A dependency failed; `code` is the service's error code or the kind of failure.
pub fn dependency(service: &'static str, code: &str) {
    error!(target: TARGET, event = "sys_dependency_failure", service, code = capped(code));
}

/// A device could not be enrolled; the login went on.
pub fn device_not_enrolled(flow: &FlowId) {
    warn!(target: TARGET, event = "authn_device_not_enrolled", flow = %flow);
}

/// SES refused this mail: its recipient, or in the sandbox and for an unverified sender every recipient. The person is told nothing.
pub fn mail_refused(flow: &FlowId, code: &str) {
    error!(target: TARGET, event = "mail_refused", flow = %flow, code = capped(code));
}

/// There is no usable signing key.
pub fn signing_key(reason: &str) {
    error!(target: TARGET, event = "sys_signing_key", reason);
}

/// Fields are short: nobody fills the log with a header.
fn capped(text: &str) -> &str {
    text.char_indices().nth(128).map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}
