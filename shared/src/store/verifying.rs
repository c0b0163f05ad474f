//! What verifying may do to the table: count a guess, remember a failure, enrol a device. Each is one `UpdateItem`.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure};

use crate::aws::{Aws, Service};
use crate::config::{Environment, Fault};
use crate::deadline::Deadline;
use crate::flow::{BrowserHash, DeviceHash, Flow, FlowId, KNOWN_FOR, Mac};
use crate::identifier::Identifier;
use crate::store::charge::identifier_key;
use crate::store::item::{flow_key, number, string, time};
use crate::store::update::{Updated, send};
use crate::store::{GRACE, Unavailable};
use crate::time::Timestamp;

/// How long a failure counts at most: the longest window of `FAILURES_PER_ADDRESS` is read by issue-code, which renews the item.
const FAILURE: Duration = Duration::from_secs(86_400);

/// The table, for verify-code: `dynamodb:UpdateItem` and nothing else.
#[derive(Debug)]
pub struct Verifying {
    client: Client,
    table: String,
}

/// A guess, by its verifier.
#[derive(Debug)]
pub struct NewGuess<'a> {
    /// In which flow.
    pub flow: &'a FlowId,
    /// By which browser.
    pub browser: &'a BrowserHash,
    /// Verifier of what was guessed.
    pub mac: &'a Mac,
    /// How many guesses a flow has, over all its codes.
    pub max: u32,
    /// When it was made.
    pub now: Timestamp,
    /// By when the request must be answered.
    pub deadline: Deadline,
}

/// What became of a guess.
#[derive(Debug)]
pub enum Counted {
    /// It stands in the ledger; the flow with it. For [`crate::flow::judge`] to say what it is worth.
    Yes(Flow),
    /// It could not be counted; the flow as it was found, if it is there, whosesoever it is.
    No(Option<Flow>),
}

impl Verifying {
    /// The table named by `TABLE_NAME`.
    ///
    /// # Errors
    /// [`Fault`] when `TABLE_NAME` is missing.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let table = environment.require("TABLE_NAME")?.to_owned();
        Ok(Self { client: Client::new(&aws.config(Service::DynamoDb)), table })
    }

    /// Counts a guess and writes it into the ledger before anybody compares it, in one conditional write: of parallel guesses exactly
    /// `max` get through, only the flow's own browser can spend them, and the same code costs one once. [`Counted::No`] when the condition
    /// failed: another browser, an expired flow, no guess left, or a code that was guessed before.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it; the guess may have been counted all the same, and may be repeated.
    pub async fn guess(&self, guess: &NewGuess<'_>) -> Result<Counted, Unavailable> {
        let update = || {
            self.update(flow_key(guess.flow))
                .update_expression("SET guesses.#mac = attempts + :one, guessed_at.#mac = :now, attempts = attempts + :one")
                .condition_expression("browser = :browser AND expires_at > :now AND attempts < :max AND attribute_not_exists(guesses.#mac)")
                .expression_attribute_names("#mac", guess.mac.as_str())
                .expression_attribute_values(":one", number(1))
                .expression_attribute_values(":now", time(guess.now))
                .expression_attribute_values(":max", number(guess.max.into()))
                .expression_attribute_values(":browser", string(guess.browser.as_str()))
                .return_values(ReturnValue::AllNew)
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        };
        Ok(match send(update, guess.deadline).await? {
            Updated::Yes(item) => Counted::Yes(Flow::try_from(&item)?),
            Updated::No(found) => Counted::No(found.as_ref().map(Flow::try_from).transpose()?),
        })
    }

    /// Remembers that an unknown browser failed to guess a code of `identifier`; `account` is the AWS account we run in, as issue-code
    /// counts by it.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it: then nobody may be told that the guess was wrong.
    pub async fn count_failure(
        &self,
        identifier: &Identifier,
        account: &str,
        now: Timestamp,
        deadline: Deadline,
    ) -> Result<(), Unavailable> {
        let update = || {
            self.update(string(&identifier_key(&self.table, account, identifier)))
                // The item is there since the code was issued; if not, it goes when the failure no longer counts.
                .update_expression(
                    "SET failures = list_append(:now, if_not_exists(failures, :empty)), delete_at = if_not_exists(delete_at, :delete_at)",
                )
                .expression_attribute_values(":now", AttributeValue::L(vec![time(now)]))
                .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
                .expression_attribute_values(":delete_at", time(now.plus(FAILURE).plus(GRACE)))
        };
        send(update, deadline).await.map(drop)
    }

    /// Makes a device known for 90 days from `now`. Doing it again changes nothing but the days.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it: the device stays unknown, and the login is as good as before.
    pub async fn enrol(&self, device: &DeviceHash, now: Timestamp, deadline: Deadline) -> Result<(), Unavailable> {
        let expires_at = now.plus(KNOWN_FOR);
        let update = || {
            self.update(string(&format!("device#{}", device.as_str())))
            .update_expression("SET sends = if_not_exists(sends, :empty), failures = if_not_exists(failures, :empty), expires_at = :expires_at, delete_at = :delete_at")
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .expression_attribute_values(":expires_at", time(expires_at))
            .expression_attribute_values(":delete_at", time(expires_at.plus(GRACE)))
        };
        send(update, deadline).await.map(drop)
    }

    fn update(&self, key: AttributeValue) -> UpdateItemFluentBuilder {
        self.client.update_item().table_name(&self.table).key("pk", key)
    }
}
