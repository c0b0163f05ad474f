//! A key that cannot be had is reported once, not with each request, and its text never (THREATS.md, T78).

use crate::process::Process;
use crate::secrets::Secrets;
use crate::visitor::{self, Visitor};

async fn printed_with(value: &str) -> crate::process::Printed {
    let store = Secrets::holding(value).await;
    let process =
        Process::start(&[("AWS_ENDPOINT_URL_SECRETS_MANAGER", store.url.as_str()), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "canarysecret")])
            .await;
    let secrets = visitor::Secrets::default();
    let mut visitor = Visitor::new(&process, &secrets);
    let (form, code) = visitor.asked("canarystate", "canary@canary.example").await;
    for _ in 0..5 {
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
        let always = [("canary", "the secret"), ("MC4CAQAwBQYDK2VwBCIE", "a private key"), ("BEGIN PRIVATE KEY-", "PEM")];
        printed.assert_without(&always.map(|(text, what)| (text.to_owned(), what.to_owned())).into());
    }
}
