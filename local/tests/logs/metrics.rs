//! The lines that are metrics: the way of a login in order, nothing of a person in what they are told apart by, and none where no
//! deployment is named.

use std::collections::BTreeSet;

use shared::log::METRICS;

use crate::emf::{Point, points};
use crate::process::{Printed, Process};
use crate::table::Table;
use crate::visitor::{Secrets, Visitor, wrong};

/// What each metric may be told apart by, beside its deployment.
const DIMENSIONS: [(&str, &str, &[&str]); 7] = [
    ("CodesSent", "Channel", &["email", "sms"]),
    ("CodesResent", "Channel", &["email", "sms"]),
    ("MessagesRefused", "Channel", &["email", "sms"]),
    ("GuessesFailed", "Reason", &["wrong", "expired", "locked", "used", "unknown"]),
    ("LimitsHit", "Limit", &["address", "device", "source", "deployment", "sms-deployment", "flow"]),
    ("DependencyFailures", "Service", &["dynamodb", "ses", "sms", "secretsmanager", "kms"]),
    ("RequestsRefused", "Reason", &["malicious_csrf", "redirect_tamper", "input_validation_fail", "malicious_direct_access"]),
];

/// How old a code is that somebody logs in by.
const AGE: u32 = 42;

/// Asks, reads the mail a while later, guesses wrong, logs in, and clicks once more.
async fn login(variables: &[(&str, &str)]) -> Printed {
    let process = Process::start(variables).await;
    let secrets = Secrets::default();
    let mut visitor = Visitor::new(&process, &secrets);
    let (form, code) = visitor.asked("canarystate", "jane@canary.example").await;
    // A process of its own has a clock of its own, which nobody moves.
    Table::of(&process).age_the_code(&form, AGE.into()).await;
    visitor.guess(&form, &wrong(&code, 0)).await;
    let done = visitor.guess(&form, &code).await;
    assert!(done.location().starts_with(&process.authress), "{}", done.location());
    assert_eq!(visitor.guess(&form, &code).await.location(), done.location());
    process.end()
}

fn all(printed: &Printed) -> Vec<Point> {
    printed.log().iter().flat_map(points).collect()
}

#[tokio::test]
async fn a_login_is_a_funnel_of_metrics_in_order() {
    let printed = login(&[("DEPLOYMENT", "acme-login")]).await;
    let points = all(&printed);
    let names: Vec<_> = points.iter().map(|point| point.name.as_str()).collect();
    assert_eq!(
        names,
        ["CodesRequested", "CodesSent", "FirstGuesses", "GuessesFailed", "Logins", "SecondsToCode"],
        "one login, whoever clicks twice"
    );
    let old = f64::from(AGE);
    let own = vec![("Deployment".to_owned(), "acme-login".to_owned())];
    for point in &points {
        assert_eq!(point.dimensions.first(), Some(&own), "{point:?}");
        let count = (point.unit.as_str(), point.value.to_string());
        match point.name.as_str() {
            "SecondsToCode" => assert!(point.unit == "Seconds" && (old..old + 60.0).contains(&point.value), "{point:?}"),
            _ => assert_eq!(count, ("Count", "1".to_owned()), "{point:?}"),
        }
    }
    let line = printed.log().into_iter().find(|line| line["event"] == "authn_login_success").unwrap();
    assert_eq!(crate::emf::points(&line).len(), 2, "both in the line of the event");
}

#[tokio::test]
async fn without_a_deployment_the_lines_are_the_events_alone() {
    for variables in [vec![], vec![("DEPLOYMENT", " ")]] {
        let printed = login(&variables).await;
        assert_eq!(all(&printed), []);
        for text in ["_aws", "Deployment", "CloudWatch"] {
            assert!(!printed.stdout.contains(text), "{}", printed.stdout);
        }
        assert_eq!(printed.count("authn_login_success", "", ""), 1);
    }
}

/// T70: what people and attackers send in is in no dimension, and there is no dimension without end.
#[tokio::test]
async fn t70_metrics_are_told_apart_by_closed_sets_only() {
    let (printed, _) = crate::run().await;
    let points = all(printed);
    assert!(points.len() > 50, "{} points", points.len());
    for point in &points {
        assert!(METRICS.contains(&point.name.as_str()), "{point:?}");
        let known = DIMENSIONS.iter().find(|(metric, ..)| *metric == point.name);
        assert_eq!(point.dimensions.len(), 1 + usize::from(known.is_some()), "{point:?}");
        for (name, value) in point.dimensions.iter().flatten() {
            let closed = known.is_some_and(|(_, dimension, values)| name == dimension && values.contains(&value.as_str()));
            assert!(closed || (name == "Deployment" && value == crate::DEPLOYMENT), "{point:?}");
        }
    }
}

#[tokio::test]
async fn every_metric_is_emitted_as_it_happens() {
    let (printed, _) = crate::run().await;
    let emitted: BTreeSet<_> = all(printed).into_iter().map(|point| point.name).collect();
    let missing: Vec<_> = METRICS.into_iter().filter(|name| !emitted.contains(*name)).collect();
    // The keys of the scenes are good; their absence is in `secret_store`.
    assert_eq!(missing, ["KeyUnavailable"]);
    let refused = printed.log().iter().filter(|line| line["event"] == "input_validation_fail").count();
    let counted =
        all(printed).iter().filter(|point| point.name == "RequestsRefused" && point.dimensions[1][1].1 == "input_validation_fail").count();
    assert_eq!(counted, refused);
}
