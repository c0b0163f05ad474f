//! SES: whether the account may send, by the right identity and configuration set, and to the address somebody wants to try.

mod configuration_set;
mod recipient;
mod sender;

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::operation::get_account::GetAccountOutput;
use aws_sdk_sesv2::operation::get_email_identity::GetEmailIdentityOutput;
use shared::address::Email;

use crate::aws::Unanswered;
use crate::deployment::{Home, Sender};
use crate::finding::Finding;

const SUBJECT: &str = "SES account";

/// The share of a day's mails after which somebody should know: time is left to ask for more.
const NEARLY: f64 = 0.8;

/// All about the mails that `sender` sends, and about one to `try_mail`.
pub(crate) async fn check(client: &Client, region: &str, sender: &Sender, home: &Home, try_mail: Option<&Email>) -> Vec<Finding> {
    let (account, sandbox) = match client.get_account().send().await {
        Ok(account) => (judge(&account, region, try_mail.is_some()), !account.production_access_enabled()),
        Err(error) => (Unanswered::of(&error).finding(SUBJECT, "ses:GetAccount"), false),
    };
    let (identity, default_set) = sender::check(client, region, sender).await;
    let mut findings = vec![account, identity];
    findings.extend(sender::check_preference(client, sender).await);
    let set = sender.configuration_set.clone().or(default_set);
    findings.extend(configuration_set::check(client, region, set.as_deref(), home).await);
    match try_mail {
        Some(address) => {
            findings.push(recipient::check(client, region, address).await);
            if sandbox {
                findings.push(recipient::check_sandbox(client, region, sender, address).await);
            }
        }
        None => findings.push(recipient::not_asked()),
    }
    findings
}

/// Nobody gets a mail.
pub(crate) fn not_sent(try_mail: Option<&Email>) -> Finding {
    let address = if try_mail.is_some() { ", nor about the address of --try-mail" } else { "" };
    Finding::irrelevant(SUBJECT, format!("No code goes by mail here, so SES was not asked{address}."))
}

/// In the sandbox, whoever names an address to try knows what they are doing; anybody else must hear that nobody can sign in.
fn judge(account: &GetAccountOutput, region: &str, trying: bool) -> Finding {
    let console = format!("SES console, Account dashboard: https://{region}.console.aws.amazon.com/ses/home?region={region}#/account");
    if !account.sending_enabled() {
        let advice = format!("aws sesv2 put-account-sending-attributes --region {region} --sending-enabled");
        return Finding::failure(SUBJECT, "Sending is switched off for the whole account: no code reaches anybody.", advice);
    }
    match account.enforcement_status().unwrap_or("HEALTHY") {
        "SHUTDOWN" => {
            let sentence = "SES has suspended the account for bounces or complaints: no code reaches anybody.";
            return Finding::failure(SUBJECT, sentence, format!("Answer AWS's case about it ({console})."));
        }
        "PROBATION" => {
            let sentence = "SES has the account under review for bounces or complaints, and may suspend it.";
            return Finding::warning(SUBJECT, sentence, format!("Answer AWS's case about it before it does ({console})."));
        }
        _ => {}
    }
    if !account.production_access_enabled() {
        let sentence = format!("SES is in its sandbox in {region}: mail reaches verified addresses only, so nobody else can sign in.");
        let request = format!("Request production access ({console}).");
        return if trying {
            Finding::warning(SUBJECT, sentence, request)
        } else {
            Finding::failure(
                SUBJECT,
                sentence,
                format!("{request} To try it out before, verify an address of yours and name it with --try-mail."),
            )
        };
    }
    let quota = account.send_quota().map_or((0.0, 0.0), |quota| (quota.sent_last24_hours(), quota.max24_hour_send()));
    let (sent, most) = quota;
    // A most of -1 is none.
    if most > 0.0 && sent >= most * NEARLY {
        let sentence = format!("{sent:.0} of the {most:.0} mails of 24 hours are sent; after the last, no code reaches anybody.");
        return Finding::warning(SUBJECT, sentence, "Ask for a higher sending quota: Service Quotas console, Amazon SES, Sending quota.");
    }
    Finding::good(SUBJECT, format!("SES may send to anybody in {region}."))
}

/// An identity of the account, if there is one.
async fn identity(client: &Client, name: &str) -> Result<Option<GetEmailIdentityOutput>, Unanswered> {
    match client.get_email_identity().email_identity(name).send().await {
        Ok(identity) => Ok(Some(identity)),
        Err(SdkError::ServiceError(error)) if error.err().is_not_found_exception() => Ok(None),
        Err(error) => Err(Unanswered::of(&error)),
    }
}
