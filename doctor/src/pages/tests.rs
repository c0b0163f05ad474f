//! What a test over HTTP cannot bring about on loopback, and the policy's directives one by one.

use shared::time::Timestamp;

use super::*;
use crate::finding::Verdict;

const POLICY: &str = "default-src 'none'; style-src 'none'; script-src 'none'; form-action 'self' https:";

#[test]
fn a_policy_may_differ_in_the_hashes_of_what_stands_inline_and_in_nothing_else() {
    assert!(is_policy(&POLICY.replace("style-src 'none'", "style-src 'sha256-AAAA='"), POLICY));
    assert!(is_policy("form-action 'self' https:;default-src 'none';script-src 'sha256-A' 'sha256-B';style-src 'none'", POLICY));
    for (from, to) in [
        ("script-src 'none'", "script-src 'unsafe-inline'"),
        ("script-src 'none'", "script-src 'sha256-A' https:"),
        ("form-action 'self' https:", "form-action 'self'"),
        ("; style-src 'none'", ""),
        ("default-src 'none'", "default-src 'none'; img-src *"),
    ] {
        assert!(!is_policy(&POLICY.replace(from, to), POLICY), "{from} -> {to}");
    }
}

#[test]
fn without_tls_there_is_nothing_or_the_way_to_tls() {
    let verdict = |status: u16, location: &str| {
        let headers = [(http::header::LOCATION, location.parse().unwrap())].into_iter().filter(|_| !location.is_empty()).collect();
        let status = StatusCode::from_u16(status).unwrap();
        judge_plain("x.example", Ok(&Answer { status, headers, body: Vec::new(), at: Timestamp::from_unix(0) })).verdict
    };
    assert_eq!(verdict(301, "https://x.example/login?state=doctor"), Verdict::Good);
    assert_eq!(verdict(403, ""), Verdict::Good);
    assert_eq!(verdict(200, ""), Verdict::Failure);
    for elsewhere in ["http://x.example/login", "https://x.example.attacker.example/", "https://attacker.example/", "/login"] {
        assert_eq!(verdict(301, elsewhere), Verdict::Failure, "{elsewhere}");
    }
}
