//! What issuing may do to the table: open a flow, add a code to it, and take that back when it was not sent. Each is one
//! transaction, limits included.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};

use crate::aws::{self, Aws, Service};
use crate::channel::Channel;
use crate::config::{Environment, Fault, Rules};
use crate::deadline::Deadline;
use crate::flow::{BrowserHash, Flow, FlowId, Mac, State};
use crate::identifier::Identifier;
use crate::store::charge::{Charges, Lane, Limited, UNBUILT, write};
use crate::store::conflict::{CONFLICT, Conflicts};
use crate::store::item::{Item, code, flow_key, number, string, time};
use crate::store::update::{self, Updated};
use crate::store::{GRACE, Unavailable};
use crate::time::Timestamp;

/// The table, for issue-code: `dynamodb:PutItem` and `dynamodb:UpdateItem`, in transactions.
#[derive(Debug)]
pub struct Issuing {
    client: Client,
    table: String,
    rules: Rules,
}

/// A code about to be sent, by its verifier.
#[derive(Debug)]
pub struct NewCode<'a> {
    /// The flow it belongs to.
    pub flow: &'a FlowId,
    /// Who may use it.
    pub browser: &'a BrowserHash,
    /// Whom it logs in: an address or a number.
    pub identifier: &'a Identifier,
    /// By which channel it is sent, which must be one that is offered.
    pub channel: Channel,
    /// In which login request.
    pub state: &'a State,
    /// Its verifier.
    pub mac: &'a Mac,
    /// When it is issued.
    pub now: Timestamp,
    /// The first instant at which it is worth nothing.
    pub expires_at: Timestamp,
    /// The AWS account we run in: with the table's name the salt of limiter keys, which verify-code has to use as well.
    pub account: &'a str,
    /// Any number; spreads the deployment's counter.
    pub random: u32,
    /// By when the request must be answered.
    pub deadline: Deadline,
}

/// What became of a new code.
#[derive(Debug)]
pub enum Recorded {
    /// It is in the table and counted; it may be sent.
    Yes,
    /// The flow does not take it: this is the flow as it was found, if it is there.
    FlowRefused(Option<Box<Flow>>),
    /// A limit has no room for it.
    Limited(Limited),
}

impl Issuing {
    /// The table named by `TABLE_NAME`, counting by `rules`.
    ///
    /// # Errors
    /// [`Fault`] when `TABLE_NAME` is missing.
    pub fn new(environment: &Environment, aws: &Aws, rules: Rules) -> Result<Self, Fault> {
        let table = environment.require("TABLE_NAME")?.to_owned();
        Ok(Self { client: Client::new(&aws.config(Service::DynamoDb)), table, rules })
    }

    /// The limits it counts by.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Opens a flow with its first code. [`Recorded::FlowRefused`] when there is a flow of this id already: its browser,
    /// identifier and state are written once.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it, or nobody knows whether it did: then nothing may be sent.
    pub async fn open(&self, new: &NewCode<'_>, lane: Lane<'_>) -> Result<Recorded, Unavailable> {
        let flow = || {
            let put = Put::builder()
                .table_name(&self.table)
                .item("pk", flow_key(new.flow))
                .item("browser", string(new.browser.as_str()))
                .item("address", string(new.identifier.as_str()))
                .item("state", string(new.state.as_str()))
                .item("codes", AttributeValue::L(vec![code(new.mac, new.expires_at)]))
                .item("guesses", AttributeValue::M(Item::new()))
                .item("guessed_at", AttributeValue::M(Item::new()))
                .item("attempts", number(0))
                .item("sends", AttributeValue::L(vec![time(new.now)]))
                .item("expires_at", time(new.expires_at))
                .item("delete_at", time(new.expires_at.plus(GRACE)))
                .condition_expression("attribute_not_exists(pk)")
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
            let put = match lane {
                Lane::Device(device) => put.item("device", string(device.as_str())),
                Lane::Shared(_) => put,
            };
            Ok(TransactWriteItem::builder().put(put.build().map_err(|_| Unavailable::NotAsked(UNBUILT))?).build())
        };
        self.record(flow, new, lane).await
    }

    /// Adds a code to an open flow, if the browser, the identifier and the state are the flow's own, it takes one
    /// ([`Flow::takes_a_code`]) and `attempts` guesses were counted in it; else [`Recorded::FlowRefused`]. Whether one of them won no
    /// condition can tell, since none compares the parts of an item with each other: without any none has, and of a flow as it was found
    /// the caller knows. So whoever knows of no guess says 0, and then what was found. A code that was guessed in the flow before is none:
    /// its entry would have won already, and nobody with it.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it, or nobody knows whether it did: then nothing may be sent.
    pub async fn resend(&self, new: &NewCode<'_>, attempts: u32, lane: Lane<'_>) -> Result<Recorded, Unavailable> {
        let flow = || {
            let mut update = Update::builder()
                .table_name(&self.table)
                .key("pk", flow_key(new.flow))
                .update_expression("SET codes = list_append(:codes, codes), sends = list_append(:sends, sends), expires_at = :expires_at, delete_at = :delete_at")
                .expression_attribute_names("#state", "state")
                .expression_attribute_names("#mac", new.mac.as_str())
                .expression_attribute_values(":codes", AttributeValue::L(vec![code(new.mac, new.expires_at)]))
                .expression_attribute_values(":sends", AttributeValue::L(vec![time(new.now)]))
                .expression_attribute_values(":expires_at", time(new.expires_at))
                .expression_attribute_values(":delete_at", time(new.expires_at.plus(GRACE)))
                .expression_attribute_values(":browser", string(new.browser.as_str()))
                .expression_attribute_values(":address", string(new.identifier.as_str()))
                .expression_attribute_values(":state", string(new.state.as_str()))
                .expression_attribute_values(":now", time(new.now))
                .expression_attribute_values(":guesses", number(self.rules.guesses.into()))
                .expression_attribute_values(":attempts", number(attempts.into()))
                .expression_attribute_values(":none", number(0))
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
            // No send at all: the first was taken back.
            let mut due = vec!["size(sends) = :none".to_owned()];
            for (resend, wait) in self.rules.cooldowns.as_slice().iter().enumerate() {
                due.push(format!("(size(sends) = :sent{resend} AND sends[0] <= :due{resend})"));
                update = update
                    .expression_attribute_values(format!(":sent{resend}"), number(resend as u64 + 1))
                    .expression_attribute_values(format!(":due{resend}"), time(new.now.minus(*wait)));
            }
            let condition = format!(
                "browser = :browser AND address = :address AND #state = :state AND expires_at > :now AND attempts = :attempts AND attempts < :guesses AND attribute_not_exists(guesses.#mac) AND ({})",
                due.join(" OR ")
            );
            Ok(write(update.condition_expression(condition).build().map_err(|_| Unavailable::NotAsked(UNBUILT))?))
        };
        self.record(flow, new, lane).await
    }

    /// Takes back the send of `new`, which `lane` paid for, when it was refused for everybody: the same may be asked for again at once, and
    /// the limits of the identifier and its devices forget it; those of the source and the deployment do not. Its code is over at once, or
    /// an outage would be a time in which one flow gathers codes to guess; unless it was used already, for then it came.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it, or its code was used: then the send stays counted.
    pub async fn take_back(&self, new: &NewCode<'_>, lane: Lane<'_>) -> Result<(), Unavailable> {
        let flow = Update::builder()
            .table_name(&self.table)
            .key("pk", flow_key(new.flow))
            .update_expression("SET codes[0].expires_at = :now REMOVE sends[0]")
            .condition_expression("browser = :browser AND codes[0].mac = :mac AND sends[0] = :now AND attribute_not_exists(guesses.#mac)")
            .expression_attribute_names("#mac", new.mac.as_str())
            .expression_attribute_values(":mac", string(new.mac.as_str()))
            .expression_attribute_values(":browser", string(new.browser.as_str()))
            .expression_attribute_values(":now", time(new.now));
        let flow = flow.build().map_err(|_| Unavailable::NotAsked(UNBUILT))?;
        let all = || {
            let charges = self.charges(new)?;
            let undo = charges.of(lane)?.into_iter().filter_map(|charge| charge.undo);
            let undo = undo.map(|key| charges.undo(&key)).collect::<Result<Vec<_>, _>>()?;
            Ok([flow.clone()].into_iter().chain(undo).map(write).collect())
        };
        match self.transact(all, new.deadline).await? {
            None => Ok(()),
            Some(_) => Err(Unavailable::Failed("ConditionalCheckFailed".to_owned())),
        }
    }

    /// The flow of this id, if it is this browser's: what an app asks for another code by names neither identifier nor state. DynamoDB
    /// gives an item back with the refusal of a write, and this write is always refused. That it costs a write unit, where a read would
    /// cost half of one, is the price of a policy that has no `GetItem`: else whoever knows a flow's key could read it without writing.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not answer, or the item is not as we write it.
    pub async fn recall(&self, flow: &FlowId, browser: &BrowserHash, deadline: Deadline) -> Result<Option<Flow>, Unavailable> {
        let never = || {
            let update = self.client.update_item().table_name(&self.table).key("pk", flow_key(flow));
            let update = update.condition_expression("attribute_exists(pk) AND attribute_not_exists(pk)");
            update.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        };
        let Updated::No(Some(item)) = update::send(never, deadline).await? else { return Ok(None) };
        Ok(Some(Flow::try_from(&item)?).filter(|flow| flow.is_of(browser)))
    }

    /// The flow's write and the counting of it, all or nothing.
    async fn record(
        &self,
        flow: impl Fn() -> Result<TransactWriteItem, Unavailable>,
        new: &NewCode<'_>,
        lane: Lane<'_>,
    ) -> Result<Recorded, Unavailable> {
        let charges = || self.charges(new)?.of(lane);
        let all = || Ok([flow()?].into_iter().chain(charges()?.into_iter().map(|charge| write(charge.update))).collect());
        let Some(reasons) = self.transact(all, new.deadline).await? else { return Ok(Recorded::Yes) };
        let refused = |reason: &&CancellationReason| reason.code() == Some("ConditionalCheckFailed");
        if let Some(reason) = reasons.first().filter(refused) {
            return Ok(Recorded::FlowRefused(reason.item().map(Flow::try_from).transpose()?.map(Box::new)));
        }
        let charges = charges()?;
        let full = reasons.iter().skip(1).zip(&charges).find(|(reason, _)| refused(reason));
        let (reason, charge) = full.ok_or_else(|| Unavailable::Failed(codes(&reasons)))?;
        Ok(Recorded::Limited(charge.limited(reason.item(), new.now)?))
    }

    fn charges<'a>(&'a self, new: &NewCode<'a>) -> Result<Charges<'a>, Unavailable> {
        let &NewCode { account, identifier, channel, now, random, .. } = new;
        let sends = self.rules.sends(channel).ok_or(Unavailable::NotAsked("a channel that is not offered"))?;
        Ok(Charges { table: &self.table, rules: &self.rules, channel, sends, account, identifier, now, random })
    }

    /// One transaction, again as long as it only met others in the same items; the reasons when a condition of it failed. `all` makes its
    /// items, for each try anew: the SDK keeps what it sends, and hardly ever is there a second.
    async fn transact(
        &self,
        all: impl Fn() -> Result<Vec<TransactWriteItem>, Unavailable>,
        deadline: Deadline,
    ) -> Result<Option<Vec<CancellationReason>>, Unavailable> {
        let mut conflicts = Conflicts::new(deadline);
        loop {
            let mut call = self.client.transact_write_items().set_transact_items(Some(all()?)).customize();
            if let Some(timeouts) = Service::DynamoDb.shortened(deadline.remaining()) {
                call = call.config_override(aws_sdk_dynamodb::Config::builder().timeout_config(timeouts));
            }
            let Err(error) = call.send().await else { return Ok(None) };
            let reasons = match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => cancelled.cancellation_reasons().to_vec(),
                _ => return Err(Unavailable::Failed(aws::code(&error).to_owned())),
            };
            if reasons.iter().any(|reason| reason.code() == Some("ConditionalCheckFailed")) {
                return Ok(Some(reasons));
            }
            if !reasons.iter().any(|reason| reason.code() == Some(CONFLICT)) {
                return Err(Unavailable::Failed(codes(&reasons)));
            }
            conflicts.wait().await?;
        }
    }
}

/// The codes of a cancelled transaction, for the log.
fn codes(reasons: &[CancellationReason]) -> String {
    reasons.iter().filter_map(CancellationReason::code).filter(|code| *code != "None").collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t72_of_a_cancelled_transaction_the_reasons_are_logged_by_their_codes() {
        let reason = |code: &str| CancellationReason::builder().code(code).message("jane@example.com").build();
        assert_eq!(codes(&["None", "ThrottlingError", "None", "TransactionConflict"].map(reason)), "ThrottlingError TransactionConflict");
    }
}
