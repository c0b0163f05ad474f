//! One conditional write of one item.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;

use crate::aws::{self, Service};
use crate::deadline::Deadline;
use crate::store::Unavailable;
use crate::store::conflict::Conflicts;
use crate::store::item::Item;

/// What became of an update.
pub(super) enum Updated {
    /// The item is now this, as far as it was asked for.
    Yes(Item),
    /// Its condition failed on this item; on none, when none is there or none was asked for.
    No(Option<Item>),
}

/// One update, made anew for each try: again as long as it only met a transaction in the same item.
pub(super) async fn send(update: impl Fn() -> UpdateItemFluentBuilder, deadline: Deadline) -> Result<Updated, Unavailable> {
    let mut conflicts = Conflicts::new(deadline);
    loop {
        let mut call = update().customize();
        if let Some(timeouts) = Service::DynamoDb.shortened(deadline.remaining()) {
            call = call.config_override(aws_sdk_dynamodb::Config::builder().timeout_config(timeouts));
        }
        let error = match call.send().await {
            Ok(output) => return Ok(Updated::Yes(output.attributes.unwrap_or_default())),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(failed)) => return Ok(Updated::No(failed.item().cloned())),
            Some(UpdateItemError::TransactionConflictException(_)) => conflicts.wait().await?,
            _ => return Err(Unavailable::Failed(aws::code(&error).to_owned())),
        }
    }
}
