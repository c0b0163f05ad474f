//! What sends: the contract of a channel, what it is given, and how often it tries.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::aws::Aws;
use crate::channel::{Channel, Channels};
use crate::config::{Environment, Fault, Site};
use crate::deadline::Deadline;
use crate::flow::{Code, FlowId};
use crate::identifier::{Identifier, Kind};
use crate::language::Locale;
use crate::mail::Requester;
use crate::secret::Secret;
use crate::time::Timestamp;

/// What a second try needs to end in time (2 s a try, as DESIGN.md, Numbers, has it for SES).
const ONE_TRY: Duration = Duration::from_secs(2);
/// Between the tries: long enough for a throttle of one second's sends to have room again, often enough.
const PAUSE: Duration = Duration::from_millis(200);

/// What a channel does.
pub trait Courier: Debug + Send + Sync {
    /// The identifier that a person's input names.
    ///
    /// # Errors
    /// [`Unreadable`] when it names none, or one that may not sign in.
    fn read(&self, input: &str) -> Result<Identifier, Unreadable>;

    /// Writes the message.
    fn write(&self, letter: &Letter<'_>) -> Message;

    /// Opens a connection to the service, for a start (see [`Aws::open`]).
    fn connect<'a>(&'a self, aws: &'a Aws) -> Doing<'a, ()>;

    /// Whether a try that got no answer is made again: if it arrived after all, the person gets the same message twice.
    fn may_repeat_unanswered(&self) -> bool;

    /// Hands the message over for `recipient`, who is its only one; one try.
    fn hand_over<'a>(&'a self, recipient: &'a Identifier, message: &'a Message, deadline: Deadline) -> Doing<'a, Result<(), NotSent>>;
}

/// Something a courier does.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why an input names nobody we send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It names nobody.
    Bad,
    /// Whom it names may not sign in.
    Refused,
}

/// A message, but for whom it is to. What a channel has no place for is empty.
#[derive(Debug)]
pub struct Message {
    /// One line.
    pub subject: Secret<String>,
    /// The text. Its first run of digits is the code, grouped by one plain space.
    pub text: Secret<String>,
    /// The same in HTML.
    pub html: Secret<String>,
}

/// Everything a message is written of.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Who sends it.
    pub site: &'a Site,
    /// Where our pages are.
    pub origin: &'a str,
    /// The flow that the code is of.
    pub flow: &'a FlowId,
    /// What it brings.
    pub code: &'a Code,
    /// How long the code works.
    pub lifetime: Duration,
    /// The language of whoever asked.
    pub locale: Locale,
    /// When it was asked for.
    pub now: Timestamp,
    /// What it was asked for with.
    pub requester: Requester,
    /// Whether it was asked for on our page, where a link in the message leads; else in an app's own.
    pub from_our_page: bool,
}

/// A message that the service did not take.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// This message is refused; others may not be. What a person is told must not depend on it (DESIGN.md, decision 10).
    #[error("refused: {0}")]
    Refused(String),
    /// The service says that it sends nothing now, for anybody.
    #[error("{0}")]
    Unavailable(String),
    /// The service gave no answer; the message may be on its way.
    #[error("no answer: {0}")]
    Unknown(String),
}

/// The couriers of all channels that are offered.
#[derive(Debug)]
pub struct Couriers {
    channels: Channels,
    couriers: Vec<Box<dyn Courier>>,
}

impl Couriers {
    /// Reads `CHANNELS`, and of each the settings.
    ///
    /// # Errors
    /// [`Fault`] for the first setting that is missing or malformed.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let channels = environment.channels()?;
        let couriers = channels.as_slice().iter().map(|channel| channel.courier(environment, aws)).collect::<Result<_, _>>()?;
        Ok(Self { channels, couriers })
    }

    /// The kind of identifier that is asked for first.
    #[must_use]
    pub fn first_kind(&self) -> Option<Kind> {
        self.channels.as_slice().first().map(|channel| channel.about().reaches)
    }

    fn all(&self) -> impl Iterator<Item = (Channel, &dyn Courier)> {
        self.channels.as_slice().iter().copied().zip(self.couriers.iter().map(AsRef::as_ref))
    }

    /// By whom identifiers of this kind are reached.
    #[must_use]
    pub fn reaching(&self, kind: Kind) -> Option<(Channel, &dyn Courier)> {
        self.all().find(|(channel, _)| channel.about().reaches == kind)
    }

    /// Opens the connections of all, one after the other.
    pub async fn connect(&self, aws: &Aws) {
        for courier in &self.couriers {
            courier.connect(aws).await;
        }
    }
}

/// Sends `message` by `courier`. A try that fails for everybody is made once more.
///
/// # Errors
/// [`NotSent`] when the service did not take it. Whether the message may be out all the same is what the tries together say: a clear no to
/// the second does not undo what became of the first.
pub async fn send(courier: &dyn Courier, recipient: &Identifier, message: &Message, deadline: Deadline) -> Result<(), NotSent> {
    let first = match courier.hand_over(recipient, message, deadline).await {
        Err(fault @ (NotSent::Unavailable(_) | NotSent::Unknown(_))) => fault,
        done => return done,
    };
    let unanswered = matches!(first, NotSent::Unknown(_));
    if (unanswered && !courier.may_repeat_unanswered()) || deadline.remaining() < ONE_TRY + PAUSE {
        return Err(first);
    }
    tokio::time::sleep(PAUSE).await;
    match (courier.hand_over(recipient, message, deadline).await, first) {
        (Err(NotSent::Unavailable(_)), first @ NotSent::Unknown(_)) => Err(first),
        (second, _) => second,
    }
}
