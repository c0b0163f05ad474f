//! Text messages: what was not looked at, and where the operator can.

use crate::deployment::Home;
use crate::finding::Finding;

const SUBJECT: &str = "text messages";

/// Nothing is asked of End User Messaging.
pub(crate) fn not_looked_at(home: &Home) -> Finding {
    match home {
        Home::Stack { region, .. } => {
            let sentence = "Whether End User Messaging is out of its sandbox, where texts reach verified numbers only, and how much it may spend in a month, was not looked at.";
            let command = "aws pinpoint-sms-voice-v2";
            let advice = format!(
                "{command} describe-account-attributes --region {region} (ACCOUNT_TIER must be PRODUCTION) and {command} describe-spend-limits --region {region} (TEXT_MESSAGE_MONTHLY_SPEND_LIMIT, in US dollars)."
            );
            Finding::skipped(SUBJECT, sentence, advice)
        }
        Home::Local => {
            Finding::skipped(SUBJECT, "Whether texts arrive was not looked at.", "The local run keeps them in its mailbox (/mailbox).")
        }
    }
}
