//! The table: whether it is there, forgets what is over, and cannot be deleted by mistake.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::{PointInTimeRecoveryStatus, TableDescription, TableStatus, TimeToLiveDescription, TimeToLiveStatus};

use crate::aws::Unanswered;
use crate::finding::Finding;

const TABLE: &str = "table";
const EXPIRY: &str = "table's expiry";
const BACKUPS: &str = "table's backups";

/// What `shared::store` writes for DynamoDB to delete items by.
const DELETE_AT: &str = "delete_at";

/// All about the table `name`; the backups only where there can be any.
pub(crate) async fn check(client: &Client, region: &str, name: &str, has_backups: bool) -> Vec<Finding> {
    let table = match client.describe_table().table_name(name).send().await {
        Ok(answer) => answer.table,
        Err(SdkError::ServiceError(error)) if error.err().is_resource_not_found_exception() => return vec![missing(name)],
        Err(error) => return vec![Unanswered::of(&error).finding(TABLE, "dynamodb:DescribeTable")],
    };
    let Some(table) = table else { return vec![missing(name)] };
    let mut findings = vec![judge_table(region, name, &table), expiry(client, region, name).await];
    if has_backups {
        findings.push(backups(client, region, name).await);
    }
    findings
}

fn missing(name: &str) -> Finding {
    let sentence = format!("There is no table {name}: nobody can sign in.");
    Finding::failure(TABLE, sentence, "Somebody deleted it. Deploy the stack under a new name, so that it makes another.")
}

fn judge_table(region: &str, name: &str, table: &TableDescription) -> Finding {
    let state = table.table_status().map_or("in an unknown state", TableStatus::as_str);
    if !matches!(state, "ACTIVE" | "UPDATING") {
        let advice = "Wait until it is ACTIVE; if it stays so, see its page in the DynamoDB console.";
        return Finding::failure(TABLE, format!("The table {name} is {state}: nobody can sign in."), advice);
    }
    if table.deletion_protection_enabled() != Some(true) {
        let advice = format!("aws dynamodb update-table --region {region} --table-name {name} --deletion-protection-enabled");
        return Finding::warning(TABLE, format!("The table {name} is there, but may be deleted by mistake."), advice);
    }
    Finding::good(TABLE, format!("{name} is {state} and protected from deletion."))
}

async fn expiry(client: &Client, region: &str, name: &str) -> Finding {
    match client.describe_time_to_live().table_name(name).send().await {
        Ok(answer) => judge_expiry(region, name, answer.time_to_live_description()),
        Err(error) => Unanswered::of(&error).finding(EXPIRY, "dynamodb:DescribeTimeToLive"),
    }
}

fn judge_expiry(region: &str, name: &str, expiry: Option<&TimeToLiveDescription>) -> Finding {
    let status = expiry.and_then(TimeToLiveDescription::time_to_live_status);
    let attribute = expiry.and_then(TimeToLiveDescription::attribute_name).unwrap_or_default();
    let set = format!(
        "aws dynamodb update-time-to-live --region {region} --table-name {name} --time-to-live-specification Enabled=true,AttributeName={DELETE_AT}"
    );
    match status {
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling) if attribute == DELETE_AT => {
            Finding::good(EXPIRY, format!("DynamoDB deletes what is over, by {DELETE_AT}."))
        }
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling) => {
            let sentence = format!("TTL is on for the attribute {attribute}, which no item has: nothing is ever deleted.");
            Finding::failure(EXPIRY, sentence, format!("Turn it off for {attribute} and, an hour later, on for the right one: {set}"))
        }
        _ => {
            let sentence = "TTL is off: people can sign in, but their addresses stay in the table for good.";
            Finding::failure(EXPIRY, sentence, set)
        }
    }
}

async fn backups(client: &Client, region: &str, name: &str) -> Finding {
    let answer = match client.describe_continuous_backups().table_name(name).send().await {
        Ok(answer) => answer,
        Err(error) => return Unanswered::of(&error).finding(BACKUPS, "dynamodb:DescribeContinuousBackups"),
    };
    let recovery = answer.continuous_backups_description().and_then(|backups| backups.point_in_time_recovery_description());
    let recovery = recovery.and_then(|recovery| recovery.point_in_time_recovery_status());
    judge_backups(region, name, recovery == Some(&PointInTimeRecoveryStatus::Enabled))
}

/// Nobody is kept from signing in without them.
fn judge_backups(region: &str, name: &str, kept: bool) -> Finding {
    if kept {
        let sentence = "Point-in-time recovery is on: what was deleted stays restorable for as long as it is kept, addresses included.";
        return Finding::good(BACKUPS, sentence);
    }
    let sentence = "Point-in-time recovery is off: a table lost by mistake would lose its limits and known devices.";
    let advice = format!(
        "aws dynamodb update-continuous-backups --region {region} --table-name {name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=1"
    );
    Finding::warning(BACKUPS, sentence, advice)
}
