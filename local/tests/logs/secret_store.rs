//! A key that cannot be had is reported once, not with each request, and its text never (docs/security.md, T78).

use crate::emf::points;
use crate::process::{Printed, Process};
use crate::secrets::Secrets;
use crate::visitor::{self, Visitor};

/// How often somebody guesses in vain.
const GUESSES: usize = 5;

async fn printed_with(value: &str) -> Printed {
    printed_of(&Secrets::holding(value).await.url).await
}

async fn printed_of(store: &str) -> Printed {
    let variables =
        [("AWS_ENDPOINT_URL_SECRETS_MANAGER", store), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "canarysecret"), ("DEPLOYMENT", "acme-login")];
    let process = Process::start(&variables).await;
    let secrets = visitor::Secrets::default();
    let mut visitor = Visitor::new(&process, &secrets);
    let (form, code) = visitor.asked("canarystate", "canary@canary.example").await;
    for _ in 0..GUESSES {
        assert_eq!(visitor.guess(&form, &code).await.status, 503);
    }
    process.end()
}

#[tokio::test]
async fn t78_a_secret_that_is_no_key_is_one_line_and_never_its_text() {
    for value in [
        "canary placeholder",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEcanary",
        "eyJcanary.eyJcanary.canary",
        "sc_demo.k.a.canary!",
    ] {
        let printed = printed_with(value).await;
        assert_eq!(printed.count("sys_signing_key", "level", "ERROR"), 1, "{}", printed.stdout);
        assert_eq!(counted(&printed, "KeyUnavailable"), GUESSES, "each guess that was turned away");
        assert_eq!(counted(&printed, "DependencyFailures"), 0, "the store did its part");
        let always = [("canary", "the secret"), ("MC4CAQAwBQYDK2VwBCIE", "a private key"), ("BEGIN PRIVATE KEY-", "PEM")];
        printed.assert_without(&always.map(|(text, what)| (text.to_owned(), what.to_owned())).into());
    }
}

/// What a new stack holds, before anybody has read its outputs.
#[tokio::test]
async fn the_placeholder_is_told_from_a_bad_key() {
    let printed = printed_with("placeholder: put the access key of the Authress service client here").await;
    let reason = "the secret AUTHRESS_ACCESS_KEY_SECRET_ID still holds its placeholder: put the access key there with the command in the stack's output PutAccessKey";
    assert_eq!(printed.count("sys_signing_key", "reason", reason), 1, "{}", printed.stdout);
    assert_eq!(printed.count("sys_signing_key", "", ""), 1, "{}", printed.stdout);
}

/// Asked once: the ten seconds until it is asked again do not pass here.
#[tokio::test]
async fn a_store_that_cannot_be_read_is_a_failed_dependency() {
    let printed = printed_of("http://127.0.0.1:9").await;
    assert_eq!(printed.count("sys_dependency_failure", "service", "secretsmanager"), 1, "{}", printed.stdout);
    assert_eq!(printed.count("sys_signing_key", "", ""), 1, "{}", printed.stdout);
    assert_eq!((counted(&printed, "DependencyFailures"), counted(&printed, "KeyUnavailable")), (1, GUESSES));
}

/// How often this metric was counted.
fn counted(printed: &Printed, metric: &str) -> usize {
    printed.log().iter().flat_map(points).filter(|point| point.name == metric).count()
}
