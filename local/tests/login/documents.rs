//! What is written about the code is true of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::template::root;

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

/// Every file with this ending.
pub(crate) fn files_of(ending: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(root(), &mut all);
    all.retain(|file| file.extension().is_some_and(|of| of == ending));
    all
}

/// The table of `docs/security.md` has no threat without a proof or a reason, and marks what runs on all ways.
#[test]
fn every_threat_has_its_proof_or_its_reason() {
    let on_all_ways = cases_of_all_ways();
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| T")).collect();
    assert_eq!(rows.len(), 92);
    for row in rows {
        let proof = row.split('|').nth(3).unwrap().trim();
        assert!(!proof.is_empty(), "{row}");
        let words: Vec<_> = proof.split('`').collect();
        for (nth, name) in words.iter().enumerate().filter(|(_, word)| word.starts_with('t') && word.contains('_') && !word.ends_with('…'))
        {
            let is_marked = words.get(nth + 1).is_some_and(|next| next.starts_with('*'));
            assert_eq!(
                is_marked,
                on_all_ways.contains(*name),
                "{name}: * says that it runs on all four ways, and stands in the list of ways.rs"
            );
        }
    }
}

/// Whatever page names a test of a threat.
#[test]
fn every_test_that_a_page_names_is_there() {
    let code: String = [files_of("rs"), files_of("py")].concat().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let mut found = 0;
    for page in files_of("md") {
        let text = fs::read_to_string(&page).unwrap();
        let is_test = |word: &&str| {
            let threat = word.strip_prefix('t').and_then(|rest| rest.split_once('_'));
            threat.is_some_and(|(number, _)| number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        for name in text.split('`').filter(is_test).filter(|name| !name.ends_with('…')) {
            let is_there = code.contains(&format!("fn {name}(")) || code.contains(&format!("def {name}("));
            assert!(is_there, "{}: {name} is no test", page.display());
            found += 1;
        }
    }
    assert!(found > 200, "the search finds names: {found}");
}

/// The list of `ways.rs`.
fn cases_of_all_ways() -> BTreeSet<String> {
    let code = fs::read_to_string(root().join("local/tests/login/ways.rs")).unwrap();
    let (_, list) = code.rsplit_once("on_every_way! {").unwrap();
    let cases: BTreeSet<_> =
        list.split([' ', '\n', ';', '}']).filter(|word| !word.is_empty() && !word.ends_with(':')).map(str::to_owned).collect();
    assert!(cases.len() > 20, "{cases:?}");
    cases
}

/// What a reader takes in at once.
#[test]
fn no_file_of_rust_is_longer_than_three_hundred_lines() {
    let all = files_of("rs");
    assert!(all.len() > 100, "the search covers the project");
    let lines = |file: &PathBuf| fs::read_to_string(file).unwrap().lines().count();
    let long: Vec<_> = all.iter().map(|file| (file, lines(file))).filter(|(_, lines)| *lines > 300).collect();
    assert!(long.is_empty(), "{long:?}");
}

/// Links within the project lead to a file that is there, and to a heading of it.
#[test]
fn no_link_of_the_documentation_leads_nowhere() {
    let mut followed = 0;
    for page in files_of("md") {
        let text = fs::read_to_string(&page).unwrap();
        for (_, rest) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let link = rest.split([')', ' ']).next().unwrap();
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let to = if path.is_empty() { page.clone() } else { page.with_file_name("").join(path) };
            assert!(to.exists(), "{}: {link}", page.display());
            let found = heading.is_empty() || headings(&fs::read_to_string(&to).unwrap()).contains(heading);
            assert!(found, "{}: {link}: no such heading", page.display());
            followed += 1;
        }
    }
    assert!(followed > 20, "the search finds links: {followed}");
}

/// The headings of a page, as links to them are written.
fn headings(page: &str) -> BTreeSet<String> {
    let is_kept = |letter: &char| letter.is_alphanumeric() || ['-', '_', ' '].contains(letter);
    let link = |title: &str| title.to_lowercase().chars().filter(is_kept).collect::<String>().replace(' ', "-");
    page.lines().filter_map(|line| line.strip_prefix('#')).map(|title| link(title.trim_start_matches('#').trim())).collect()
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
