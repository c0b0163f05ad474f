//! The table. What issuing may do and what verifying may do are two types, as they are two policies in `template.yaml`; their verbs are
//! the protocol's, so that nobody can offer a read followed by a write.

mod charge;
mod conflict;
mod issuing;
mod item;
mod update;
mod verifying;

pub use charge::{Lane, Limited};
pub use issuing::{Issuing, NewCode, Recorded};
pub use verifying::{Counted, NewGuess, Verifying};

use std::time::Duration;

use crate::aws::{self, Aws, Service};
use crate::log;

/// Opens a connection to DynamoDB while a function starts, so that no person waits for one: by a `GET /` that is no call of the API. Takes
/// a second at most, and a failure is none, since the first call then connects.
pub async fn connect(aws: &Aws) {
    aws::connect!(aws, Service::DynamoDb, aws_sdk_dynamodb).await;
}

/// An item outlives its validity by this hour, so that late clocks and double submits find it; then TTL may delete it.
const GRACE: Duration = Duration::from_secs(3_600);

/// The table did not do its part; nothing may be sent or signed.
#[derive(Debug, thiserror::Error)]
pub enum Unavailable {
    /// DynamoDB did not answer, or with an error; its code, or how it failed (see [`crate::aws::code`]).
    #[error("DynamoDB: {0}")]
    Failed(String),
    /// An item is not as we write it: this attribute.
    #[error("item without a valid {0}")]
    Corrupt(&'static str),
    /// DynamoDB was asked nothing, for this reason. None of them happens to a caller of ours.
    #[error("not asked: {0}")]
    NotAsked(&'static str),
}

impl Unavailable {
    /// Says in the log that the table did not do its part, and why.
    pub fn log(&self) {
        log::dependency("dynamodb", &self.to_string());
    }
}
