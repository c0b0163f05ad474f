//! Text messages, by AWS End User Messaging.

use crate::channel::{About, Input, LimitSettings, Messages};
use crate::identifier::Kind;

/// What it is. Every text costs money, so its limits are lower than a mail's.
pub(super) const ABOUT: About = About {
    name: "sms",
    reaches: Kind::Phone,
    input: Input { kind: "tel", autocomplete: "tel" },
    words: Messages {
        field: "start-phone",
        hint: "start-phone-hint",
        send: "start-phone-send",
        code: "code-field-sms",
        nothing: "code-no-text",
        other: "code-other-way",
        label: None,
        bad: "problem-bad-number",
        refused: "problem-refused-number",
    },
    limits: LimitSettings {
        per_address: ("SMS_SENDS_PER_ADDRESS", "3/h,5/d"),
        per_device: ("SMS_SENDS_PER_DEVICE", "3/h,5/d"),
        per_deployment: ("SMS_SENDS_PER_DEPLOYMENT", "100/h,500/d"),
    },
    lanes: ["sms", "sms-device"],
    breaker: "sms-deployment",
    service: "sms",
};

#[cfg(feature = "send")]
pub(super) use sending::courier;

#[cfg(feature = "send")]
mod countries;
#[cfg(feature = "send")]
mod gsm7;
#[cfg(feature = "send")]
mod text;

#[cfg(feature = "send")]
mod sending {
    use aws_sdk_pinpointsmsvoicev2::Client;
    use aws_sdk_pinpointsmsvoicev2::operation::send_text_message::SendTextMessageError;
    use aws_sdk_pinpointsmsvoicev2::types::{ConflictExceptionReason, MessageType, ValidationExceptionReason};

    use super::countries::Countries;
    use crate::aws::{self, Aws, Service};
    use crate::channel::courier::{Courier, Doing, Letter, Message, NotSent, Unreadable};
    use crate::config::{Environment, Fault};
    use crate::deadline::Deadline;
    use crate::identifier::Identifier;
    use crate::secret::Secret;

    /// End User Messaging, for issue-code: `sms-voice:SendTextMessage` and nothing else.
    #[derive(Debug)]
    struct ByText {
        countries: Countries,
        client: Client,
        origination_identity: String,
        configuration_set: Option<String>,
        time_to_live: i32,
    }

    /// Reads `SMS_COUNTRIES`, `SMS_ORIGINATION_IDENTITY` and `SMS_CONFIGURATION_SET`.
    pub(in crate::channel) fn courier(environment: &Environment, aws: &Aws) -> Result<Box<dyn Courier>, Fault> {
        Ok(Box::new(ByText {
            countries: environment
                .require("SMS_COUNTRIES")?
                .parse()
                .map_err(|reason: super::countries::NotCountries| Fault::new("SMS_COUNTRIES", reason.to_string()))?,
            client: Client::new(&aws.config(Service::Sms)),
            origination_identity: environment.require("SMS_ORIGINATION_IDENTITY")?.to_owned(),
            configuration_set: environment.get("SMS_CONFIGURATION_SET").map(str::to_owned),
            // A text that comes later than its code lives helps nobody. In seconds; the API takes 5 s to 72 h.
            time_to_live: i32::try_from(environment.code_lifetime()?.as_secs()).unwrap_or(600),
        }))
    }

    impl Courier for ByText {
        fn read(&self, input: &str) -> Result<Identifier, Unreadable> {
            self.countries.read(input).map(Identifier::Phone)
        }

        fn write(&self, letter: &Letter<'_>) -> Message {
            Message { subject: Secret::new(String::new()), text: Secret::new(letter.text_message()), html: Secret::new(String::new()) }
        }

        fn connect<'a>(&'a self, aws: &'a Aws) -> Doing<'a, ()> {
            Box::pin(aws::connect!(aws, Service::Sms, aws_sdk_pinpointsmsvoicev2))
        }

        /// There is no way to say that it is the same text, and each costs.
        fn may_repeat_unanswered(&self) -> bool {
            false
        }

        fn hand_over<'a>(&'a self, recipient: &'a Identifier, message: &'a Message, deadline: Deadline) -> Doing<'a, Result<(), NotSent>> {
            Box::pin(self.send_text(recipient, message, deadline))
        }
    }

    impl ByText {
        async fn send_text(&self, recipient: &Identifier, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
            let mut call = self
                .client
                .send_text_message()
                .destination_phone_number(recipient.as_str())
                .origination_identity(&self.origination_identity)
                .set_configuration_set_name(self.configuration_set.clone())
                .message_body(message.text.expose())
                .message_type(MessageType::Transactional)
                .time_to_live(self.time_to_live)
                .customize();
            if let Some(timeouts) = Service::Sms.shortened(deadline.remaining()) {
                call = call.config_override(aws_sdk_pinpointsmsvoicev2::Config::builder().timeout_config(timeouts));
            }
            let Err(error) = call.send().await else { return Ok(()) };
            let code = aws::code(&error).to_owned();
            Err(match error.as_service_error() {
                Some(fault) => match recipients_own(fault) {
                    Some(reason) => NotSent::Refused(format!("{code} {reason}")),
                    None => NotSent::Unavailable(code),
                },
                None => NotSent::Unknown(code),
            })
        }
    }

    /// The reason, when it is about this one number or its country: others may get a text.
    fn recipients_own(fault: &SendTextMessageError) -> Option<&str> {
        use ConflictExceptionReason as Conflict;
        use ValidationExceptionReason as Invalid;

        match fault {
            SendTextMessageError::ConflictException(conflict) => match conflict.reason.as_ref()? {
                reason @ (Conflict::DestinationPhoneNumberOptedOut
                | Conflict::DestinationPhoneNumberNotVerified
                | Conflict::DestinationPhoneNumberBlockedByProtectNumberOverride
                | Conflict::DestinationCountryBlockedByProtectConfiguration) => Some(reason.as_str()),
                _ => None,
            },
            SendTextMessageError::ValidationException(invalid) => match invalid.reason.as_ref()? {
                // Sender ids and prices are rules of countries.
                reason @ (Invalid::CountryNotEnabled
                | Invalid::DestinationCountryBlocked
                | Invalid::InternationalSendingNotSupported
                | Invalid::InvalidIdentityForDestinationCountry
                | Invalid::PriceOverThreshold
                | Invalid::SenderIdNotRegistered
                | Invalid::SenderIdNotSupported
                | Invalid::SenderIdRequiresRegistration) => Some(reason.as_str()),
                // Else what we were told to send with is at fault, for everybody.
                reason if invalid.fields().iter().any(|field| field.name() == "DestinationPhoneNumber") => Some(reason.as_str()),
                _ => None,
            },
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use aws_sdk_pinpointsmsvoicev2::types::ValidationExceptionField;
        use aws_sdk_pinpointsmsvoicev2::types::error::{ConflictException, ThrottlingException, ValidationException};

        use super::*;

        fn invalid(reason: &str, field: &str) -> SendTextMessageError {
            let field = ValidationExceptionField::builder().name(field).message("is wrong").build().unwrap();
            SendTextMessageError::ValidationException(ValidationException::builder().reason(reason.into()).fields(field).build())
        }

        /// What is taken for one number's own is told to nobody: were it everybody's, all would wait for texts that never come.
        #[test]
        fn t49_t63_a_refusal_is_one_numbers_own_only_when_it_says_so() {
            let conflict =
                |reason: &str| SendTextMessageError::ConflictException(ConflictException::builder().reason(reason.into()).build());
            let own = [
                conflict("DESTINATION_PHONE_NUMBER_OPTED_OUT"),
                conflict("DESTINATION_PHONE_NUMBER_NOT_VERIFIED"),
                conflict("DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"),
                invalid("DESTINATION_COUNTRY_BLOCKED", "x"),
                invalid("SENDER_ID_REQUIRES_REGISTRATION", "OriginationIdentity"),
                invalid("INVALID_PARAMETER", "DestinationPhoneNumber"),
            ];
            let everybodys = [
                conflict("RESOURCE_NOT_ACTIVE"),
                conflict("NO_ORIGINATION_IDENTITIES_FOUND"),
                conflict("a reason of next year"),
                invalid("INVALID_PARAMETER", "OriginationIdentity"),
                invalid("INVALID_ARN", "ConfigurationSetName"),
                SendTextMessageError::ThrottlingException(ThrottlingException::builder().build()),
            ];
            assert!(own.iter().all(|fault| recipients_own(fault).is_some()), "{own:?}");
            assert!(everybodys.iter().all(|fault| recipients_own(fault).is_none()), "{everybodys:?}");
        }
    }
}
