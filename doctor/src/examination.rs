//! The examination, from the stack to the login: it reads top to bottom, and no finding keeps the next check from being made.

use std::io::Write;

use shared::channel::Channel;
use shared::config::Environment;

use crate::authress::Key;
use crate::aws::Aws;
use crate::deployment::{Deployment, Home, Signing};
use crate::finding::Finding;
use crate::options::{Options, Place};
use crate::report::Report;
use crate::web::{Answer, Clock, Web};
use crate::{authress, clocks, kms, login, mail, pages, secret, stack, table, texts, web};

/// The application of the local run.
const LOCAL_APPLICATION: &str = "app_demo";
/// The region of the local run, unless it is told another.
const LOCAL_REGION: &str = "eu-west-1";

/// Examines what `options` name, and adds to `report` what it finds.
pub(crate) async fn examine<W: Write>(options: &Options, environment: &Environment, clock: Clock, report: &mut Report<W>) {
    if !web::has_certificates() {
        let sentence = "This machine has no root certificates, so nothing can be asked over TLS.";
        report.add(Finding::failure(
            "this machine",
            sentence,
            "Install them (Debian: apt-get install ca-certificates), or name a file in SSL_CERT_FILE.",
        ));
        return;
    }
    let found = match &options.place {
        Place::Stack { name, region, profile } => find_stack(name, region.as_deref(), profile.as_deref(), report).await,
        Place::Local { port } => find_local_run(*port, environment, report).await,
    };
    let Some((deployment, services)) = found else { return };

    if !deployment.sends_by(Channel::Email) {
        report.add(mail::not_sent(options.try_mail.as_ref()));
    } else if let Some(ses) = &services.ses {
        let findings = mail::check(ses, &services.region, &deployment.sender, &deployment.home, options.try_mail.as_ref()).await;
        report.add_all(findings);
    }
    if deployment.sends_by(Channel::Sms) {
        report.add(texts::not_looked_at(&deployment.home));
    }
    if let Some(dynamodb) = &services.dynamodb {
        match &deployment.table {
            Some(name) => {
                let findings = table::check(dynamodb, &services.region, name, deployment.home != Home::Local).await;
                report.add_all(findings);
            }
            None => report.add(stack::no_output("table", "TableName")),
        }
    }
    let key = find_key(&deployment, &services, report).await;

    let web = Web::new(clock);
    let (finding, answer_of_authress) = authress::check(&web, &deployment, key.as_ref()).await;
    report.add(finding);
    let (findings, page) = pages::check(&web, &deployment).await;
    report.add_all(findings);
    let ahead = |answer: Option<&Answer>| answer.and_then(Answer::ahead);
    report.add(clocks::judge(ahead(page.as_ref()), ahead(answer_of_authress.as_ref())));

    let finding = finish(&web, options, &deployment, report).await;
    report.add(finding);
}

/// The AWS clients there is something to ask with.
struct Services {
    region: String,
    ses: Option<aws_sdk_sesv2::Client>,
    dynamodb: Option<aws_sdk_dynamodb::Client>,
    secrets: Option<aws_sdk_secretsmanager::Client>,
}

async fn find_stack<W: Write>(
    name: &str,
    region: Option<&str>,
    profile: Option<&str>,
    report: &mut Report<W>,
) -> Option<(Deployment, Services)> {
    report.say(&format!("Examining the stack {name}; nothing is changed.\n"));
    let Some(aws) = Aws::of_operator(region, profile).await else {
        let sentence = "Neither your AWS configuration nor the environment names a region.";
        report.add(Finding::failure("stack", sentence, "Name the stack's region with --region, or set AWS_REGION."));
        return None;
    };
    let (finding, deployment) = stack::check(&aws, name).await;
    report.add(finding);
    let services = Services {
        ses: Some(aws_sdk_sesv2::Client::new(&aws.config)),
        dynamodb: Some(aws_sdk_dynamodb::Client::new(&aws.config)),
        secrets: Some(aws_sdk_secretsmanager::Client::new(&aws.config)),
        region: aws.region,
    };
    Some((deployment?, services))
}

/// What stands around the local run listens where only the environment can say.
async fn find_local_run<W: Write>(port: u16, environment: &Environment, report: &mut Report<W>) -> Option<(Deployment, Services)> {
    report.say(&format!("Examining the local run on port {port}; nothing is changed.\n"));
    let deployment = match Deployment::of_local_run(port, environment) {
        Ok(deployment) => deployment,
        Err(fault) => {
            let advice = "Set the variables here that the local run was started with, and no others.";
            report.add(Finding::failure("local run", format!("The environment is not the local run's: {fault}."), advice));
            return None;
        }
    };
    let is_given = |variable: &str| environment.get(variable).or_else(|| environment.get("AWS_ENDPOINT_URL")).is_some();
    let aws = Aws::of_local_run(environment.get("AWS_REGION").unwrap_or(LOCAL_REGION)).await?;
    let services = Services {
        ses: is_given("AWS_ENDPOINT_URL_SESV2").then(|| aws_sdk_sesv2::Client::new(&aws.config)),
        dynamodb: is_given("AWS_ENDPOINT_URL_DYNAMODB").then(|| aws_sdk_dynamodb::Client::new(&aws.config)),
        secrets: is_given("AWS_ENDPOINT_URL_SECRETS_MANAGER").then(|| aws_sdk_secretsmanager::Client::new(&aws.config)),
        region: aws.region,
    };
    if (services.ses.is_none() && deployment.sends_by(Channel::Email)) || services.dynamodb.is_none() {
        let sentence = "The embedded DynamoDB or SES is not looked at: where they listen is not known here.";
        let advice = "Start it with cargo run -- --services 127.0.0.1:3003, then AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:3003 AWS_ENDPOINT_URL_SESV2=http://127.0.0.1:3004 cargo run -p doctor -- --local";
        report.add(Finding::skipped("DynamoDB and SES", sentence, advice));
    }
    Some((deployment, services))
}

/// The key that signs, where it can be known.
async fn find_key<W: Write>(deployment: &Deployment, services: &Services, report: &mut Report<W>) -> Option<Key> {
    match (&deployment.signing, &services.secrets) {
        (Signing::Secret(Some(id)), Some(secrets)) => {
            let (finding, key) = secret::check(secrets, id, &services.region, &deployment.site.client_id).await;
            report.add(finding);
            key.map(Key::Access)
        }
        (Signing::Secret(None), Some(_)) if deployment.home != Home::Local => {
            report.add(stack::no_output("access key", "AccessKeySecretArn"));
            None
        }
        (Signing::Kms(Some(told)), _) => {
            let (finding, key) = kms::check(told, &services.region);
            report.add(finding);
            key.map(Key::Kms)
        }
        _ => None,
    }
}

/// The login at the end, where there is a point in one.
async fn finish<W: Write>(web: &Web, options: &Options, deployment: &Deployment, report: &mut Report<W>) -> Finding {
    if !deployment.sends_by(Channel::Email) {
        let advice = "Log in to an app of yours, with a number of your own.";
        return Finding::skipped("login", "No login by mail was tried: no code goes by mail here.", advice);
    }
    let default = (deployment.home == Home::Local).then_some(LOCAL_APPLICATION);
    let Some(application) = options.application.as_deref().or(default) else {
        let advice = "Name an application of yours at Authress: --application app_…";
        return Finding::skipped("login", "No login was tried: it needs an application to log in to.", advice);
    };
    if report.has_failed() {
        return Finding::skipped("login", "No login was tried: it would fail.", "Mend what failed above, and run this again.");
    }
    if options.wait.is_zero() {
        return Finding::skipped("login", "No login was tried.", "Leave --wait 0 out.");
    }
    login::check(web, &deployment.site, application, options.wait, report).await
}
