//! The sign-in page, asked for as Authress's browser asks: whether it is there, carries every header it must, and refuses links that
//! would take a person elsewhere.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use shared::http::{Answer as OurAnswer, Reader, Refusal};
use shared::language::Locale;
use shared::uri::component;

use crate::deployment::{Deployment, Home};
use crate::finding::Finding;
use crate::web::{Answer, Unreachable, Web};

const PAGE: &str = "sign-in page";
const HEADERS: &str = "its headers";
const FOREIGN: &str = "foreign links";
const PLAIN: &str = "plain http";

/// All about the page; its answer tells the functions' time, too.
pub(crate) async fn check(web: &Web, deployment: &Deployment) -> (Vec<Finding>, Option<Answer>) {
    let link = |redirect_uri: &str| link(deployment, redirect_uri);
    let answer = match web.get(&link(&deployment.site.redirect_uri())).await {
        Ok(answer) => answer,
        Err(reason) => return (vec![unreachable(deployment, &reason)], None),
    };
    let mut findings = vec![judge_page(deployment, &answer)];
    if answer.status != StatusCode::OK {
        return (findings, Some(answer));
    }
    findings.push(judge_headers(&answer.headers, &expected(deployment)));
    findings.push(judge_foreign(web.get(&link("https://attacker.example/login")).await.as_ref()));
    if let Some(rest) = deployment.authorization_url.strip_prefix("https://") {
        let answer = web.get(&link(&deployment.site.redirect_uri()).replacen("https://", "http://", 1)).await;
        findings.push(judge_plain(rest.split(['/', ':']).next().unwrap_or_default(), answer.as_ref()));
    }
    (findings, Some(answer))
}

fn link(deployment: &Deployment, redirect_uri: &str) -> String {
    let client_id = component(deployment.site.client_id.as_str());
    format!("{}?state=doctor&redirect_uri={}&client_id={client_id}", deployment.authorization_url, component(redirect_uri))
}

fn unreachable(deployment: &Deployment, reason: &Unreachable) -> Finding {
    let advice = match deployment.home {
        Home::Stack { .. } => {
            "With a custom domain, check its DNS record, its certificate and its API mapping; without one, that the stack's API is there."
        }
        Home::Local => "Start the local run with cargo run, or say with --port where it is.",
    };
    Finding::failure(PAGE, format!("The authorization URL {} cannot be reached: {reason}.", deployment.authorization_url), advice)
}

fn judge_page(deployment: &Deployment, answer: &Answer) -> Finding {
    let (url, status) = (&deployment.authorization_url, answer.status.as_u16());
    let logs = match &deployment.home {
        Home::Stack { name, region } => format!("aws logs tail --region {region} /aws/lambda/{name}/login-page --since 10m"),
        Home::Local => "see what the local run printed".to_owned(),
    };
    let (why, advice) = match status {
        200 => return Finding::good(PAGE, format!("{url} shows the form for the address.")),
        400 => ("it takes Authress's own link for a foreign one", "Deploy again: the functions have another AuthressDomain or AuthressClientId.".to_owned()),
        403 => (
            "the way to it is closed",
            "With OriginSecretSha256, give both hashes again (FirstHash and SecondHash of infra/front.yaml); else see whether a WAF blocks you, and whether PublicUrl leads to this stack's API.".to_owned(),
        ),
        404 => ("what answers there is not this stack's API", "Check PublicUrl and, with a custom domain, its API mapping: it must lead to this stack's API and its $default stage, without a path.".to_owned()),
        500..=599 => ("the function behind it fails", format!("Look at its log: {logs}")),
        _ => ("no page of ours does that", "See what stands in front of the API: a proxy or a CDN must hand its answers on unchanged.".to_owned()),
    };
    Finding::failure(PAGE, format!("{url} answers {status} instead of the form: {why}."), advice)
}

/// What a page of this deployment carries, by the code that sets it.
fn expected(deployment: &Deployment) -> HeaderMap {
    let answer = OurAnswer::from(Refusal::NotFound).into_response(&deployment.site, Locale::default(), Reader::Person);
    answer.headers().filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))).collect()
}

fn judge_headers(found: &HeaderMap, expected: &HeaderMap) -> Finding {
    let text = |headers: &HeaderMap, name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for name in expected.keys().map(HeaderName::as_str) {
        match (text(found, name), text(expected, name)) {
            (None, _) => missing.push(name),
            (Some(found), Some(expected)) if name == "content-security-policy" && is_policy(&found, &expected) => {}
            (found, expected) if found == expected => {}
            _ => changed.push(name),
        }
    }
    if !found.get_all("set-cookie").iter().any(|cookie| cookie.as_bytes().starts_with(b"__Host-flow-")) {
        missing.push("set-cookie");
    }
    let advice = "If a proxy or a CDN stands in front of the API, let it hand all headers on and cache nothing; if not, deploy the version you examine with.";
    if !missing.is_empty() {
        return Finding::failure(HEADERS, format!("The page comes without {}.", missing.join(", ")), advice);
    }
    if !changed.is_empty() {
        return Finding::warning(HEADERS, format!("The page comes with another {} than the functions send.", changed.join(", ")), advice);
    }
    Finding::good(HEADERS, format!("All {} security headers and the flow's cookie arrive as they are sent.", expected.len()))
}

/// The same directives; which style and script a page holds, by their hashes, is the page's own affair.
fn is_policy(found: &str, expected: &str) -> bool {
    let directives = |policy: &str| -> BTreeMap<String, String> {
        let parts = policy.split(';').map(|directive| directive.trim().split_once(' ').unwrap_or((directive.trim(), "")));
        parts.map(|(name, sources)| (name.to_owned(), sources.to_owned())).collect()
    };
    let is_inline = |sources: &str| sources.split(' ').all(|source| source == "'none'" || source.starts_with("'sha256-"));
    let (found, expected) = (directives(found), directives(expected));
    found.len() == expected.len()
        && expected.iter().all(|(name, sources)| {
            let inline = matches!(name.as_str(), "style-src" | "script-src");
            found.get(name).is_some_and(|found| if inline { is_inline(found) } else { found == sources })
        })
}

fn judge_foreign(answer: Result<&Answer, &Unreachable>) -> Finding {
    let advice = "Take the stack off the service client at Authress until the version you examine with is deployed, and nothing answers in its place.";
    match answer {
        Err(reason) => Finding::warning(FOREIGN, format!("Could not be checked: {reason}."), "Run this again."),
        Ok(answer) if answer.header("location").is_some() => {
            Finding::failure(FOREIGN, "A link with a foreign redirect_uri is redirected: it could carry logins away.", advice)
        }
        Ok(answer) if answer.status != StatusCode::BAD_REQUEST => {
            let sentence =
                format!("A link with a foreign redirect_uri is answered with {} instead of being refused.", answer.status.as_u16());
            Finding::failure(FOREIGN, sentence, advice)
        }
        Ok(_) => Finding::good(FOREIGN, "A link with a foreign redirect_uri is refused, and leads nowhere."),
    }
}

fn judge_plain(host: &str, answer: Result<&Answer, &Unreachable>) -> Finding {
    let Ok(answer) = answer else { return Finding::good(PLAIN, "Nothing answers without TLS.") };
    let advice = "Let whatever stands in front of the API redirect http to https on the same host, or not listen on port 80.";
    let location = answer.header("location").unwrap_or_default();
    let home = location.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', ':']).next());
    match answer.status.as_u16() {
        300..=399 if home == Some(host) => Finding::good(PLAIN, "Without TLS there is only a redirect to https."),
        300..=399 => {
            Finding::failure(PLAIN, "Without TLS, a sign-in link is redirected to somewhere else than https on the same host.", advice)
        }
        200..=299 => {
            Finding::failure(PLAIN, "The page is served without TLS as well: whoever is on the line can read and change it.", advice)
        }
        status => Finding::good(PLAIN, format!("Without TLS the page is refused ({status}).")),
    }
}

#[cfg(test)]
mod tests;
