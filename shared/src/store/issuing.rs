//! What issuing may do to the table: open a flow, and add a code to it. Each is one transaction, limits included.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

use crate::address::Email;
use crate::aws::{self, Aws, Service};
use crate::config::{Environment, Fault};
use crate::flow::{BrowserHash, Cooldowns, Flow, FlowId, Limits, Mac, State};
use crate::store::item::{Item, code, flow_key, number, string, time, times};
use crate::store::{GRACE, Unavailable};
use crate::time::Timestamp;

/// The table, for issue-code: `dynamodb:PutItem` and `dynamodb:UpdateItem`, in transactions.
#[derive(Debug)]
pub struct Issuing {
    client: Client,
    table: String,
    rules: Rules,
}

/// How often codes may be sent.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Between the codes of one flow.
    pub cooldowns: Cooldowns,
    /// To one mailbox, over all flows.
    pub per_address: Limits,
}

/// A code about to be sent, by its verifier.
#[derive(Debug)]
pub struct NewCode<'a> {
    /// The flow it belongs to.
    pub flow: &'a FlowId,
    /// Who may use it.
    pub browser: &'a BrowserHash,
    /// Whom it logs in.
    pub address: &'a Email,
    /// In which login request.
    pub state: &'a State,
    /// Its verifier.
    pub mac: &'a Mac,
    /// When it is issued.
    pub now: Timestamp,
    /// When it dies.
    pub expires_at: Timestamp,
    /// The AWS account we run in: half of the salt of limiter keys.
    pub account: &'a str,
}

/// What became of a new code.
#[derive(Debug)]
pub enum Recorded {
    /// It is in the table and counted; it may be mailed.
    Yes,
    /// The flow does not take it: this is the flow as it was found, if it is there.
    FlowRefused(Option<Box<Flow>>),
    /// The address had these sends, newest first, and may not have one more now.
    AddressLimited(Vec<Timestamp>),
}

impl Issuing {
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

    /// Opens a flow with its first code. Refused when there is a flow of this id already: browser, address and state of a flow are
    /// written once.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it: then nothing may be mailed.
    pub async fn open(&self, new: &NewCode<'_>) -> Result<Recorded, Unavailable> {
        let put = Put::builder()
            .table_name(&self.table)
            .item("pk", flow_key(new.flow))
            .item("browser", string(new.browser.as_str()))
            .item("address", string(new.address.as_str()))
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
        let put = put.build().map_err(|_| Unavailable::Corrupt("request"))?;
        self.record(TransactWriteItem::builder().put(put).build(), new).await
    }

    /// Adds a code to an open flow, if the browser, the address and the state are the flow's own and the cooldown is over.
    ///
    /// # Errors
    /// [`Unavailable`] when DynamoDB did not do it: then nothing may be mailed.
    pub async fn resend(&self, new: &NewCode<'_>) -> Result<Recorded, Unavailable> {
        let mut update = Update::builder()
            .table_name(&self.table)
            .key("pk", flow_key(new.flow))
            .update_expression("SET codes = list_append(codes, :codes), sends = list_append(:sends, sends), expires_at = :expires_at, delete_at = :delete_at")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":codes", AttributeValue::L(vec![code(new.mac, new.expires_at)]))
            .expression_attribute_values(":sends", AttributeValue::L(vec![time(new.now)]))
            .expression_attribute_values(":expires_at", time(new.expires_at))
            .expression_attribute_values(":delete_at", time(new.expires_at.plus(GRACE)))
            .expression_attribute_values(":browser", string(new.browser.as_str()))
            .expression_attribute_values(":address", string(new.address.as_str()))
            .expression_attribute_values(":state", string(new.state.as_str()))
            .expression_attribute_values(":now", time(new.now))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let mut due = Vec::new();
        for (resend, wait) in self.rules.cooldowns.as_slice().iter().enumerate() {
            due.push(format!("(size(sends) = :sent{resend} AND sends[0] <= :due{resend})"));
            update = update
                .expression_attribute_values(format!(":sent{resend}"), number(resend as u64 + 1))
                .expression_attribute_values(format!(":due{resend}"), time(new.now.minus(*wait)));
        }
        let condition =
            format!("browser = :browser AND address = :address AND #state = :state AND expires_at > :now AND ({})", due.join(" OR "));
        let update = update.condition_expression(condition).build().map_err(|_| Unavailable::Corrupt("request"))?;
        self.record(TransactWriteItem::builder().update(update).build(), new).await
    }

    /// The flow's write and the counting of it, all or nothing.
    async fn record(&self, flow: TransactWriteItem, new: &NewCode<'_>) -> Result<Recorded, Unavailable> {
        let address = TransactWriteItem::builder().update(self.charge_address(new)?).build();
        match self.client.transact_write_items().transact_items(flow).transact_items(address).send().await {
            Ok(_) => Ok(Recorded::Yes),
            Err(error) => {
                let failed = Unavailable::Failed(aws::code(&error).to_owned());
                let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() else {
                    return Err(failed);
                };
                let [flow, address] = cancelled.cancellation_reasons() else { return Err(failed) };
                let refused = |code: Option<&str>| code == Some("ConditionalCheckFailed");
                if refused(flow.code()) {
                    return Ok(Recorded::FlowRefused(flow.item().map(Flow::try_from).transpose()?.map(Box::new)));
                }
                if refused(address.code()) {
                    return Ok(Recorded::AddressLimited(times(address.item().unwrap_or(&Item::new()), "sends")?));
                }
                let codes = [flow.code(), address.code()].into_iter().flatten().filter(|code| *code != "None");
                Err(Unavailable::Failed(codes.collect::<Vec<_>>().join(" ")))
            }
        }
    }

    /// One more send for the address, if each of its sliding windows has room.
    fn charge_address(&self, new: &NewCode<'_>) -> Result<Update, Unavailable> {
        let limits = &self.rules.per_address;
        let key = format!("address#{}", self.salted(new.account, &new.address.limiter_key()));
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", string(&key))
            .update_expression("SET sends = list_append(:sends, if_not_exists(sends, :empty)), delete_at = :delete_at")
            .expression_attribute_values(":sends", AttributeValue::L(vec![time(new.now)]))
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .expression_attribute_values(":delete_at", time(new.now.plus(limits.longest()).plus(GRACE)))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        within(update, limits, new.now).build().map_err(|_| Unavailable::Corrupt("request"))
    }

    /// A limiter key under which nobody finds an address by a table of precomputed hashes.
    fn salted(&self, account: &str, text: &str) -> String {
        let salt = hmac::Key::new(hmac::HMAC_SHA256, format!("{account}/{}", self.table).as_bytes());
        URL_SAFE_NO_PAD.encode(hmac::sign(&salt, text.as_bytes()))
    }
}

/// Adds the condition that one more send is within all `limits`: the n-th newest has left its window.
fn within(mut update: UpdateBuilder, limits: &Limits, now: Timestamp) -> UpdateBuilder {
    let mut conditions = Vec::new();
    for (index, limit) in limits.as_slice().iter().enumerate() {
        let nth = limit.count - 1;
        conditions.push(format!("(attribute_not_exists(sends[{nth}]) OR sends[{nth}] <= :before{index})"));
        update = update.expression_attribute_values(format!(":before{index}"), time(now.minus(limit.window)));
    }
    update.condition_expression(conditions.join(" AND "))
}
