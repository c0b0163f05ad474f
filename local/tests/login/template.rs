//! The code and what is deployed around it say the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn template() -> String {
    fs::read_to_string(root().join("template.yaml")).unwrap()
}

/// No path exists in the code without the template, nor the reverse.
#[test]
fn the_template_has_the_routes_of_the_code() {
    let template = template();
    let value =
        |line: &str, name: &str| line.split_once(name).map(|(_, rest)| rest.split([',', '}']).next().unwrap_or_default().trim().to_owned());
    let declared: BTreeSet<_> = template.lines().filter_map(|line| Some((value(line, "Method:")?, value(line, " Path:")?))).collect();
    let ours = shared::routes::ALL.map(|(method, path, _)| (method.to_owned(), path.to_owned()));
    assert_eq!(declared, ours.into());
    assert_eq!(template.matches("Type: HttpApi").count(), shared::routes::ALL.len());
    for (_, _, function) in shared::routes::ALL {
        assert!(template.contains(&format!("BuildProperties: {{Binary: {function}}}")), "{function}");
    }
}

/// The crate that renders must not be able to write: no AWS client is linked into it, nor anything of the local run into any function.
#[test]
fn login_page_holds_no_aws_sdk_and_no_function_holds_the_local_run() {
    let tree = |package: &str| {
        let tree = std::process::Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--offline", "--prefix", "none", "-e", "normal", "-p", package])
            .output()
            .unwrap();
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        String::from_utf8(tree.stdout).unwrap()
    };
    let page = tree("login-page");
    assert!(
        !page.contains("aws-sdk") && !page.contains("aws-config") && !page.contains("rustls") && !page.contains("jsonwebtoken"),
        "{page}"
    );
    for function in ["login-page", "issue-code", "verify-code"] {
        let tree = tree(function);
        for not_deployed in ["\nlocal v", "dynoxide", "axum v", "reqwest", "aws-lc", "ed25519-dalek"] {
            assert!(!tree.contains(not_deployed), "{function} holds {not_deployed}");
        }
    }
    assert!(!tree("issue-code").contains("aws-sdk-secretsmanager") && !tree("issue-code").contains("jsonwebtoken"), "issuing cannot sign");
    assert!(!tree("verify-code").contains("aws-sdk-sesv2"), "verifying cannot send");
}

/// T86: each function's whole power.
#[test]
fn t86_each_role_may_do_what_its_function_does_and_no_more() {
    let template = template();
    let actions = |role: &str| {
        let section = template.split_once(&format!("\n  {role}:\n")).unwrap().1;
        let section: String = section.lines().take_while(|line| line.is_empty() || line.starts_with("   ")).collect::<Vec<_>>().join(" ");
        let words = section.split([' ', ',', '[', ']', '{', '}']).map(str::to_owned);
        words
            .filter(|word| ["dynamodb:", "ses:", "secretsmanager:", "kms:"].iter().any(|service| word.starts_with(service)))
            .collect::<BTreeSet<_>>()
    };
    let set = |actions: &[&str]| actions.iter().map(|action| (*action).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(actions("LoginPageRole"), set(&[]));
    assert_eq!(actions("IssueCodeRole"), set(&["dynamodb:PutItem", "dynamodb:UpdateItem", "ses:SendEmail"]));
    assert_eq!(actions("VerifyCodeRole"), set(&["dynamodb:UpdateItem", "secretsmanager:GetSecretValue"]));
    assert!(template.contains("'ses:FromAddress': !Ref EmailFromAddress"));
    assert!(!template.contains("Resource: '*'"), "no statement is about everything");
}

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
        } else if !["target", ".git", ".aws-sam", "vectors"].contains(&name.as_str()) {
            files(&entry, found);
        }
    }
}

/// The table of `docs/security.md` names tests that exist, and no threat without a proof or a reason.
#[test]
fn every_proof_that_the_documentation_names_is_there() {
    let mut all = Vec::new();
    files(root(), &mut all);
    let is_rust = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "rs");
    let code: String = all.iter().filter(is_rust).map(|file| fs::read_to_string(file).unwrap()).collect();
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| T")).collect();
    assert_eq!(rows.len(), 92);
    for row in rows {
        let proof = row.split('|').nth(3).unwrap().trim();
        assert!(!proof.is_empty(), "{row}");
        for name in proof.split('`').filter(|word| word.starts_with('t') && word.contains('_') && !word.ends_with('…')) {
            assert!(code.contains(&format!("fn {name}(")), "{name} is no test");
        }
    }
}
