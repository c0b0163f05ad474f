//! The identity that mails are sent by.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::operation::get_email_identity::GetEmailIdentityOutput;
use aws_sdk_sesv2::types::{DkimStatus, VerificationStatus};

use super::identity;
use crate::deployment::Sender;
use crate::finding::Finding;

const SUBJECT: &str = "sender";
const PERMISSION: &str = "ses:GetEmailIdentity";

/// Looks at the identity that issue-code sends by, and at the configuration set it comes with.
pub(super) async fn check(client: &Client, region: &str, sender: &Sender) -> (Finding, Option<String>) {
    match identity(client, &sender.identity).await {
        Ok(Some(found)) => (judge(&sender.identity, &found), found.configuration_set_name),
        Ok(None) => {
            let name = &sender.identity;
            let advice = format!(
                "aws sesv2 create-email-identity --region {region} --email-identity {name}, then publish the DNS records it gives (or click the link it mails)."
            );
            (Finding::failure(SUBJECT, format!("SES does not know {name}, so no mail is sent."), advice), None)
        }
        Err(reason) => (reason.finding(SUBJECT, PERMISSION), None),
    }
}

/// SES sends by an address's own identity where there is one, and issue-code may send by the stack's alone.
pub(super) async fn check_preference(client: &Client, sender: &Sender) -> Option<Finding> {
    let Sender { address, identity: ours, .. } = sender;
    if address == ours {
        return None;
    }
    let found = identity(client, address).await.ok()??;
    found.verified_for_sending_status().then(|| {
        let sentence = format!("SES has an identity for {address} and prefers it to {ours}, but issue-code may send by {ours} only.");
        Finding::warning(SUBJECT, sentence, format!("Deploy with EmailIdentity={address}, or delete that identity of SES."))
    })
}

fn judge(name: &str, identity: &GetEmailIdentityOutput) -> Finding {
    if !identity.verified_for_sending_status() {
        let state = identity.verification_status().map_or("not verified", VerificationStatus::as_str);
        let advice = if name.contains('@') {
            "Click the link in the mail that SES sent there, or have it sent again: SES console, Identities."
        } else {
            "Publish the DNS records that SES console, Identities, shows for it; SES notices within hours."
        };
        return Finding::failure(SUBJECT, format!("SES has not verified {name} ({state}), so no mail is sent."), advice);
    }
    let dkim = identity.dkim_attributes();
    let signed = dkim.is_some_and(|dkim| dkim.signing_enabled() && dkim.status() == Some(&DkimStatus::Success));
    if !signed {
        let state = dkim.and_then(|dkim| dkim.status()).map_or("off", DkimStatus::as_str);
        let sentence =
            format!("{name} is verified, but its mails are not signed by DKIM ({state}): many mailboxes will take them for spam.");
        let advice = "SES console, Identities, Authentication: switch Easy DKIM on, and publish its DNS records.";
        return Finding::warning(SUBJECT, sentence, advice);
    }
    Finding::good(SUBJECT, format!("{name} is verified and signs by DKIM."))
}
