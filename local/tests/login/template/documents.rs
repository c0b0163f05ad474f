//! What is written about the code is true of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::root;

/// T87: the beginning of every Ed25519 key in PKCS#8 stands nowhere but in the SDK's published vectors.
#[test]
fn t87_no_access_key_is_committed() {
    let mut all = Vec::new();
    files(root(), &mut all);
    assert!(all.len() > 100, "the search covers the project");
    // Put together here, or this file would hold it.
    let beginning = ["MC4CAQAwBQYDK2", "VwBCIE"].concat();
    let is_key =
        |rest: &str| rest.len() >= 43 && rest.bytes().take(43).all(|byte| byte.is_ascii_alphanumeric() || b"+/_-=".contains(&byte));
    let holds = |text: String| text.match_indices(&beginning).any(|(at, _)| text.get(at + beginning.len()..).is_some_and(is_key));
    let holders: Vec<_> = all.iter().filter(|file| fs::read_to_string(file).is_ok_and(holds)).collect();
    assert!(holders.is_empty(), "{holders:?}");
}

/// Every file of the project; what is built or fetched is not.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
        if entry.is_file() {
            found.push(entry);
        } else if !["target", ".git", ".aws-sam", ".venv", "vectors"].contains(&name.as_str()) {
            files(&entry, found);
        }
    }
}

/// The table of `docs/security.md` names tests that exist, and no threat without a proof or a reason.
#[test]
fn every_proof_that_the_documentation_names_is_there() {
    let mut all = Vec::new();
    files(root(), &mut all);
    let is_code = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "rs" || ending == "py");
    let code: String = all.iter().filter(is_code).map(|file| fs::read_to_string(file).unwrap()).collect();
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| T")).collect();
    assert_eq!(rows.len(), 92);
    for row in rows {
        let proof = row.split('|').nth(3).unwrap().trim();
        assert!(!proof.is_empty(), "{row}");
        for name in proof.split('`').filter(|word| word.starts_with('t') && word.contains('_') && !word.ends_with('…')) {
            let is_test = code.contains(&format!("fn {name}(")) || code.contains(&format!("def {name}("));
            assert!(is_test, "{name} is no test");
        }
    }
}

/// Every alarm and every metric has its line in `docs/operations.md`, and none stands there that is gone.
#[test]
fn every_alarm_and_every_metric_is_documented_and_no_other() {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap();
    let (page, monitoring) = (read("docs/operations.md"), read("infra/monitoring.yaml"));
    let alarms: BTreeSet<_> = [read("template.yaml"), monitoring.clone()]
        .iter()
        .flat_map(|template| template.lines())
        .filter_map(|line| line.trim().strip_prefix("AlarmName: !Sub ${")?.split_once("}-"))
        .map(|(_, name)| name.to_owned())
        .collect();
    assert!(alarms.len() > 10, "{alarms:?}");
    let rows = |title: &str| {
        let section = page.split_once(title).unwrap().1;
        let section = section.split("\n## ").next().unwrap();
        section.lines().filter(|line| line.starts_with("| `")).map(|row| row.split(" | ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let words = |rows: Vec<String>| rows.iter().flat_map(|row| row.split('`')).map(str::to_owned).collect::<BTreeSet<_>>();
    let documented = words(rows("\n## Alarms\n")).iter().filter_map(|word| word.strip_prefix("<stack>-").map(str::to_owned)).collect();
    assert_eq!(alarms, documented);

    let metrics: BTreeSet<_> = shared::log::METRICS.iter().map(|name| (*name).to_owned()).collect();
    let documented = words(rows("\n## Metrics\n")).into_iter().filter(|word| word.chars().all(char::is_alphanumeric) && !word.is_empty());
    assert_eq!(metrics, documented.collect());
    for metric in metrics {
        assert!(monitoring.contains(&metric), "{metric} is on no dashboard");
    }
}
