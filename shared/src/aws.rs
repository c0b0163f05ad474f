//! How we speak to AWS: one HTTP stack over `ring`, the Amazon roots, the budgets of DESIGN.md. The SDK's variables for
//! region, credentials, endpoints and certificates work as everywhere; a blank one means absent (the SDK would take it for an endpoint).

use std::fs;
use std::time::Duration;

use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::config::{Environment, Fault};

/// Amazon Trust Services' roots, which all AWS endpoints chain to: reading the system's 144 costs more than the rest of the start.
const ROOTS: &str = include_str!("aws/roots.pem");

/// What every AWS client of a function is made from.
#[derive(Debug)]
pub struct Aws {
    base: SdkConfig,
    endpoints: Endpoints,
}

#[derive(Debug)]
struct Endpoints {
    all: Option<String>,
    dynamodb: Option<String>,
    sesv2: Option<String>,
    secrets_manager: Option<String>,
}

/// A service we call; each has an endpoint variable and a budget of its own.
#[derive(Clone, Copy, Debug)]
pub enum Service {
    /// 1 s a try, 3 tries.
    DynamoDb,
    /// 2 s a try, 2 tries.
    SesV2,
    /// Asked in init, and again after a failure: 1 s a try, 2 tries.
    SecretsManager,
}

impl Service {
    /// How long a try may take, and how many there are (DESIGN.md, Numbers).
    const fn tries(self) -> (Duration, u32) {
        match self {
            Self::DynamoDb => (Duration::from_secs(1), 3),
            // The second try is the mailer's own: it has to know what became of the first.
            Self::SesV2 => (Duration::from_secs(2), 1),
            Self::SecretsManager => (Duration::from_secs(1), 2),
        }
    }

    /// The time-outs of a call for which no more time is left than `remaining`.
    #[must_use]
    pub fn timeouts(self, remaining: Duration) -> TimeoutConfig {
        let (attempt, attempts) = self.tries();
        // Half a second on top of the tries, for the waits between them. A time-out of zero would mean none.
        let whole = (attempt * attempts + Duration::from_millis(500)).min(remaining).max(Duration::from_millis(1));
        let attempt = attempt.min(whole);
        TimeoutConfig::builder().connect_timeout(attempt).operation_attempt_timeout(attempt).operation_timeout(whole).build()
    }
}

impl Aws {
    /// Reads the SDK's variables. Credentials come from the environment, as Lambda gives them; without them, from the SDK's chain.
    ///
    /// # Errors
    /// [`Fault`] for a missing region, an endpoint that is no URL, and a certificate bundle that cannot be read.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let region = environment.get("AWS_REGION").or_else(|| environment.get("AWS_DEFAULT_REGION"));
        let region = Region::new(region.ok_or_else(|| Fault::new("AWS_REGION", "is missing"))?.to_owned());
        let http_client = http_client(environment)?;
        let mut base = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(region.clone())
            .credentials_provider(credentials(environment, region, &http_client))
            .http_client(http_client)
            .time_source(aws_smithy_async::time::SystemTimeSource::new())
            .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new());
        base.set_app_name(AppName::new("authress-passwordless").ok());
        Ok(Self { base: base.build(), endpoints: Endpoints::read(environment)? })
    }

    /// The configuration for the client of one service.
    #[must_use]
    pub fn config(&self, service: Service) -> SdkConfig {
        let endpoint = match service {
            Service::DynamoDb => &self.endpoints.dynamodb,
            Service::SesV2 => &self.endpoints.sesv2,
            Service::SecretsManager => &self.endpoints.secrets_manager,
        };
        let (_, attempts) = service.tries();
        let timeouts = service.timeouts(Duration::MAX);
        let retries = RetryConfig::standard()
            .with_max_attempts(attempts)
            .with_initial_backoff(Duration::from_millis(50))
            .with_max_backoff(Duration::from_millis(200));
        let mut config = self.base.to_builder().timeout_config(timeouts).retry_config(retries);
        config.set_endpoint_url(endpoint.clone().or_else(|| self.endpoints.all.clone()));
        config.build()
    }
}

impl Endpoints {
    fn read(environment: &Environment) -> Result<Self, Fault> {
        let url = |variable| match environment.get(variable) {
            Some(url) if !url.starts_with("http://") && !url.starts_with("https://") => {
                Err(Fault::new(variable, "must be an http: or https: URL"))
            }
            url => Ok(url.map(str::to_owned)),
        };
        Ok(Self {
            all: url("AWS_ENDPOINT_URL")?,
            dynamodb: url("AWS_ENDPOINT_URL_DYNAMODB")?,
            sesv2: url("AWS_ENDPOINT_URL_SESV2")?,
            secrets_manager: url("AWS_ENDPOINT_URL_SECRETS_MANAGER")?,
        })
    }
}

fn credentials(environment: &Environment, region: Region, http_client: &SharedHttpClient) -> SharedCredentialsProvider {
    if let (Some(id), Some(secret)) = (environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")) {
        let token = environment.get("AWS_SESSION_TOKEN").map(str::to_owned);
        return SharedCredentialsProvider::new(Credentials::new(id, secret, token, None, "environment"));
    }
    // Without a client it would panic where it has to ask somebody: the instance, a container, a token endpoint.
    let config = ProviderConfig::without_region().with_region(Some(region)).with_http_client(http_client.clone());
    SharedCredentialsProvider::new(LazyChain { config, chain: tokio::sync::OnceCell::new() })
}

/// The SDK's chain of credential sources (profile, web identity, instance), made when it is first asked: it reads files.
#[derive(Debug)]
struct LazyChain {
    config: ProviderConfig,
    chain: tokio::sync::OnceCell<DefaultCredentialsChain>,
}

impl aws_credential_types::provider::ProvideCredentials for LazyChain {
    fn provide_credentials<'a>(&'a self) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        aws_credential_types::provider::future::ProvideCredentials::new(async {
            let chain = self.chain.get_or_init(|| DefaultCredentialsChain::builder().configure(self.config.clone()).build()).await;
            chain.provide_credentials().await
        })
    }
}

/// One client, shared by all services. `AWS_CA_BUNDLE` or `SSL_CERT_FILE` replaces the roots, for endpoints that are not AWS's own.
fn http_client(environment: &Environment) -> Result<SharedHttpClient, Fault> {
    let bundle = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].into_iter().find_map(|variable| Some((variable, environment.get(variable)?)));
    let roots = match bundle {
        None => ROOTS.to_owned(),
        Some((variable, path)) => {
            let bundle = fs::read_to_string(path).map_err(|_| Fault::new(variable, "names a file that cannot be read"))?;
            usable_roots(&bundle).ok_or_else(|| Fault::new(variable, "names a file without a certificate"))?
        }
    };
    let trust = TrustStore::empty().with_pem_certificate(roots);
    let context =
        TlsContext::builder().with_trust_store(trust).build().map_err(|_| Fault::new("AWS_CA_BUNDLE", "is no list of certificates"))?;
    Ok(Builder::new().tls_provider(Provider::rustls(CryptoMode::Ring)).tls_context(context).build_https())
}

/// The certificates of a bundle that TLS can use: the SDK's client panics on any other, at the first request.
fn usable_roots(bundle: &str) -> Option<String> {
    const END: &str = "-----END CERTIFICATE-----";
    let usable = |block: &&str| {
        let certificate = CertificateDer::from_pem_slice(block.as_bytes()).ok();
        certificate.is_some_and(|certificate| webpki::anchor_from_trusted_cert(&certificate).is_ok())
    };
    let roots: Vec<&str> = bundle.split_inclusive(END).filter(usable).collect();
    (!roots.is_empty()).then(|| roots.concat())
}

/// What to log of a failed call: the service's error code, else the kind of failure. Never the message.
#[must_use]
pub fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> &str {
    match error {
        SdkError::ServiceError(service) => service.err().code().unwrap_or("unknown service error"),
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "connection failed",
        SdkError::ResponseError(_) => "unreadable response",
        _ => "request not built",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_are_usable_and_what_is_none_is_left_out() {
        let ours = usable_roots(ROOTS).unwrap();
        assert_eq!(ours.matches("BEGIN CERTIFICATE").count(), 5);
        let odd = format!("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{ROOTS}");
        assert_eq!(usable_roots(&odd).unwrap().matches("BEGIN CERTIFICATE").count(), 5);
        assert_eq!(usable_roots("no certificate"), None);
    }
}
