//! What is printed behind CloudFront (docs/security.md, T62): who came around it, and never its secret.

use std::collections::BTreeMap;

use reqwest::Method;
use ring::digest::{SHA256, digest};

use crate::emf::points;
use crate::process::Process;
use crate::visitor::{Secrets, Visitor};

const SECRET: &str = "canaryZq3vTn8yLr2cWk7mXd5hBp9sGf";

#[tokio::test]
async fn t62_who_comes_around_cloudfront_is_logged_and_its_secret_never() {
    let hash = digest(&SHA256, SECRET.as_bytes()).as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let process = Process::start(&[("ORIGIN_SECRET_SHA256", &hash), ("DEPLOYMENT", crate::DEPLOYMENT)]).await;
    let secrets = Secrets::default();
    let mut visitor = Visitor::new(&process, &secrets);
    let long = format!("canary{}", "a".repeat(5_000));
    let mut statuses = Vec::new();
    for headers in [
        vec![],
        vec![("x-origin-verify", "canaryother"), ("cloudfront-viewer-address", "198.51.100.10:1")],
        vec![("x-origin-verify", &long)],
        vec![("x-origin-verify", SECRET), ("cloudfront-viewer-address", "canaryviewer")],
        vec![("x-origin-verify", SECRET), ("cloudfront-viewer-address", "198.51.100.10:1")],
    ] {
        let request = visitor.request(Method::GET, "/login?state=canarystate");
        let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        statuses.push(visitor.send(request).await.status.as_u16());
    }
    assert_eq!(statuses, [403, 403, 403, 503, 200]);

    let printed = process.end();
    printed
        .assert_without(&BTreeMap::from([("canary".to_owned(), "what was sent".to_owned()), (SECRET.to_owned(), "the secret".to_owned())]));
    assert_eq!(printed.count("malicious_direct_access", "what", "no x-origin-verify"), 1, "{}", printed.stdout);
    assert_eq!(printed.count("malicious_direct_access", "what", "another x-origin-verify"), 2, "{}", printed.stdout);
    assert_eq!(printed.count("sys_viewer_address", "level", "ERROR"), 1, "{}", printed.stdout);
    for line in printed.log() {
        assert!(line["span"]["id"].is_string(), "{line}");
    }
    let refused: Vec<_> = printed.log().iter().flat_map(points).filter(|point| point.name == "RequestsRefused").collect();
    assert_eq!(refused.len(), 3);
    assert!(
        refused.iter().all(|point| point.dimensions[1].contains(&("Reason".to_owned(), "malicious_direct_access".to_owned()))),
        "{refused:?}"
    );
}
