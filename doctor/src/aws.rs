//! AWS as the operator reaches it: with a profile or the environment, as the AWS CLI does; and why a question got no answer.

use std::error::Error;
use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use aws_config::{AppName, BehaviorVersion, ConfigLoader, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::finding::Finding;

/// One account in one region.
pub(crate) struct Aws {
    /// What every client is made from.
    pub(crate) config: SdkConfig,
    /// The region.
    pub(crate) region: String,
}

impl Aws {
    /// As the operator is set up, but for what is named here; none without a region.
    pub(crate) async fn of_operator(region: Option<&str>, profile: Option<&str>) -> Option<Self> {
        let mut loader = loader();
        if let Some(region) = region {
            loader = loader.region(Region::new(region.to_owned()));
        }
        if let Some(profile) = profile {
            loader = loader.profile_name(profile);
        }
        Self::load(loader).await
    }

    /// What stands around the local run, which believes anybody.
    pub(crate) async fn of_local_run(region: &str) -> Option<Self> {
        let anybody = Credentials::new("local", "local", None, None, "local run");
        Self::load(loader().region(Region::new(region.to_owned())).credentials_provider(anybody)).await
    }

    async fn load(loader: ConfigLoader) -> Option<Self> {
        let config = loader.load().await;
        let region = config.region()?.to_string();
        Some(Self { config, region })
    }
}

fn loader() -> ConfigLoader {
    // The system's certificates: an operator may sit behind a proxy that has one of its own.
    let http_client = Builder::new().tls_provider(Provider::rustls(CryptoMode::Ring)).build_https();
    let timeouts =
        TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(5)).operation_timeout(Duration::from_secs(15)).build();
    let loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client).timeout_config(timeouts);
    match AppName::new("authress-passwordless-doctor") {
        Ok(name) => loader.app_name(name),
        Err(_) => loader,
    }
}

/// Why AWS did not say.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unanswered {
    /// These credentials may not ask.
    #[error("your credentials do not allow it")]
    Denied,
    /// There are no credentials.
    #[error("there are no AWS credentials that work ({0})")]
    NoCredentials(String),
    /// AWS does not take these credentials.
    #[error("AWS does not accept your credentials ({0})")]
    NotAccepted(String),
    /// No answer.
    #[error("AWS cannot be reached ({0})")]
    Unreachable(String),
    /// AWS says something else.
    #[error("AWS answered {0}")]
    Other(String),
}

impl Unanswered {
    /// What `error` comes down to.
    pub(crate) fn of<E, R>(error: &SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
        R: std::fmt::Debug + 'static,
    {
        let code = shared::aws::code(error).to_owned();
        match (error, code.as_str()) {
            (SdkError::ServiceError(_), "AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation") => Self::Denied,
            (
                SdkError::ServiceError(_),
                "ExpiredToken"
                | "ExpiredTokenException"
                | "InvalidClientTokenId"
                | "UnrecognizedClientException"
                | "SignatureDoesNotMatch"
                | "InvalidSignatureException",
            ) => Self::NotAccepted(code),
            // An error's text may repeat what was asked for; its code never does.
            (SdkError::ServiceError(_), _) => Self::Other(code),
            _ if causes(error).any(<dyn Error>::is::<CredentialsError>) => Self::NoCredentials(why_none(error)),
            _ => Self::Unreachable(root(error)),
        }
    }

    /// The finding of a check that could not be made; with `permission` it could be.
    pub(crate) fn finding(&self, subject: &'static str, permission: &str) -> Finding {
        Finding::warning(subject, format!("Could not be checked: {self}."), self.advice(permission))
    }

    /// What to do, so that it is answered.
    pub(crate) fn advice(&self, permission: &str) -> String {
        match self {
            Self::Denied => format!("Use credentials that allow {permission}."),
            Self::NoCredentials(_) | Self::NotAccepted(_) => {
                "Sign in (aws sso login --profile P) and name the profile with --profile, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.".to_owned()
            }
            Self::Unreachable(_) => "Check this machine's network and the region, and run this again.".to_owned(),
            Self::Other(_) => format!("Run this again; if it stays, ask with the AWS CLI what is wrong. It needs {permission}."),
        }
    }
}

/// The chain's last source is the machine's own role: on an operator's machine its complaint means that nothing else was found.
fn why_none(error: &(dyn Error + 'static)) -> String {
    let reason = root(error);
    if reason.contains("IMDS") { "none in the environment and none in your AWS configuration".to_owned() } else { reason }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| <dyn Error>::source(*error))
}

/// The innermost reason: the outer ones say little.
pub(crate) fn root(error: &(dyn Error + 'static)) -> String {
    causes(error).last().map_or_else(String::new, ToString::to_string)
}
