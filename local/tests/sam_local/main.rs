//! The functions as Lambda's containers run them: a whole login through `local/sam-local`, and each recorded event through
//! `sam local invoke`. It needs Docker, `sam` and some minutes, so it runs only when it is asked to, with `-- --ignored`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod docker;
mod process;

#[expect(dead_code, reason = "shared with the tests of the login, which know where everything runs")]
#[path = "../login/support/browser.rs"]
mod browser;
#[expect(dead_code, reason = "shared with the tests of the login, which read more of a page")]
#[path = "../login/support/page.rs"]
mod page;

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;

use browser::{Browser, Code, with};
use docker::Engine;
use page::Page;
use process::Process;

/// The copy of the template whose functions call the local run.
const WIRED: &str = ".aws-sam/local/wired.json";
/// The address that signs in.
const PERSON: &str = "jane.doe@example.com";

/// Each recorded event, the function that it is for, and what comes of one after the other.
const EVENTS: [(&str, &str, u16, &str); 4] = [
    ("login-page", "LoginPage", 200, ""),
    ("issue-code", "IssueCode", 303, "/login/code?flow=5lak0t5KLPPJ0dpnJMvDPA"),
    ("login-page-code", "LoginPage", 200, ""),
    ("verify-code", "VerifyCode", 303, "/login/code?flow=5lak0t5KLPPJ0dpnJMvDPA&problem=wrong-code&left=4"),
];

#[tokio::test]
#[ignore = "needs Docker, sam and minutes"]
async fn a_person_signs_in_through_lambdas_containers() {
    let engine = Engine::answering().await;
    let port = five_ports();
    let started = clock();
    let mut script = Process::start("sam-local", sam_local(&engine, port));
    let (app, functions, authress) =
        (format!("http://localhost:{port}"), format!("http://127.0.0.1:{}", port + 101), format!("http://localhost:{}", port + 2));
    script.until_answering(port, Duration::from_secs(1_800)).await;
    script.until_answering(port + 101, Duration::from_secs(300)).await;
    say(&format!("built and started in {} s", started.elapsed().as_secs()));

    let mut browser = Browser::of(&functions, &authress, Ipv4Addr::LOCALHOST.into());
    sign_in(&mut browser, &app, &functions, &authress).await;
    let elsewhere = timed("GET /nothing", browser.open("/nothing")).await;
    assert_eq!(elsewhere.status, 403, "sam's gateway in miniature; 404 on AWS");

    let containers = engine.containers();
    say(&format!("containers:\n{}", containers.trim_end()));
    assert_eq!(containers.lines().count(), 3, "each function answered out of a container of its own");
    assert!(script.printed().contains("authn_login_success"), "the login is in the log");

    for (event, function, status, location) in EVENTS {
        let began = clock();
        let output = invoke(&engine, event, function);
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|fault| panic!("{event}: {fault}: {output:?}"));
        let answered = (answer["statusCode"].as_u64().unwrap(), answer["headers"]["location"].as_str().unwrap_or_default());
        say(&format!("invoke -e events/{event}.json {function} -> {} {} ({} ms)", answered.0, answered.1, began.elapsed().as_millis()));
        assert_eq!(answered, (status.into(), location), "{event}");
    }
    assert!(mails(&app).await[0]["to"].as_str().unwrap().starts_with("ada@"), "the recorded event sent a mail");

    let wired = fs::read_to_string(root().join(WIRED)).unwrap();
    let (_, key) = wired.split_once("AUTHRESS_ACCESS_KEY\": \"sc_demo.").unwrap();
    assert!(!script.printed().contains(key.split('"').next().unwrap()), "the key is printed");
    drop(script);
    assert_eq!(engine.containers(), "", "no container is left behind");
    assert!(!root().join(WIRED).exists(), "no key is left behind");
    say("stopped; no container and no key is left");
}

/// From the demo app and back to it, with one wrong guess.
async fn sign_in(browser: &mut Browser, app: &str, functions: &str, authress: &str) {
    let home = timed("GET the demo app", browser.open(app)).await;
    let request = browser.request(reqwest::Method::POST, &format!("{app}/sign-in")).form(&home.form("/sign-in"));
    let to_us = timed("POST its /sign-in", browser.send(request)).await;
    assert!(to_us.location().starts_with(&format!("{functions}/login?")), "{}", to_us.location());
    let page = timed("GET /login", browser.open(to_us.location())).await;
    let form = with(&page.form("/login/code"), "email", "Jane.Doe@Example.com");
    let sent = timed("POST /login/code", browser.post("/login/code", &form)).await;
    assert_eq!((sent.status.as_u16(), sent.problem()), (303, ""), "{}", sent.html);
    let page = timed("GET /login/code", browser.open(sent.location())).await;
    assert!(page.text().contains(PERSON), "the page says where the code went");

    let mail = mails(app).await.remove(0);
    assert_eq!(mail["to"], PERSON);
    assert!(mail["text"].as_str().unwrap().contains(&format!("{functions}{}#", sent.location())), "the link leads to the containers");
    let (code, form) = (Code::of(&mail), page.form("/login/verify"));
    let wrong = timed("POST /login/verify, wrong", browser.post("/login/verify", &with(&form, "code", &code.wrong(0).0))).await;
    assert_eq!((wrong.problem(), wrong.parameter("left")), ("wrong-code", "4"), "{}", wrong.location());
    let done = timed("POST /login/verify, right", browser.post("/login/verify", &with(&form, "code", &code.0))).await;
    assert_eq!(done.status, 303);
    assert!(done.location().starts_with(&format!("{authress}/login?code=")), "{}", done.location());

    let back = timed("GET Authress's /login", browser.open(done.location())).await;
    assert_eq!(back.status, 302, "Authress takes the assertion: {}", back.html);
    let mut page = timed("GET the demo app's way back", browser.open(back.location())).await;
    while page.status.is_redirection() {
        let next = if page.location().starts_with('/') { format!("{app}{}", page.location()) } else { page.location().to_owned() };
        page = timed("GET the demo app", browser.open(&next)).await;
    }
    assert!(page.html.contains(&format!("Signed in as {PERSON}")), "{}", page.html);
    say(&format!("the demo app says: Signed in as {PERSON}"));
}

/// What a user types, and that no image is looked for elsewhere.
#[expect(clippy::disallowed_methods, reason = "what cargo says to its tests is not for the cargo of a user")]
fn sam_local(engine: &Engine, port: u16) -> Command {
    let mut command = Command::new(root().join("local/sam-local"));
    command.args(["--port", &port.to_string(), "--skip-pull-image"]).envs(engine.variables.clone());
    for (name, _) in std::env::vars_os() {
        // Build scripts of our dependencies watch these: with others, minutes of compiling would begin anew.
        if ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}

/// One event through a container of its own, which calls the same local run.
fn invoke(engine: &Engine, event: &str, function: &str) -> Output {
    let mut command = Command::new("sam");
    command.args(["local", "invoke", "--template", WIRED, "--skip-pull-image"]);
    command.args(["--parameter-overrides", "Architecture=x86_64", "--event", &format!("events/{event}.json"), function]);
    // The Authress that the events name.
    command.env("AUTHRESS_DOMAIN", "https://login.example.com").env("AWS_DEFAULT_REGION", "eu-west-1").envs(engine.variables.clone());
    command.current_dir(root()).output().unwrap()
}

async fn mails(app: &str) -> Vec<Value> {
    reqwest::get(format!("{app}/mailbox.json")).await.unwrap().json().await.unwrap()
}

/// Says what a request brought, and how long it took.
async fn timed(what: &str, request: impl Future<Output = Page>) -> Page {
    let began = clock();
    let page = request.await;
    // Of what it leads to, no more than may be read by anybody.
    let to = page.location().split(['?', '#']).next().unwrap_or_default();
    say(&format!("{what:<28} -> {} {:<40} ({} ms)", page.status.as_u16(), format!("{to} {}", page.problem()), began.elapsed().as_millis()));
    page
}

/// A port that is free, as are those that belong to it.
fn five_ports() -> u16 {
    let free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    let all_free = |first: &u16| (0..5).chain([101]).all(|n| free(first + n));
    (3_000..60_000).step_by(200).find(all_free).unwrap()
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Straight to the terminal: what a proof saw is worth reading also when it succeeds, and then cargo hides what tests print.
#[expect(clippy::explicit_write, reason = "what goes through the macro is what cargo hides")]
pub(crate) fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").unwrap();
}

#[expect(clippy::disallowed_methods, reason = "it tells how long things take")]
fn clock() -> Instant {
    Instant::now()
}
