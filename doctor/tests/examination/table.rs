//! The table is gone, unprotected, or keeps everything.

use serde_json::{Value, json};

use crate::support::Street;

/// Changes the embedded table for real.
async fn change(street: &Street, operation: &str, request: &Value) {
    let call = reqwest::Client::builder().no_proxy().build().unwrap().post(&street.running.dynamodb);
    let authorization = "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
    let call = call
        .header("x-amz-target", format!("DynamoDB_20120810.{operation}"))
        .header("authorization", authorization)
        .header("x-amz-date", "20260101T000000Z");
    let answer = call.header("content-type", "application/x-amz-json-1.0").body(request.to_string()).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

const TABLE: &str = "authress-passwordless";

async fn expires_by(street: &Street, attribute: &str, enabled: bool) {
    let specification = json!({ "Enabled": enabled, "AttributeName": attribute });
    change(street, "UpdateTimeToLive", &json!({ "TableName": TABLE, "TimeToLiveSpecification": specification })).await;
}

#[tokio::test]
async fn a_table_that_keeps_everything_is_found() {
    let street = Street::start().await;
    expires_by(&street, "delete_at", false).await;
    let visit = street.examine(&[]).await;
    visit.fails(1).says("FAIL", "table's expiry", "TTL is off: people can sign in, but their addresses stay in the table for good.");
    visit.advises("aws dynamodb update-time-to-live --region eu-west-1 --table-name authress-passwordless --time-to-live-specification Enabled=true,AttributeName=delete_at");
    expires_by(&street, "expires_at", true).await;
    street.examine(&[]).await.fails(1).says("FAIL", "table's expiry", "TTL is on for the attribute expires_at");
}

#[tokio::test]
async fn a_table_that_may_be_deleted_or_is_gone_is_found() {
    let street = Street::start().await;
    change(&street, "UpdateTable", &json!({ "TableName": TABLE, "DeletionProtectionEnabled": false })).await;
    street.examine(&[]).await.fails(0).says("warn", "table", "may be deleted by mistake").advises("--deletion-protection-enabled");
    change(&street, "DeleteTable", &json!({ "TableName": TABLE })).await;
    street.examine(&[]).await.fails(1).says("FAIL", "table", "There is no table authress-passwordless");
}

#[tokio::test]
async fn backups_that_are_not_kept_are_missed() {
    let street = Street::start().await;
    let recovery = json!({ "PointInTimeRecoveryStatus": "DISABLED" });
    let backups = json!({ "ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": recovery });
    street.aws.says("DescribeContinuousBackups", 200, &json!({ "ContinuousBackupsDescription": backups }));
    street
        .examine(&[])
        .await
        .fails(0)
        .says("warn", "table's backups", "Point-in-time recovery is off")
        .advises("update-continuous-backups");
    street.aws.no_output("TableName");
    street.examine(&[]).await.fails(0).says("warn", "table", "the stack has no output TableName");
}
