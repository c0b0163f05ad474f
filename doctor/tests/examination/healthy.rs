//! All is well, and somebody logs in.

use crate::support::{Street, doctor, finish, finish_after, log_in};

#[tokio::test]
async fn a_stack_that_is_well_ends_with_a_login() {
    let street = Street::start().await;
    let child =
        street.doctor(&["--stack", "login", "--region", "eu-west-1", "--try-mail", "Jane@Example.com", "--application", "app_demo"]);
    let visit = finish_after(child, async |url| {
        assert!(log_in(&street.running, url, "jane@example.com").await.contains("Back to the terminal"));
    })
    .await;
    visit.is_well().says("ok", "login", "Logged in as jane@example.com in ");
    for (subject, sentence) in [
        ("stack", "The stack login in eu-west-1 is UPDATE_COMPLETE."),
        ("SES account", "SES may send to anybody in eu-west-1."),
        ("sender", "acme.example is verified and signs by DKIM."),
        ("configuration set", "login-mail sends, and by TLS only."),
        ("recipient", "jane@example.com is not on the account's suppression list."),
        ("table", "authress-passwordless is ACTIVE and protected from deletion."),
        ("table's expiry", "DynamoDB deletes what is over, by delete_at."),
        ("table's backups", "Point-in-time recovery is on"),
        ("access key", "The secret holds an access key of sc_demo, with the id kid1."),
        ("key at Authress", "Authress publishes the key kid1 of sc_demo, and it is the one in the secret."),
        ("sign-in page", "/login shows the form for the address."),
        ("its headers", "All 10 security headers and the flow's cookie arrive as they are sent."),
        ("foreign links", "A link with a foreign redirect_uri is refused, and leads nowhere."),
        ("clocks", "The functions, Authress and this machine agree within 5 s."),
    ] {
        visit.says("ok", subject, sentence);
    }
    assert!(visit.text.ends_with("\n15 ok, 0 skipped, 0 to look at, 0 failed.\n"), "{}", visit.text);
    assert!(!visit.text.contains('\x1b'), "no colours but on a terminal");
}

#[tokio::test]
async fn the_local_run_is_examined_with_what_stands_around_it() {
    let street = Street::start().await;
    let port = street.running.app.rsplit(':').next().unwrap();
    // Started by itself, it has three ports in a row; here any three.
    let variables = [
        ("AUTHRESS_DOMAIN", street.running.authress.as_str()),
        ("PUBLIC_URL", &street.running.functions),
        ("AWS_ENDPOINT_URL_DYNAMODB", &street.running.dynamodb),
        ("AWS_ENDPOINT_URL_SESV2", &street.running.services),
    ];
    let child = doctor(&["--local", "--port", port, "--try-mail", "jane@example.com"], &variables);
    let visit = finish_after(child, async |url| drop(log_in(&street.running, url, "jane@example.com").await)).await;
    visit.is_well().says("ok", "login", "Logged in as jane@example.com in ");
    visit.says("ok", "key at Authress", "Authress has one key for sc_demo");
    visit.says("ok", "sender", "example.com is verified").says("ok", "table's expiry", "delete_at");

    let visit = finish(doctor(&["--local", "--port", port, "--wait", "0"], &variables[..2])).await;
    visit.is_well().says("skip", "DynamoDB and SES", "is not looked at").advises("AWS_ENDPOINT_URL_DYNAMODB=");
    visit.says("skip", "login", "No login was tried.");
}

#[tokio::test]
async fn without_an_application_it_says_how_to_get_the_login() {
    let street = Street::start().await;
    let visit = finish(street.doctor(&["--stack", "login"])).await;
    visit.is_well().says("skip", "login", "it needs an application to log in to").advises("--application app_");
    visit.says("skip", "recipient", "No address was given").advises("--try-mail ADDRESS");
}

#[tokio::test]
async fn a_login_that_is_not_finished_is_said() {
    let street = Street::start().await;
    let visit = finish(street.doctor(&["--stack", "login", "--application", "app_demo", "--wait", "1"])).await;
    visit.fails(1).says("FAIL", "login", "Nobody is logged in: nobody came back within 1 s.");
    let visit = finish(street.doctor(&["--stack", "login", "--application", "app_other"])).await;
    visit.fails(1).says("FAIL", "login", "Authress refused to start a login: applicationId must be app_demo.").advises("app_other");
}

#[tokio::test]
async fn ctrl_c_ends_the_wait_with_the_sum() {
    let street = Street::start().await;
    let child = street.doctor(&["--stack", "login", "--application", "app_demo"]);
    let process = child.id().unwrap().to_string();
    let visit = finish_after(child, async |_| {
        tokio::process::Command::new("kill").args(["-INT", &process]).status().await.unwrap();
    })
    .await;
    assert!(visit.text.contains("\nStopped.\n\n13 ok, 1 skipped"), "{}", visit.text);
    assert_eq!(visit.status, Some(130));
}

#[tokio::test]
async fn a_command_line_that_is_not_understood_is_neither_well_nor_ill() {
    let visit = finish(doctor(&["--fix"], &[])).await;
    assert_eq!(visit.status, Some(2));
    assert!(visit.text.starts_with("There is no option --fix.\n\nLooks at a deployed stack"), "{}", visit.text);
    assert_eq!(finish(doctor(&["--help"], &[])).await.status, Some(0));
}
