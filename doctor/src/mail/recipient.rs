//! The one address that the operator wants to sign in with. It is said back to them and to nobody else.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::operation::get_email_identity::GetEmailIdentityOutput;
use aws_sdk_sesv2::types::{SuppressedDestination, SuppressionListReason};
use shared::address::Email;

use super::identity;
use crate::aws::Unanswered;
use crate::deployment::Sender;
use crate::finding::Finding;

const SUBJECT: &str = "recipient";

/// Nobody named one.
pub(super) fn not_asked() -> Finding {
    let sentence = "No address was given, so none was looked for on the suppression list.";
    Finding::skipped(SUBJECT, sentence, "Name the one you want to sign in with: --try-mail ADDRESS")
}

/// Whether SES would take a mail to `address` and silently not send it.
pub(super) async fn check(client: &Client, region: &str, address: &Email) -> Finding {
    let address = address.as_str();
    match client.get_suppressed_destination().email_address(address).send().await {
        Ok(found) => {
            let reason = found.suppressed_destination().map(SuppressedDestination::reason);
            let why = if reason == Some(&SuppressionListReason::Complaint) { "a complaint" } else { "a bounce" };
            let sentence =
                format!("{address} is on the account's suppression list after {why}: SES takes mails to it and does not send them.");
            let advice = format!(
                "When the mailbox is well again: aws sesv2 delete-suppressed-destination --region {region} --email-address {address}"
            );
            Finding::failure(SUBJECT, sentence, advice)
        }
        Err(SdkError::ServiceError(error)) if error.err().is_not_found_exception() => {
            Finding::good(SUBJECT, format!("{address} is not on the account's suppression list."))
        }
        Err(error) => Unanswered::of(&error).finding(SUBJECT, "ses:GetSuppressedDestination"),
    }
}

/// In its sandbox SES sends to verified identities, and issue-code needs permission for this one as well.
pub(super) async fn check_sandbox(client: &Client, region: &str, sender: &Sender, address: &Email) -> Finding {
    let mut verified = None;
    for name in [address.as_str(), address.domain()] {
        match identity(client, name).await {
            Ok(found) if found.as_ref().is_some_and(GetEmailIdentityOutput::verified_for_sending_status) => {
                verified = Some(name);
                break;
            }
            Ok(_) => {}
            Err(reason) => return reason.finding(SUBJECT, "ses:GetEmailIdentity"),
        }
    }
    judge_sandbox(region, sender, address.as_str(), verified)
}

fn judge_sandbox(region: &str, sender: &Sender, address: &str, verified: Option<&str>) -> Finding {
    let Some(identity) = verified else {
        let sentence = format!("SES is in its sandbox and {address} is not verified: no code reaches it.");
        let advice = format!(
            "aws sesv2 create-email-identity --region {region} --email-identity {address}, click the link it mails, and deploy with SandboxRecipientIdentity={address}."
        );
        return Finding::failure(SUBJECT, sentence, advice);
    };
    if identity != sender.identity && sender.sandbox_recipient.as_deref() != Some(identity) {
        let sentence = format!("SES is in its sandbox, and issue-code may not send to {identity}.");
        return Finding::failure(
            SUBJECT,
            sentence,
            format!("Deploy with SandboxRecipientIdentity={identity} while SES is in its sandbox."),
        );
    }
    Finding::good(SUBJECT, format!("{identity} is verified, so mail reaches {address} from the sandbox, too."))
}
