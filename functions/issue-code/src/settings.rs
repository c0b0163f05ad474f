//! Everything issue-code is given at its start.

use std::time::Duration;

use shared::aws::Aws;
use shared::channel::Couriers;
use shared::config::{AppOrigins, Environment, Fault, Rules, Site};
use shared::flow::CodeDigits;
use shared::store::Issuing;

/// The settings, and the clients made of them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) site: Site,
    pub(crate) app_origins: AppOrigins,
    pub(crate) digits: CodeDigits,
    /// How long a code lives.
    pub(crate) lifetime: Duration,
    pub(crate) store: Issuing,
    pub(crate) couriers: Couriers,
}

impl Settings {
    /// Reads everything; the fault is the first variable that is missing or out of its bounds.
    pub(crate) fn read(environment: &Environment, aws: &Aws) -> Result<Self, Fault> {
        let site = Site::read(environment)?;
        let rules = Rules::read(environment)?;
        Ok(Self {
            app_origins: AppOrigins::read(environment)?,
            digits: environment.code_digits()?,
            lifetime: environment.code_lifetime()?,
            store: Issuing::new(environment, aws, rules)?,
            couriers: Couriers::new(environment, aws)?,
            site,
        })
    }
}
