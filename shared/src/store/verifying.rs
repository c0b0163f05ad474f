//! What verifying may do to the table: count a guess.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use crate::aws::{self, Aws, Service};
use crate::config::{Environment, Fault};
use crate::flow::{BrowserHash, Flow, FlowId, Mac};
use crate::store::Unavailable;
use crate::store::item::{flow_key, number, string, time};
use crate::time::Timestamp;

/// The table, for verify-code: `dynamodb:UpdateItem` and nothing else.
#[derive(Debug)]
pub struct Verifying {
    client: Client,
    table: String,
}

/// What became of a guess.
#[derive(Debug)]
pub enum Counted {
    /// It stands in the ledger; the flow with it.
    Yes(Flow),
    /// It could not be counted; the flow as it was found, if it is there.
    No(Option<Flow>),
}

impl Verifying {
    /// # Errors
    /// [`Fault`] when `TABLE_NAME` is missing.
    pub fn new(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let table = environment.require("TABLE_NAME")?.to_owned();
        Ok(Self { client: Client::new(&aws.config(Service::DynamoDb)), table })
    }

    /// Counts a guess and writes it into the ledger before anybody compares it, in one conditional write: of parallel guesses exactly
    /// `max` get through, and only the flow's own browser can spend them (DESIGN.md, decision 4).
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it; the guess may have been counted all the same, and may be repeated.
    pub async fn guess(&self, flow: &FlowId, browser: &BrowserHash, guess: &Mac, max: u32, now: Timestamp) -> Result<Counted, Unavailable> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", flow_key(flow))
            .update_expression("SET guesses.#mac = attempts + :one, guessed_at.#mac = :now, attempts = attempts + :one")
            .condition_expression("browser = :browser AND expires_at > :now AND attempts < :max AND attribute_not_exists(guesses.#mac)")
            .expression_attribute_names("#mac", guess.as_str())
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", time(now))
            .expression_attribute_values(":max", number(max.into()))
            .expression_attribute_values(":browser", string(browser.as_str()))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match update.send().await {
            Ok(counted) => Ok(Counted::Yes(Flow::try_from(counted.attributes().ok_or(Unavailable::Corrupt("attributes"))?)?)),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                    Ok(Counted::No(failed.item().map(Flow::try_from).transpose()?))
                }
                _ => Err(Unavailable::Failed(aws::code(&error).to_owned())),
            },
        }
    }
}
