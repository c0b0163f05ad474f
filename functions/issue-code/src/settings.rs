//! Everything issue-code is given at its start.

use std::time::Duration;

use shared::aws::Aws;
use shared::config::{Environment, Fault, Rules, Site};
use shared::flow::CodeDigits;
use shared::mail::Mailer;
use shared::store::Issuing;

use crate::domains::Domains;

/// The settings, and the clients made of them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) site: Site,
    pub(crate) digits: CodeDigits,
    pub(crate) lifetime: Duration,
    pub(crate) domains: Domains,
    pub(crate) store: Issuing,
    pub(crate) mailer: Mailer,
    pub(crate) code_in_subject: bool,
}

impl Settings {
    /// The defaults are those of DESIGN.md, Numbers.
    pub(crate) fn read(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let site = Site::read(environment)?;
        let rules = Rules::read(environment)?;
        Ok(Self {
            digits: environment.code_digits()?,
            lifetime: environment.code_lifetime()?,
            domains: Domains::read(environment)?,
            store: Issuing::new(environment, aws, rules)?,
            mailer: Mailer::new(environment, aws)?,
            code_in_subject: environment.flag("CODE_IN_SUBJECT")?,
            site,
        })
    }
}
