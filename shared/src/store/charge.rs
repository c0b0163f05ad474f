//! What a send is charged to: the items that count, each written under the condition that its limit has room.

use std::net::IpAddr;
use std::time::Duration;

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

use crate::channel::Channel;
use crate::config::{Rules, Sends};
use crate::flow::{DeviceHash, Limit, Limits};
use crate::identifier::Identifier;
use crate::store::item::{Item, number, seconds, string, time, times};
use crate::store::{GRACE, Unavailable};
use crate::time::Timestamp;

/// Why nothing was asked: the SDK wants something in a request that we leave out.
pub(super) const UNBUILT: &str = "a request that cannot be built";

/// Who pays for a send.
#[derive(Clone, Copy, Debug)]
pub enum Lane<'a> {
    /// A browser that has logged in to the identifier: its own device, all devices of the identifier, and the devices' share of the
    /// deployment.
    Device(&'a DeviceHash),
    /// Any other, with the address its request came from: the identifier, the source and the shared share of the deployment. All whose
    /// address is not known are one source.
    Shared(Option<IpAddr>),
}

/// One counting item of a send.
pub(super) struct Charge {
    /// Counts it.
    pub(super) update: Update,
    /// The key of the item that [`Charges::undo`] takes it back from. What counts by source and for the whole deployment stays counted:
    /// the attempt was made.
    pub(super) undo: Option<String>,
    full: Full,
}

/// What it means when a charge's condition fails.
enum Full {
    Identifier {
        lists: Vec<(&'static str, Limits)>,
    },
    Window {
        name: &'static str,
        ends: Timestamp,
    },
    /// What all devices of an identifier have together, or all of the deployment: who makes himself many must not get more by it, nor close
    /// it to others, who are browsers like any then. The limit's name for the log.
    AllDevices {
        name: &'static str,
    },
    Device {
        per_device: Limits,
    },
}

/// A limit without room.
#[derive(Debug, PartialEq, Eq)]
pub enum Limited {
    /// This one, by its name for the log; it has room again after the wait, in whole seconds.
    By(&'static str, Duration),
    /// The device is not known for this identifier, or no longer; or all devices together have used up what they have, which this limit
    /// tells. Ask again in the shared lane.
    NoDeviceLane(Option<&'static str>),
}

impl Limited {
    /// The limit's name for the log, and when it has room again: without a device lane at once, in the other.
    #[must_use]
    pub const fn name_and_wait(&self) -> (&'static str, Duration) {
        match self {
            Self::By(name, wait) => (name, *wait),
            Self::NoDeviceLane(_) => ("device", Duration::ZERO),
        }
    }
}

impl Charge {
    /// Which limit had no room, given the item as it was.
    pub(super) fn limited(&self, item: Option<&Item>, now: Timestamp) -> Result<Limited, Unavailable> {
        let empty = Item::new();
        let found = item.unwrap_or(&empty);
        Ok(match &self.full {
            Full::AllDevices { name } => Limited::NoDeviceLane(Some(name)),
            Full::Window { name, ends } => Limited::By(name, ends.since(now)),
            Full::Identifier { lists } => {
                let mut longest = Duration::ZERO;
                for (list, limits) in lists {
                    longest = longest.max(limits.wait(&times(found, list)?, now).unwrap_or_default());
                }
                Limited::By("address", longest)
            }
            Full::Device { per_device } => match per_device.wait(&times(found, "sends")?, now) {
                Some(wait) if found.get("expires_at").and_then(seconds).is_some_and(|end| end > now) => Limited::By("device", wait),
                _ => Limited::NoDeviceLane(None),
            },
        })
    }
}

/// Makes the charges of one send.
pub(super) struct Charges<'a> {
    pub(super) table: &'a str,
    pub(super) rules: &'a Rules,
    /// What it is sent by, and that channel's limits.
    pub(super) channel: Channel,
    pub(super) sends: &'a Sends,
    /// The AWS account: with the table's name the salt of limiter keys.
    pub(super) account: &'a str,
    pub(super) identifier: &'a Identifier,
    pub(super) now: Timestamp,
    /// Any number; picks the part of a counter that is kept in parts.
    pub(super) random: u32,
}

impl Charges<'_> {
    /// All that this lane pays.
    pub(super) fn of(&self, lane: Lane<'_>) -> Result<Vec<Charge>, Unavailable> {
        let mut charges = Vec::new();
        let about = self.channel.about();
        let [unknown_browsers, devices] = about.lanes;
        let name = match lane {
            Lane::Device(device) => {
                charges.push(self.device(device)?);
                charges.push(self.devices_of_identifier()?);
                devices
            }
            Lane::Shared(source) => {
                charges.push(self.identifier()?);
                let source = self.salted(&source.map_or_else(|| "unknown".to_owned(), network));
                for limit in self.rules.per_source.as_slice() {
                    charges.push(self.counter("source", &format!("source#{source}"), limit, limit.count)?);
                }
                unknown_browsers
            }
        };
        for limit in self.sends.per_deployment.as_slice() {
            let shard = self.random % limit.shards();
            let mut charge = self.counter(about.breaker, &format!("deployment#{name}#{shard}"), limit, limit.share(shard))?;
            if matches!(lane, Lane::Device(_)) {
                charge.full = Full::AllDevices { name: about.breaker };
            }
            charges.push(charge);
        }
        Ok(charges)
    }

    /// The identifier's sliding windows of sends, and of failures, which close it to unknown browsers.
    fn identifier(&self) -> Result<Charge, Unavailable> {
        let key = identifier_key(self.table, self.account, self.identifier);
        let longest = self.sends.per_address.longest().max(self.rules.failures.longest());
        let update = self
            .update(&key)
            .update_expression("SET sends = list_append(:sends, if_not_exists(sends, :empty)), delete_at = :delete_at")
            .expression_attribute_values(":sends", AttributeValue::L(vec![time(self.now)]))
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .expression_attribute_values(":delete_at", time(self.now.plus(longest).plus(GRACE)));
        let lists = vec![("sends", self.sends.per_address.clone()), ("failures", self.rules.failures.clone())];
        let (update, condition) = self.within(update, &lists);
        Ok(Charge { update: built(update.condition_expression(condition))?, undo: Some(key), full: Full::Identifier { lists } })
    }

    /// The device's own sliding windows, if the table knows it.
    fn device(&self, device: &DeviceHash) -> Result<Charge, Unavailable> {
        let key = format!("device#{}", device.as_str());
        let update = self
            .update(&key)
            .update_expression("SET sends = list_append(:sends, if_not_exists(sends, :empty))")
            .expression_attribute_values(":sends", AttributeValue::L(vec![time(self.now)]))
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .expression_attribute_values(":now", time(self.now));
        let (update, within) = self.within(update, &[("sends", self.sends.per_device.clone())]);
        Ok(Charge {
            update: built(update.condition_expression(format!("expires_at > :now AND {within}")))?,
            undo: Some(key),
            full: Full::Device { per_device: self.sends.per_device.clone() },
        })
    }

    /// The sliding windows of all devices of the identifier: whoever can read its messages can make any number of devices.
    fn devices_of_identifier(&self) -> Result<Charge, Unavailable> {
        let key = format!("known#{}", self.salted(&self.identifier.limiter_key()));
        let update = self
            .update(&key)
            .update_expression("SET sends = list_append(:sends, if_not_exists(sends, :empty)), delete_at = :delete_at")
            .expression_attribute_values(":sends", AttributeValue::L(vec![time(self.now)]))
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .expression_attribute_values(":delete_at", time(self.now.plus(self.sends.per_device.longest()).plus(GRACE)));
        let (update, within) = self.within(update, &[("sends", self.sends.per_device.clone())]);
        Ok(Charge { update: built(update.condition_expression(within))?, undo: Some(key), full: Full::AllDevices { name: "device" } })
    }

    /// A fixed window: one item for each, gone when it is over.
    fn counter(&self, name: &'static str, prefix: &str, limit: &Limit, most: u32) -> Result<Charge, Unavailable> {
        let start = limit.window_start(self.now);
        let ends = start.plus(limit.window);
        // Windows of different lengths may begin together, so the key names the length as well.
        let key = format!("{prefix}#{}/{}", start.unix(), limit.window.as_secs());
        let update = self
            .update(&key)
            .update_expression("SET delete_at = :delete_at ADD #count :one")
            .condition_expression("attribute_not_exists(#count) OR #count < :most")
            .expression_attribute_names("#count", "count")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(most.into()))
            .expression_attribute_values(":delete_at", time(ends.plus(GRACE)));
        Ok(Charge { update: built(update)?, undo: None, full: Full::Window { name, ends } })
    }

    /// Takes the newest entry off a list. If another send came in between it takes that one's, which is as good: the number is right.
    pub(super) fn undo(&self, key: &str) -> Result<Update, Unavailable> {
        built(self.update(key).update_expression("REMOVE sends[0]").condition_expression("attribute_exists(sends[0])"))
    }

    /// The condition that one more entry is within all limits of all lists: the n-th newest has left its window.
    fn within(&self, mut update: UpdateBuilder, lists: &[(&'static str, Limits)]) -> (UpdateBuilder, String) {
        let mut conditions = Vec::new();
        for (list, limits) in lists {
            for limit in limits.as_slice() {
                let (nth, value) = (limit.count - 1, format!(":{list}{}", conditions.len()));
                conditions.push(format!("(attribute_not_exists({list}[{nth}]) OR {list}[{nth}] <= {value})"));
                update = update.expression_attribute_values(value, time(self.now.minus(limit.window)));
            }
        }
        (update, conditions.join(" AND "))
    }

    fn update(&self, key: &str) -> UpdateBuilder {
        Update::builder()
            .table_name(self.table)
            .key("pk", string(key))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    }

    fn salted(&self, text: &str) -> String {
        salted(self.table, self.account, text)
    }
}

/// The key of the item that counts an identifier's sends and failures.
pub(super) fn identifier_key(table: &str, account: &str, identifier: &Identifier) -> String {
    format!("address#{}", salted(table, account, &identifier.limiter_key()))
}

pub(super) fn write(update: Update) -> TransactWriteItem {
    TransactWriteItem::builder().update(update).build()
}

fn built(update: UpdateBuilder) -> Result<Update, Unavailable> {
    update.build().map_err(|_| Unavailable::NotAsked(UNBUILT))
}

/// A limiter key under which nobody finds an identifier by a table of precomputed hashes.
fn salted(table: &str, account: &str, text: &str) -> String {
    let salt = hmac::Key::new(hmac::HMAC_SHA256, format!("{account}/{table}").as_bytes());
    URL_SAFE_NO_PAD.encode(hmac::sign(&salt, text.as_bytes()))
}

/// Whom one person can hardly leave: an IPv4 address, or the /64 that a single line of IPv6 gets at least (RFC 4291, section 2.5.1).
fn network(source: IpAddr) -> String {
    match source.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests;
