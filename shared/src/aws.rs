//! How we speak to AWS: one HTTP stack over `ring`, the Amazon roots, for each [`Service`] a budget of time. The SDK's variables for
//! region, credentials, endpoints and certificates work as everywhere; a blank one means absent (the SDK would take it for an endpoint).

use std::fs;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::region::Region;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::config::{Environment, Fault};

#[cfg(feature = "chain")]
mod chain;
mod service;

pub use service::Service;

/// Amazon Trust Services' roots, which all AWS endpoints chain to: reading the system's 144 costs more than the rest of the start.
const ROOTS: &str = include_str!("aws/roots.pem");

/// How long a connection may take to stand, TLS included: the longest try there is. A shorter one ends by itself.
const CONNECT: Duration = Duration::from_secs(2);

/// How long a start waits for one: as long as the shortest try.
const OPEN: Duration = Duration::from_secs(1);

/// What every AWS client of a function is made from.
#[derive(Debug)]
pub struct Aws {
    base: SdkConfig,
    connector: SharedHttpConnector,
    endpoints: Endpoints,
}

#[derive(Debug)]
struct Endpoints {
    all: Option<String>,
    dynamodb: Option<String>,
    sesv2: Option<String>,
    sms: Option<String>,
    secrets_manager: Option<String>,
    kms: Option<String>,
}

impl Aws {
    /// Reads the SDK's variables. Credentials come from the environment, as Lambda gives them; without them, where the feature `chain` is
    /// on, from the SDK's chain.
    ///
    /// # Errors
    /// [`Fault`] for a missing region or missing credentials, an endpoint that is no URL, and a certificate bundle that cannot be read.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let region = environment.get("AWS_REGION").or_else(|| environment.get("AWS_DEFAULT_REGION"));
        let region = Region::new(region.ok_or_else(|| Fault::new("AWS_REGION", "is missing"))?.to_owned());
        let connector = connector(environment)?;
        let http_client = SharedHttpClient::new(OneConnector(connector.clone()));
        let mut base = SdkConfig::builder()
            // Named, since how long the SDK waits between tries goes with it, and our budgets count on that.
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(region.clone())
            .credentials_provider(credentials(environment, &region, &http_client)?)
            .http_client(http_client)
            // Every try has an end; watching bytes arrive besides costs each call more than it could tell.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .time_source(SystemTimeSource::new())
            .sleep_impl(TokioSleep::new());
        base.set_app_name(AppName::new("authress-passwordless").ok());
        Ok(Self { base: base.build(), connector, endpoints: Endpoints::read(environment)? })
    }

    /// The configuration for the client of one service: its endpoint, its time for a try and its number of tries ([`Service`]), with pauses
    /// of at most 200 ms between them.
    #[must_use]
    pub fn config(&self, service: Service) -> SdkConfig {
        let (attempt, attempts) = service.tries();
        // Of the tries alone: their number and the longest wait between two bound the whole, and every timer is a system call.
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(attempt).build();
        let retries = RetryConfig::standard()
            .with_max_attempts(attempts)
            .with_initial_backoff(Duration::from_millis(50))
            .with_max_backoff(Duration::from_millis(200));
        let mut config = self.base.to_builder().timeout_config(timeouts).retry_config(retries);
        config.set_endpoint_url(self.endpoint(service));
        config.build()
    }

    /// The endpoint that the environment names for `service`.
    pub(crate) fn endpoint(&self, service: Service) -> Option<String> {
        let Endpoints { all, dynamodb, sesv2, sms, secrets_manager, kms } = &self.endpoints;
        let own = match service {
            Service::DynamoDb => dynamodb,
            Service::SesV2 => sesv2,
            Service::Sms => sms,
            Service::SecretsManager => secrets_manager,
            Service::Kms => kms,
        };
        own.clone().or_else(|| all.clone())
    }

    /// The region's name.
    pub(crate) fn region(&self) -> Option<String> {
        self.base.region().map(ToString::to_string)
    }

    /// Opens a connection to the service at `url`, which the first call then finds. For a start: there Lambda gives a whole processor,
    /// while an invocation of a 256 MB function has a seventh. What is sent is `GET /`, which is no call of any API: it is not signed, not
    /// charged, and touches no table. Should it fail, the first call connects.
    pub(crate) async fn open(&self, url: &str) {
        let Ok(request) = HttpRequest::get(url) else { return };
        let answer = async {
            let answer = self.connector.call(request).await.ok()?;
            // To its end, or the connection is not kept.
            ByteStream::new(answer.into_body()).collect().await.ok()
        };
        let _ = tokio::time::timeout(OPEN, answer).await;
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
            sms: url("AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2")?,
            secrets_manager: url("AWS_ENDPOINT_URL_SECRETS_MANAGER")?,
            kms: url("AWS_ENDPOINT_URL_KMS")?,
        })
    }
}

#[cfg_attr(feature = "chain", expect(clippy::unnecessary_wraps, reason = "without the chain, no credentials are a fault"))]
#[cfg_attr(not(feature = "chain"), expect(unused_variables, reason = "who asks nobody needs neither region nor client"))]
fn credentials(environment: &Environment, region: &Region, http_client: &SharedHttpClient) -> Result<SharedCredentialsProvider, Fault> {
    if let (Some(id), Some(secret)) = (environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")) {
        let token = environment.get("AWS_SESSION_TOKEN").map(str::to_owned);
        return Ok(SharedCredentialsProvider::new(Credentials::new(id, secret, token, None, "environment")));
    }
    #[cfg(feature = "chain")]
    return Ok(chain::credentials(region.clone(), http_client));
    #[cfg(not(feature = "chain"))]
    Err(Fault::new("AWS_ACCESS_KEY_ID", "is missing, or AWS_SECRET_ACCESS_KEY"))
}

/// The client of all services: one connector, so that the roots are read once and who calls finds the connection that was opened in init.
/// (The SDK's own client makes a connector for each client and each set of time-outs.)
#[derive(Debug)]
struct OneConnector(SharedHttpConnector);

impl HttpClient for OneConnector {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        self.0.clone()
    }
}

/// `AWS_CA_BUNDLE` or `SSL_CERT_FILE` replaces the roots, for endpoints that are not AWS's own.
fn connector(environment: &Environment) -> Result<SharedHttpConnector, Fault> {
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
    let connector = Connector::builder()
        .tls_provider(Provider::rustls(CryptoMode::Ring))
        .tls_context(context)
        .connector_settings(HttpConnectorSettings::builder().connect_timeout(CONNECT).build())
        .sleep_impl(TokioSleep::new());
    Ok(SharedHttpConnector::new(connector.build()))
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

/// Opens a connection to `$service`, whose endpoint its SDK `$sdk` knows (see [`Aws::open`]). A macro, since each SDK has types of its own.
macro_rules! connect {
    ($aws:expr, $service:expr, $sdk:ident) => {
        async {
            use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};

            let params = Params::builder().set_region($aws.region()).set_endpoint($aws.endpoint($service)).build();
            let Ok(params) = params else { return };
            if let Ok(endpoint) = DefaultResolver::new().resolve_endpoint(&params).await {
                $aws.open(endpoint.url()).await;
            }
        }
    };
}
pub(crate) use connect;

/// What to log of a failed call: the service's error code, else the kind of failure. Never the message: SES puts the recipient into its.
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

    /// A connection that is opened ahead goes where the calls will go.
    #[test]
    fn the_region_is_the_one_that_the_environment_names() {
        let region = |named: &[(&str, &str)]| {
            let keys = [("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret")];
            let variables = keys.iter().chain(named).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            Aws::read(&Environment::new(variables.collect())).unwrap().region().unwrap()
        };
        assert_eq!(region(&[("AWS_REGION", "eu-central-2"), ("AWS_DEFAULT_REGION", "us-east-1")]), "eu-central-2");
        assert_eq!(region(&[("AWS_DEFAULT_REGION", "us-east-1")]), "us-east-1");
    }

    #[test]
    fn the_roots_are_usable_and_what_is_none_is_left_out() {
        let ours = usable_roots(ROOTS).unwrap();
        assert_eq!(ours.matches("BEGIN CERTIFICATE").count(), 5);
        let odd = format!("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{ROOTS}");
        assert_eq!(usable_roots(&odd).unwrap().matches("BEGIN CERTIFICATE").count(), 5);
        assert_eq!(usable_roots("no certificate"), None);
    }
}
