//! The SDK's chain of credential sources (profile, web identity, instance), for a local run against a real account.

use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::future::ProvideCredentials as Provided;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::region::Region;

/// The chain, which asks whomever it has to ask through `http_client`: without one it would panic there.
pub(super) fn credentials(region: Region, http_client: &SharedHttpClient) -> SharedCredentialsProvider {
    let config = ProviderConfig::without_region().with_region(Some(region)).with_http_client(http_client.clone());
    SharedCredentialsProvider::new(LazyChain { config, chain: tokio::sync::OnceCell::new() })
}

/// Made when it is first asked: it reads files.
#[derive(Debug)]
struct LazyChain {
    config: ProviderConfig,
    chain: tokio::sync::OnceCell<DefaultCredentialsChain>,
}

impl ProvideCredentials for LazyChain {
    fn provide_credentials<'a>(&'a self) -> Provided<'a>
    where
        Self: 'a,
    {
        Provided::new(async {
            let chain = self.chain.get_or_init(|| DefaultCredentialsChain::builder().configure(self.config.clone()).build()).await;
            chain.provide_credentials().await
        })
    }
}
