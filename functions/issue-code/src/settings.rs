//! Everything issue-code is given at its start.

use std::time::Duration;

use shared::aws::Aws;
use shared::config::{Environment, Fault, Site};
use shared::flow::CodeDigits;
use shared::http::Headers;
use shared::mail::Mailer;
use shared::store::{Issuing, Rules};

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
        let rules = Rules { cooldowns: environment.cooldowns()?, per_address: environment.parse("SENDS_PER_ADDRESS", "5/15m,8/h,15/d")? };
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
