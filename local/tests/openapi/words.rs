//! The problems, as the code and the document list them.

use std::collections::BTreeSet;

use serde_json::Value;
use shared::config::{Environment, Site};
use shared::http::{Answer, Reader, Refusal};
use shared::language::Locale;
use shared::problem::Problem;

use crate::document;

const TYPE: &str = "urn:authress-passwordless:problem:";

const PROBLEMS: [Problem; 9] = [
    Problem::BadAddress,
    Problem::RefusedAddress,
    Problem::Cooldown(Some(30)),
    Problem::TooManyRequests(Some(900)),
    Problem::MalformedCode,
    Problem::WrongCode(Some(4)),
    Problem::Expired,
    Problem::Locked,
    Problem::StartAgain,
];
const REFUSALS: [Refusal; 12] = [
    Refusal::LoginRequestMalformed,
    Refusal::ForeignRedirectUri,
    Refusal::ForeignClientId,
    Refusal::Malformed,
    Refusal::CrossSite,
    Refusal::ForeignOrigin,
    Refusal::NotThroughCloudFront,
    Refusal::NotFound,
    Refusal::MethodNotAllowed("POST"),
    Refusal::TooLarge,
    Refusal::UnsupportedMediaType,
    Refusal::Unavailable,
];

/// Does not compile while a list above lacks one.
const fn listed(problem: Problem, refusal: Refusal) {
    match problem {
        Problem::BadAddress
        | Problem::RefusedAddress
        | Problem::Cooldown(_)
        | Problem::TooManyRequests(_)
        | Problem::MalformedCode
        | Problem::WrongCode(_)
        | Problem::Expired
        | Problem::Locked
        | Problem::StartAgain => (),
    }
    match refusal {
        Refusal::LoginRequestMalformed
        | Refusal::ForeignRedirectUri
        | Refusal::ForeignClientId
        | Refusal::Malformed
        | Refusal::CrossSite
        | Refusal::ForeignOrigin
        | Refusal::NotThroughCloudFront
        | Refusal::NotFound
        | Refusal::MethodNotAllowed(_)
        | Refusal::TooLarge
        | Refusal::UnsupportedMediaType
        | Refusal::Unavailable => (),
    }
}

/// Word, title and status of an answer to an app's page.
fn told(answer: Answer) -> (String, String, u64) {
    let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1")];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let site = Site::read(&Environment::new(variables.into())).unwrap();
    let response = serde_json::to_value(answer.into_response(&site, Locale::default(), Reader::App(None))).unwrap();
    let body: Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
    assert_eq!(response["statusCode"], body["status"]);
    let text = |name: &str| body[name].as_str().unwrap().to_owned();
    (text("type").strip_prefix(TYPE).unwrap().to_owned(), text("title"), body["status"].as_u64().unwrap())
}

/// Word and status of a row of the document's table; `None` for any other line.
fn row(line: &str) -> Option<(&str, u64)> {
    let mut cells = line.strip_prefix("| `")?.split(" | ");
    Some((cells.next()?.trim_end_matches(" *").trim_end_matches('`'), cells.next()?.parse().ok()?))
}

#[test]
fn each_problem_of_the_code_stands_in_the_document_and_no_other() {
    listed(Problem::Expired, Refusal::NotFound);
    let problems = PROBLEMS.into_iter().map(|problem| Answer::problem(problem, None));
    let code: BTreeSet<_> = problems.chain(REFUSALS.into_iter().map(Answer::from)).map(told).collect();

    let document = document();
    let lines: Vec<_> = document.lines().map(str::trim).collect();
    let constant = |line: &str, name: &str| {
        line.strip_prefix(&format!("{name}: {{ const: ")).and_then(|rest| rest.strip_suffix(" }")).map(str::to_owned)
    };
    let schemas: BTreeSet<_> = lines
        .windows(3)
        .filter_map(|lines| {
            let word = constant(lines[0], "type")?.trim_matches('\'').strip_prefix(TYPE)?.to_owned();
            Some((word, constant(lines[1], "title")?, constant(lines[2], "status")?.parse().ok()?))
        })
        .collect();
    assert_eq!(schemas, code, "the schemas");

    let words: BTreeSet<_> = code.iter().map(|(word, _, status)| (word.as_str(), *status)).collect();
    assert_eq!(lines.iter().filter_map(|line| row(line)).collect::<BTreeSet<_>>(), words, "the table");

    let named = document
        .split(TYPE)
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-').next().unwrap_or_default());
    assert_eq!(named.filter(|word| !word.is_empty()).collect::<BTreeSet<_>>(), words.iter().map(|(word, _)| *word).collect(), "anywhere");
}
