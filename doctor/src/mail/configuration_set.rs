//! The configuration set that mails are sent with.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::SdkError;
use aws_sdk_sesv2::operation::get_configuration_set::GetConfigurationSetOutput;
use aws_sdk_sesv2::types::TlsPolicy;

use crate::aws::Unanswered;
use crate::deployment::Home;
use crate::finding::Finding;

const SUBJECT: &str = "configuration set";

/// Looks at the set; the local run needs none.
pub(super) async fn check(client: &Client, region: &str, name: Option<&str>, home: &Home) -> Option<Finding> {
    let Some(name) = name else { return (*home != Home::Local).then(none) };
    Some(match client.get_configuration_set().configuration_set_name(name).send().await {
        Ok(set) => judge(region, name, &set),
        Err(SdkError::ServiceError(error)) if error.err().is_not_found_exception() => {
            let sentence = format!("SES has no configuration set {name}, so no mail is sent.");
            Finding::failure(
                SUBJECT,
                sentence,
                format!("aws sesv2 create-configuration-set --region {region} --configuration-set-name {name}, or deploy with another."),
            )
        }
        Err(error) => Unanswered::of(&error).finding(SUBJECT, "ses:GetConfigurationSet"),
    })
}

fn none() -> Finding {
    let sentence = "Mails are sent without a configuration set: they may travel without TLS, and nobody counts the bounces.";
    Finding::warning(SUBJECT, sentence, "Deploy the template you examine with, or name a set of yours in SesConfigurationSet.")
}

fn judge(region: &str, name: &str, set: &GetConfigurationSetOutput) -> Finding {
    if set.sending_options().is_some_and(|options| !options.sending_enabled()) {
        let advice =
            format!("aws sesv2 put-configuration-set-sending-options --region {region} --configuration-set-name {name} --sending-enabled");
        return Finding::failure(
            SUBJECT,
            format!("Sending is switched off for the configuration set {name}: no code reaches anybody."),
            advice,
        );
    }
    if set.delivery_options().and_then(|options| options.tls_policy()) != Some(&TlsPolicy::Require) {
        let advice = format!(
            "aws sesv2 put-configuration-set-delivery-options --region {region} --configuration-set-name {name} --tls-policy REQUIRE"
        );
        return Finding::warning(SUBJECT, format!("{name} lets mails travel without TLS, codes included."), advice);
    }
    Finding::good(SUBJECT, format!("{name} sends, and by TLS only."))
}
