//! SES: one mail to one recipient in one call.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message as SesMessage, MessageHeader};

use crate::address::Email;
use crate::aws::{self, Aws, Service};
use crate::channel::{Message, NotSent};
use crate::config::{Environment, Fault};
use crate::deadline::Deadline;
use crate::identifier::Identifier;

/// SES, for issue-code: `ses:SendEmail` and nothing else.
#[derive(Debug)]
pub(crate) struct Mailer {
    client: Client,
    from: String,
    configuration_set: Option<String>,
}

/// Opens a connection to SES, for a start (see [`Aws::open`]).
pub(crate) async fn connect(aws: &Aws) {
    aws::connect!(aws, Service::SesV2, aws_sdk_sesv2).await;
}

impl Mailer {
    /// Reads `EMAIL_FROM` and `SES_CONFIGURATION_SET`.
    ///
    /// # Errors
    /// [`Fault`] when there is no sender, or it is no `login@acme.example` or `Acme <login@acme.example>`.
    pub(crate) fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let from = environment.require("EMAIL_FROM")?;
        if !is_sender(from) {
            return Err(Fault::new(
                "EMAIL_FROM",
                "must be a sender such as Acme <login@acme.example>, in ASCII, the name without punctuation that needs quoting",
            ));
        }
        let configuration_set = environment.get("SES_CONFIGURATION_SET").map(str::to_owned);
        Ok(Self { client: Client::new(&aws.config(Service::SesV2)), from: from.to_owned(), configuration_set })
    }

    /// Hands `message` over for `recipient`, who is its only one; one try.
    ///
    /// # Errors
    /// [`NotSent::Refused`] for SES's `MessageRejected` and `BadRequestException`, [`NotSent::Unavailable`] for any other answer,
    /// [`NotSent::Unknown`] for none.
    pub(crate) async fn hand_over(&self, recipient: &Identifier, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
        let content = content(message).map_err(|_| NotSent::Unavailable("request not built".to_owned()))?;
        let mut call = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .set_configuration_set_name(self.configuration_set.clone())
            .destination(Destination::builder().to_addresses(recipient.as_str()).build())
            .content(content)
            .customize();
        if let Some(timeouts) = Service::SesV2.shortened(deadline.remaining()) {
            call = call.config_override(aws_sdk_sesv2::Config::builder().timeout_config(timeouts));
        }
        let Err(error) = call.send().await else { return Ok(()) };
        let code = aws::code(&error).to_owned();
        Err(match error.as_service_error() {
            Some(SendEmailError::MessageRejected(_) | SendEmailError::BadRequestException(_)) => NotSent::Refused(code),
            Some(_) => NotSent::Unavailable(code),
            None => NotSent::Unknown(code),
        })
    }
}

fn content(message: &Message) -> Result<EmailContent, BuildError> {
    let part = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    // RFC 3834 and Exchange's own: nobody's auto-responder answers a code.
    let header = |name, value| MessageHeader::builder().name(name).value(value).build();
    let body = Body::builder().text(part(message.text.expose())?).html(part(message.html.expose())?).build();
    let simple = SesMessage::builder()
        .subject(part(message.subject.expose())?)
        .body(body)
        .headers(header("Auto-Submitted", "auto-generated")?)
        .headers(header("X-Auto-Response-Suppress", "All")?);
    Ok(EmailContent::builder().simple(simple.build()).build())
}

/// One address, with or without a name in front. SES refuses a name that is not ASCII or would need quoting, with each mail anew.
fn is_sender(from: &str) -> bool {
    let (name, address) = from.strip_suffix('>').and_then(|from| from.split_once('<')).unwrap_or(("", from));
    let plain = |byte: u8| byte == b' ' || (byte.is_ascii_graphic() && !b"()<>[]:;@\\,\"".contains(&byte));
    Email::parse(address).is_ok() && address.is_ascii() && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_one_address_with_a_plain_name() {
        for from in ["login@acme.example", "Acme <login@acme.example>", "Acme & Co. <login@acme.example>"] {
            assert!(is_sender(from), "{from}");
        }
        for from in [
            "",
            "Acme",
            "Acme, Inc <a@b.example>",
            "<<a@b.example>",
            "x@y.example <a@b.example>",
            "Zürich <a@b.example>",
            "a@b.example, c@d.example",
            "A\r\nBcc: <a@b.example>",
        ] {
            assert!(!is_sender(from), "{from}");
        }
    }
}
