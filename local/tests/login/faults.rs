//! Everything outside fails in every way it can (docs/security.md, T63 and T64): the person is told to come back, nothing goes out
//! uncounted, and nothing that was accepted is lost.

mod budget;
mod configuration;
mod kms;
mod lost_answers;
mod mail;
mod secret;
mod table;

use std::time::Duration;

use crate::support::{CodeForm, EmailForm, Fault, Page};

/// How a service may be down for good.
const DOWN: [Fault; 6] = [
    Fault::Refused,
    Fault::Slow,
    Fault::Error(500, "InternalServerError"),
    Fault::Error(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
    Fault::Error(400, "com.amazon.coral.availability#ThrottlingException"),
    Fault::Error(400, "com.amazon.coral.service#AccessDeniedException"),
];

/// Plays one scene per fault, all at once: most of each is waiting. On two threads, or they would wait for each other, within time limits
/// that are real.
async fn each<F: Future<Output = ()> + Send + 'static>(faults: impl IntoIterator<Item = Fault>, scene: impl Fn(Fault) -> F) {
    let scenes: Vec<_> = faults.into_iter().map(|fault| (fault, tokio::spawn(scene(fault)))).collect();
    for (fault, played) in scenes {
        assert!(played.await.is_ok(), "the scene of {fault:?} failed");
    }
}

/// Every request is answered within 8 s; two more are for a busy machine.
pub(crate) async fn in_time<T>(request: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(10), request).await.expect("an answer within eight seconds")
}

/// Asserts the one answer to a request that cannot be served now.
#[track_caller]
pub(crate) fn assert_unavailable(answer: &Page, fault: impl std::fmt::Debug) {
    assert_eq!((answer.status.as_u16(), answer.location(), answer.header("retry-after")), (503, "", "10"), "{fault:?}");
}

/// Asserts that the code was mailed, as far as the browser is told.
#[track_caller]
fn assert_sent(answer: &Page, form: &EmailForm, fault: impl std::fmt::Debug) {
    assert_eq!(answer.location(), format!("/login/code?flow={}", form.flow), "{fault:?}: {} {}", answer.status, answer.text());
}

/// The form of the code's page, from that of the first: they belong to one flow.
fn code_form(form: &EmailForm) -> CodeForm {
    let fields = form.fields.iter().filter(|(name, _)| name == "flow" || name == "csrf").cloned().collect();
    CodeForm { fields, flow: form.flow.clone() }
}
