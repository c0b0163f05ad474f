//! SES: one mail to one recipient in one call.

use std::time::Duration;

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message as SesMessage, MessageHeader};

use crate::address::Email;
use crate::aws::{self, Aws, Service};
use crate::config::{Environment, Fault};
use crate::deadline::Deadline;
use crate::mail::Message;

/// What a second try needs to end in time (DESIGN.md, Numbers).
const ONE_TRY: Duration = Duration::from_secs(2);
/// Between the tries: long enough for a throttle of one second's sends to have room again, often enough.
const PAUSE: Duration = Duration::from_millis(200);

/// SES, for issue-code: `ses:SendEmail` and nothing else.
#[derive(Debug)]
pub struct Mailer {
    client: Client,
    from: String,
    configuration_set: Option<String>,
}

/// Opens a connection to SES, for a start (see [`Aws::open`]).
pub async fn connect(aws: &Aws) {
    let params = Params::builder().set_region(aws.region()).set_endpoint(aws.endpoint(Service::SesV2)).build();
    let Ok(params) = params else { return };
    if let Ok(endpoint) = DefaultResolver::new().resolve_endpoint(&params).await {
        aws.open(endpoint.url()).await;
    }
}

/// A mail that SES did not take.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// This mail is refused; others may not be. What a person is told must not depend on it (DESIGN.md, decision 10).
    #[error("SES refused the mail: {0}")]
    Refused(String),
    /// SES says that it sends nothing now, for anybody.
    #[error("SES: {0}")]
    Unavailable(String),
    /// SES gave no answer; the mail may be on its way.
    #[error("SES gave no answer: {0}")]
    Unknown(String),
}

impl Mailer {
    /// Reads `EMAIL_FROM` and `SES_CONFIGURATION_SET`.
    ///
    /// # Errors
    /// [`Fault`] when there is no sender, or it is no `login@acme.example` or `Acme <login@acme.example>`.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
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

    /// Sends `message` to `recipient`, who is its only one. A try that fails for everybody is made once more.
    ///
    /// # Errors
    /// [`NotSent`] when SES did not take it. Whether the mail may be out all the same is what the tries together say: a clear no to the
    /// second does not undo what became of the first.
    pub async fn send(&self, recipient: &Email, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
        let first = match self.try_once(recipient, message, deadline).await {
            Err(fault @ (NotSent::Unavailable(_) | NotSent::Unknown(_))) => fault,
            done => return done,
        };
        if deadline.remaining() < ONE_TRY + PAUSE {
            return Err(first);
        }
        tokio::time::sleep(PAUSE).await;
        match (self.try_once(recipient, message, deadline).await, first) {
            (Err(NotSent::Unavailable(_)), first @ NotSent::Unknown(_)) => Err(first),
            (second, _) => second,
        }
    }

    async fn try_once(&self, recipient: &Email, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
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
