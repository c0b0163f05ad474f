//! DynamoDB: an embedded engine that speaks the wire protocol on loopback, and the one table, made there or wherever
//! else `AWS_ENDPOINT_URL_DYNAMODB` points.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::{AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TimeToLiveSpecification};
use aws_sdk_dynamodb::{Client, Config};
use dynoxide::Database;
use tokio::net::TcpListener;

use crate::StartError;

/// The longest a foreign endpoint may delay the start: enough for a machine on which much starts at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// Starts the embedded engine on `listener`, in memory. It serves until `stop` resolves.
pub(crate) fn serve(
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<impl Future<Output = ()> + Send + 'static, StartError> {
    let database = Database::memory().map_err(|fault| StartError::Dynamodb(fault.to_string()))?;
    Ok(async move {
        // What it could report is a listener that broke; its callers notice.
        let _ = dynoxide::server::serve_with_shutdown(listener, database, stop).await;
    })
}

/// Makes the functions' table at `endpoint` if it is not there; the error says in one line why it could not.
pub(crate) async fn make_table(endpoint: &str, environment: &HashMap<String, String>) -> Result<(), String> {
    let name = environment.get("TABLE_NAME").map_or("", String::as_str);
    let made = async {
        let client = client(endpoint, environment);
        match create(&client, name).await {
            Ok(()) => expire(&client, name).await,
            Err(Fault::Exists) => Ok(()),
            Err(fault) => Err(fault),
        }
    };
    let reason = match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(fault)) => fault.to_string(),
        Err(_) => format!("no answer within {} ms", PATIENCE.as_millis()),
    };
    Err(format!("the table {name} could not be made at {endpoint}: {reason}"))
}

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the table exists")]
    Exists,
    #[error("{0}")]
    Refused(String),
}

impl Fault {
    /// The reason with its reasons, in one line: the SDK's outermost error says little.
    fn refused(fault: &dyn Error) -> Self {
        let (mut reason, mut source) = (fault.to_string(), fault.source());
        while let Some(fault) = source {
            reason = format!("{reason}: {fault}");
            source = fault.source();
        }
        Self::Refused(reason)
    }
}

/// A client that knows no TLS: only emulators and proxies on plain HTTP are given a table.
fn client(endpoint: &str, environment: &HashMap<String, String>) -> Client {
    let value = |name: &str| environment.get(name).cloned();
    // Some emulators keep one set of tables per region and access key, so the functions' own are used.
    let credentials = Credentials::new(
        value("AWS_ACCESS_KEY_ID").unwrap_or_default(),
        value("AWS_SECRET_ACCESS_KEY").unwrap_or_default(),
        value("AWS_SESSION_TOKEN"),
        None,
        "environment",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(value("AWS_REGION").map(Region::new))
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build())
        .build();
    Client::from_conf(config)
}

async fn create(client: &Client, name: &str) -> Result<(), Fault> {
    let key = KeySchemaElement::builder().attribute_name("pk").key_type(KeyType::Hash).build();
    let attribute = AttributeDefinition::builder().attribute_name("pk").attribute_type(ScalarAttributeType::S).build();
    let (key, attribute) = (key.map_err(|e| Fault::refused(&e))?, attribute.map_err(|e| Fault::refused(&e))?);
    let created = client
        .create_table()
        .table_name(name)
        .key_schema(key)
        .attribute_definitions(attribute)
        .billing_mode(BillingMode::PayPerRequest)
        .deletion_protection_enabled(true)
        .send()
        .await;
    match created {
        Ok(_) => Ok(()),
        Err(SdkError::ServiceError(fault)) if fault.err().is_resource_in_use_exception() => Err(Fault::Exists),
        Err(fault) => Err(Fault::refused(&fault)),
    }
}

async fn expire(client: &Client, name: &str) -> Result<(), Fault> {
    let specification = TimeToLiveSpecification::builder().attribute_name("delete_at").enabled(true).build();
    let specification = specification.map_err(|e| Fault::refused(&e))?;
    let set = client.update_time_to_live().table_name(name).time_to_live_specification(specification).send().await;
    set.map(drop).map_err(|fault| Fault::refused(&fault))
}
