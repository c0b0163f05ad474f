//! SES: one mail to one recipient in one call.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message as SesMessage, MessageHeader};

use crate::address::Email;
use crate::aws::{self, Aws, Service};
use crate::config::{Environment, Fault};
use crate::mail::Message;

/// SES, for issue-code: `ses:SendEmail` and nothing else.
#[derive(Debug)]
pub struct Mailer {
    client: Client,
    from: String,
    configuration_set: Option<String>,
}

/// A mail that SES did not take.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// This recipient or this mail is refused, others are not. What a person is told must not depend on it (DESIGN.md, decision 10).
    #[error("SES refused the recipient: {0}")]
    Recipient(String),
    /// SES is not there for anybody now.
    #[error("SES: {0}")]
    Unavailable(String),
}

impl Mailer {
    /// Reads `EMAIL_FROM` and `SES_CONFIGURATION_SET`.
    ///
    /// # Errors
    /// [`Fault`] when there is no sender, or it is no `login@acme.example` or `Acme <login@acme.example>`.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let from = environment.require("EMAIL_FROM")?;
        let address = from.strip_suffix('>').and_then(|from| from.rsplit_once('<')).map_or(from, |(_, address)| address);
        if Email::parse(address).is_err() || from.chars().any(char::is_control) {
            return Err(Fault::new("EMAIL_FROM", "must be a sender such as Acme <login@acme.example>"));
        }
        let configuration_set = environment.get("SES_CONFIGURATION_SET").map(str::to_owned);
        Ok(Self { client: Client::new(&aws.config(Service::SesV2)), from: from.to_owned(), configuration_set })
    }

    /// Sends `message` to `recipient`, who is its only one.
    ///
    /// # Errors
    /// [`NotSent`] when SES did not take it.
    pub async fn send(&self, recipient: &Email, message: &Message) -> Result<(), NotSent> {
        let content = content(message).map_err(|_| NotSent::Unavailable("request not built".to_owned()))?;
        let send = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .set_configuration_set_name(self.configuration_set.clone())
            .destination(Destination::builder().to_addresses(recipient.as_str()).build())
            .content(content);
        match send.send().await {
            Ok(_) => Ok(()),
            Err(error) => {
                let code = aws::code(&error).to_owned();
                Err(match error.as_service_error() {
                    Some(SendEmailError::MessageRejected(_) | SendEmailError::BadRequestException(_)) => NotSent::Recipient(code),
                    _ => NotSent::Unavailable(code),
                })
            }
        }
    }
}

fn content(message: &Message) -> Result<EmailContent, BuildError> {
    let part = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    // RFC 3834 and Exchange's own: nobody's auto-responder answers a code.
    let header = |name, value| MessageHeader::builder().name(name).value(value).build();
    let body = Body::builder().text(part(message.text.expose())?).html(part(message.html.expose())?).build();
    let simple = SesMessage::builder()
        .subject(part(&message.subject)?)
        .body(body)
        .headers(header("Auto-Submitted", "auto-generated")?)
        .headers(header("X-Auto-Response-Suppress", "All")?);
    Ok(EmailContent::builder().simple(simple.build()).build())
}
