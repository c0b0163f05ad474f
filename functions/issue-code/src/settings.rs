//! Everything issue-code is given at its start.

use std::time::Duration;

use shared::aws::Aws;
use shared::config::{Environment, Fault, Rules, Site};
use shared::flow::CodeDigits;
use shared::http::Headers;
use shared::mail::Mailer;
use shared::store::Issuing;

use crate::domains::Domains;

/// The settings, and the clients made of them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) site: Site,
    pub(crate) headers: Headers,
    pub(crate) digits: CodeDigits,
    pub(crate) lifetime: Duration,
    pub(crate) domains: Domains,
    pub(crate) store: Issuing,
    pub(crate) mailer: Mailer,
}

impl Settings {
    /// The defaults are those of DESIGN.md, Numbers.
    pub(crate) fn read(environment: &Environment) -> Result<Self, Fault> {
        let site = Site::read(environment)?;
        let aws = Aws::read(environment)?;
        let rules = Rules::read(environment)?;
        Ok(Self {
            headers: Headers::of(&site),
            digits: environment.code_digits()?,
            lifetime: environment.code_lifetime()?,
            domains: Domains::read(environment)?,
            store: Issuing::new(environment, &aws, rules)?,
            mailer: Mailer::new(environment, &aws)?,
            site,
        })
    }
}
