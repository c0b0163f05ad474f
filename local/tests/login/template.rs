//! The code and what is deployed around it say the same.

mod permissions;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use shared::config::{Deployment, Environment};
use shared::time::Timestamp;

use crate::support;

/// Package, resource of the template.
const FUNCTIONS: [(&str, &str); 3] = [("login-page", "LoginPage"), ("issue-code", "IssueCode"), ("verify-code", "VerifyCode")];

/// Of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn template() -> String {
    fs::read_to_string(root().join("template.yaml")).unwrap()
}

/// The lines of one resource, or of `Globals`.
fn section(name: &str) -> Vec<String> {
    let template = template();
    let (_, rest) = template.split_once(&format!("\n  {name}:\n")).unwrap();
    rest.lines().take_while(|line| line.is_empty() || line.starts_with("   ")).map(str::to_owned).collect()
}

/// The variables that a section declares.
fn variables(section: &str) -> BTreeSet<String> {
    let is_variable = |name: &&str| name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    let lines = self::section(section);
    let names = lines.iter().filter_map(|line| line.trim().split_once(": ").map(|(name, _)| name));
    names.filter(is_variable).map(str::to_owned).collect()
}

/// No path exists in the code without the template, nor the reverse.
#[test]
fn the_template_has_the_routes_of_the_code() {
    let template = template();
    // A path with a variable in it stands in quotes.
    let value = |line: &str, name: &str| {
        let (_, rest) = line.split_once(name)?;
        let text = rest.trim_start().strip_prefix('\'').map_or_else(|| rest.split([',', '}']).next(), |quoted| quoted.split('\'').next());
        Some(text?.trim().to_owned())
    };
    let declared: BTreeSet<_> = template.lines().filter_map(|line| Some((value(line, "Method:")?, value(line, " Path:")?))).collect();
    let ours = shared::routes::ALL.map(|(method, path, _)| (method.to_owned(), path.to_owned()));
    assert_eq!(declared, ours.into());
    assert_eq!(template.matches("Type: HttpApi").count(), shared::routes::ALL.len());
    let throttled: BTreeSet<_> = template.lines().filter_map(|line| line.trim().strip_prefix('\'')?.split_once("': {Throttling")).collect();
    let throttled: BTreeSet<_> = throttled.into_iter().filter_map(|(route, _)| route.split_once(' ')).collect();
    assert_eq!(throttled, shared::routes::ALL.map(|(method, path, _)| (method, path)).into(), "each route has a throttle of its own");
}

/// What is built is what is deployed: package, folder, binary and resource have one name.
#[test]
fn the_template_has_the_binaries_of_the_code() {
    let folders = fs::read_dir(root().join("functions")).unwrap().map(|folder| folder.unwrap().file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), FUNCTIONS.map(|(package, _)| package.to_owned()).into());
    assert_eq!(template().matches("Type: AWS::Serverless::Function").count(), FUNCTIONS.len());
    for (package, resource) in FUNCTIONS {
        let lines = section(resource);
        let has = |text: &str| lines.iter().any(|line| line.trim() == text);
        assert!(has(&format!("BuildProperties: {{Binary: {package}}}")) && has(&format!("CodeUri: functions/{package}")), "{package}");
        let routes = shared::routes::ALL.iter().filter(|(_, _, function)| *function == package).count();
        assert_eq!(lines.iter().filter(|line| line.trim() == "Type: HttpApi").count(), routes, "{package}");
        let manifest = fs::read_to_string(root().join("functions").join(package).join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("name = \"{package}\"")), "{package}");
    }
}

/// No function is given a variable that it does not read, nor reads one that it is not given.
#[tokio::test]
async fn the_template_gives_each_function_the_variables_that_it_reads() {
    // And no credentials: whoever has none is told so, and does not panic.
    let nobody = [("AUTHRESS_ACCESS_KEY", ""), ("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_SESSION_TOKEN", "")];
    let given = [nobody.as_slice(), &[("PUBLIC_URL", "https://sign-in.example.com")]].concat();
    let environment = |set: &[(&str, &str)]| support::environment(&[&given, set].concat());
    let by_secret = environment(&[("AUTHRESS_ACCESS_KEY_SECRET_ID", "secret")]);
    let by_kms = environment(&[("SIGNING", "kms"), ("KMS_KEY_ID", "key"), ("AUTHRESS_KEY_ID", "kid1"), ("AUTHRESS_ACCOUNT_ID", "acc-1")]);
    let (page, issue) = (environment(&[]), environment(&[]));
    login_page::start(&page).unwrap();
    issue_code::start(&issue).await.unwrap();
    for verify in [&by_secret, &by_kms] {
        verify_code::start(verify, Timestamp::from_unix(0)).await.unwrap();
    }
    for ((package, resource), read) in FUNCTIONS.into_iter().zip([vec![page], vec![issue], vec![by_secret, by_kms]]) {
        for environment in &read {
            Deployment::read(environment).unwrap();
        }
        // The SDK's own, and the key itself, which only a local run has in a variable.
        let ours = |name: &String| !name.starts_with("AWS_") && name != "SSL_CERT_FILE" && name != "AUTHRESS_ACCESS_KEY";
        let read: BTreeSet<_> = read.iter().flat_map(Environment::asked).filter(ours).collect();
        let given: BTreeSet<_> = variables("Function").union(&variables(resource)).cloned().collect();
        assert_eq!(read, given, "{package}");
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
        !page.contains("aws-sdk")
            && !page.contains("rlibphonenumber")
            && !page.contains("aws-config")
            && !page.contains("rustls")
            && !page.contains("jsonwebtoken"),
        "{page}"
    );
    for function in ["login-page", "issue-code", "verify-code"] {
        let tree = tree(function);
        for (other, _) in FUNCTIONS {
            assert!(other == function || !tree.contains(&format!("\n{other} v")), "{function} knows {other}");
        }
        for not_deployed in ["\nlocal v", "\ndoctor v", "dynoxide", "axum v", "reqwest", "aws-lc", "ed25519-dalek"] {
            assert!(!tree.contains(not_deployed), "{function} holds {not_deployed}");
        }
    }
    assert!(
        !tree("issue-code").contains("aws-sdk-secretsmanager")
            && !tree("issue-code").contains("jsonwebtoken")
            && !tree("issue-code").contains("aws-sdk-kms"),
        "issuing cannot sign"
    );
    let verify = tree("verify-code");
    assert!(
        !verify.contains("aws-sdk-sesv2") && !verify.contains("aws-sdk-pinpoint") && !verify.contains("rlibphonenumber"),
        "verifying cannot send"
    );
}
