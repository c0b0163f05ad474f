//! The table of a local run, for what would take time: whoever waits is spared it by what is stored being older.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;

use crate::process::Process;
use crate::visitor::{Form, field};

const NAME: &str = "authress-passwordless";

/// The table, as a local run has made it.
pub(crate) struct Table(Client);

impl Table {
    pub(crate) fn of(process: &Process) -> Self {
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(&process.dynamodb)
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("local", "local", None, None, "test"))
            .http_client(aws_smithy_http_client::Builder::new().build_http());
        Self(Client::from_conf(config.build()))
    }

    /// Sets an attribute of the form's flow.
    pub(crate) async fn set(&self, form: &Form, attribute: &str, value: AttributeValue) {
        let update = self.0.update_item().table_name(NAME).key("pk", key(form));
        let update = update.update_expression("SET #it = :value").expression_attribute_names("#it", attribute);
        update.expression_attribute_values(":value", value).send().await.unwrap();
    }

    /// Makes every guess of the flow so much older.
    pub(crate) async fn age_the_guesses(&self, form: &Form, seconds: u64) {
        let mut guessed_at = self.attribute(form, "guessed_at").await.as_m().unwrap().clone();
        for time in guessed_at.values_mut() {
            *time = earlier(time, seconds);
        }
        self.set(form, "guessed_at", AttributeValue::M(guessed_at)).await;
    }

    /// Makes the flow's one code so much older.
    pub(crate) async fn age_the_code(&self, form: &Form, seconds: u64) {
        let mut code = self.attribute(form, "codes").await.as_l().unwrap()[0].as_m().unwrap().clone();
        code.insert("expires_at".to_owned(), earlier(&code["expires_at"], seconds));
        self.set(form, "codes", AttributeValue::L(vec![AttributeValue::M(code)])).await;
    }

    /// Takes the whole table away.
    pub(crate) async fn drop(&self) {
        self.0.update_table().table_name(NAME).deletion_protection_enabled(false).send().await.unwrap();
        self.0.delete_table().table_name(NAME).send().await.unwrap();
    }

    async fn attribute(&self, form: &Form, name: &str) -> AttributeValue {
        let item = self.0.get_item().table_name(NAME).key("pk", key(form)).send().await.unwrap().item.unwrap();
        item[name].clone()
    }
}

fn key(form: &Form) -> AttributeValue {
    AttributeValue::S(format!("flow#{}", field(form, "flow")))
}

fn earlier(time: &AttributeValue, seconds: u64) -> AttributeValue {
    let time: u64 = time.as_n().unwrap().parse().unwrap();
    AttributeValue::N((time - seconds).to_string())
}
