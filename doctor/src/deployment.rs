//! What is examined, as the checks need it: read from a stack's parameters and outputs, or from what the local run is known to be.

mod signing;

use std::collections::HashMap;

use shared::channel::{Channel, Channels};
use shared::config::{Environment, Fault, Site};
use shared::routes;

pub(crate) use signing::{InKms, Signing, Slot};

/// One deployment.
#[derive(Debug)]
pub(crate) struct Deployment {
    /// What all three functions know; read by their own code.
    pub(crate) site: Site,
    /// Where Authress sends people.
    pub(crate) authorization_url: String,
    /// The table.
    pub(crate) table: Option<String>,
    /// What signs.
    pub(crate) signing: Signing,
    /// What a code can be sent by.
    pub(crate) channels: Channels,
    /// Who the mails come from.
    pub(crate) sender: Sender,
    /// Where the functions run.
    pub(crate) home: Home,
}

/// Who the mails come from.
#[derive(Clone, Debug)]
pub(crate) struct Sender {
    /// The address.
    pub(crate) address: String,
    /// The SES identity that issue-code may send by.
    pub(crate) identity: String,
    /// The configuration set it sends with.
    pub(crate) configuration_set: Option<String>,
    /// The identity it may send to while SES is in its sandbox.
    pub(crate) sandbox_recipient: Option<String>,
}

/// Where the functions run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// In a stack.
    Stack {
        /// Its name.
        name: String,
        /// Its region.
        region: String,
    },
    /// On this machine.
    Local,
}

/// What a stack says of itself.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// Its parameters.
    pub(crate) parameters: HashMap<String, String>,
    /// Its outputs.
    pub(crate) outputs: HashMap<String, String>,
}

/// Why a stack cannot be ours.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotOurs {
    /// It lacks an output that every version has.
    #[error("it has no output {0}")]
    NoOutput(&'static str),
    /// The functions would not start with these parameters.
    #[error("with its parameters, {0}")]
    Settings(#[from] Fault),
}

impl Deployment {
    /// Reads a stack's facts.
    pub(crate) fn of_stack(name: &str, region: &str, described: &Described) -> Result<Self, NotOurs> {
        let get = |map: &HashMap<String, String>, name: &str| map.get(name).filter(|value| !value.trim().is_empty()).cloned();
        let parameter = |name: &str| get(&described.parameters, name);
        let output = |name: &str| get(&described.outputs, name);
        let address = parameter("EmailFromAddress").unwrap_or_default();
        let environment = Environment::new(variables(parameter));
        Ok(Self {
            authorization_url: output("AuthorizationUrl").ok_or(NotOurs::NoOutput("AuthorizationUrl"))?,
            site: Site::read(&environment)?,
            table: output("TableName"),
            signing: Signing::of_stack(parameter, output),
            channels: environment.channels()?,
            sender: Sender {
                identity: parameter("EmailIdentity").unwrap_or_else(|| domain(&address)),
                address,
                configuration_set: output("ConfigurationSet").or_else(|| parameter("SesConfigurationSet")),
                sandbox_recipient: parameter("SandboxRecipientIdentity"),
            },
            home: Home::Stack { name: name.to_owned(), region: region.to_owned() },
        })
    }

    /// The local run on `port`; variables it was started with count here as well.
    pub(crate) fn of_local_run(port: u16, environment: &Environment) -> Result<Self, Fault> {
        let or = |name: &str, default: &str| environment.get(name).unwrap_or(default).to_owned();
        let nth = |n: u16| port.saturating_add(n);
        let public_url = or("PUBLIC_URL", &format!("http://127.0.0.1:{}", nth(1)));
        let mut variables: HashMap<String, String> =
            VARIABLES.iter().map(|(variable, _)| ((*variable).to_owned(), or(variable, ""))).collect();
        variables.insert("AUTHRESS_DOMAIN".to_owned(), or("AUTHRESS_DOMAIN", &format!("http://localhost:{}", nth(2))));
        variables.insert("AUTHRESS_CLIENT_ID".to_owned(), or("AUTHRESS_CLIENT_ID", "sc_demo"));
        let from = or("EMAIL_FROM", "login@example.com");
        let address = from.rsplit('<').next().unwrap_or_default().trim_end_matches('>').to_owned();
        let variables = Environment::new(variables);
        Ok(Self {
            site: Site::read(&variables)?,
            authorization_url: format!("{public_url}{}", routes::LOGIN),
            table: Some(or("TABLE_NAME", "authress-passwordless")),
            signing: Signing::of_local_run(environment)?,
            channels: variables.channels()?,
            sender: Sender {
                identity: domain(&address),
                address,
                configuration_set: environment.get("SES_CONFIGURATION_SET").map(str::to_owned),
                sandbox_recipient: None,
            },
            home: Home::Local,
        })
    }

    /// Whether a code can be sent by `channel`.
    pub(crate) fn sends_by(&self, channel: Channel) -> bool {
        self.channels.as_slice().contains(&channel)
    }
}

/// The variables of [`Site`] and [`Channels`], and the parameters they are made from. A stack that lacks one is older, and has the default.
const VARIABLES: [(&str, &str); 7] = [
    ("AUTHRESS_DOMAIN", "AuthressDomain"),
    ("AUTHRESS_CLIENT_ID", "AuthressClientId"),
    ("PUBLIC_URL", "PublicUrl"),
    ("BRAND_NAME", "BrandName"),
    ("BRAND_COLOR", "BrandColor"),
    ("BRAND_LOGO_URL", "BrandLogoUrl"),
    ("CHANNELS", "Channels"),
];

fn variables(parameter: impl Fn(&str) -> Option<String>) -> HashMap<String, String> {
    VARIABLES.iter().filter_map(|(variable, name)| Some(((*variable).to_owned(), parameter(name)?))).collect()
}

fn domain(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(parameters: &[(&str, &str)], outputs: &[(&str, &str)]) -> Described {
        let map = |pairs: &[(&str, &str)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Described { parameters: map(parameters), outputs: map(outputs) }
    }

    const PARAMETERS: [(&str, &str); 4] = [
        ("AuthressDomain", "https://login.example.com"),
        ("AuthressClientId", "sc_1"),
        ("EmailFromAddress", "login@acme.example"),
        ("SesConfigurationSet", "mine"),
    ];

    #[test]
    fn the_identity_is_the_domain_of_the_sender_unless_the_stack_says_otherwise() {
        let outputs = [("AuthorizationUrl", "https://x.example/login"), ("ConfigurationSet", "ours")];
        let ours = Deployment::of_stack("login", "eu-west-1", &described(&PARAMETERS, &outputs)).unwrap();
        assert_eq!((ours.sender.identity.as_str(), ours.sender.configuration_set.as_deref()), ("acme.example", Some("ours")));
        let named = [PARAMETERS.as_slice(), &[("EmailIdentity", "login@acme.example")]].concat();
        let named = Deployment::of_stack("login", "eu-west-1", &described(&named, &outputs[..1])).unwrap();
        assert_eq!((named.sender.identity.as_str(), named.sender.configuration_set.as_deref()), ("login@acme.example", Some("mine")));
    }

    #[test]
    fn another_stack_is_told_from_ours() {
        let reason = |described| Deployment::of_stack("login", "eu-west-1", &described).unwrap_err().to_string();
        assert_eq!(reason(described(&PARAMETERS, &[])), "it has no output AuthorizationUrl");
        let outputs = [("AuthorizationUrl", "https://x.example/login")];
        assert_eq!(reason(described(&[], &outputs)), "with its parameters, AUTHRESS_DOMAIN is missing");
    }

    #[test]
    fn the_local_run_counts_its_ports_from_the_first() {
        let local = Deployment::of_local_run(4000, &Environment::new(HashMap::new())).unwrap();
        assert_eq!(local.authorization_url, "http://127.0.0.1:4001/login");
        assert_eq!(local.site.issuer(), "http://localhost:4002/v1/clients/sc_demo");
        assert_eq!((local.sender.identity.as_str(), local.signing), ("example.com", Signing::Secret(None)));
    }

    #[test]
    fn a_stack_sends_by_what_its_channels_say_and_an_older_one_by_mail() {
        let by = |channels: &[(&str, &str)]| {
            let outputs = [("AuthorizationUrl", "https://x.example/login")];
            let described = described(&[PARAMETERS.as_slice(), channels].concat(), &outputs);
            let stack = Deployment::of_stack("login", "eu-west-1", &described).map_err(|reason| reason.to_string())?;
            Ok((stack.sends_by(Channel::Email), stack.sends_by(Channel::Sms)))
        };
        assert_eq!(by(&[]), Ok((true, false)));
        assert_eq!(by(&[("Channels", "email")]), Ok((true, false)));
        assert_eq!(by(&[("Channels", "sms")]), Ok((false, true)));
        assert_eq!(by(&[("Channels", "sms,email")]), Ok((true, true)));
        let reason: Result<_, String> = by(&[("Channels", "fax")]);
        assert!(reason.unwrap_err().starts_with("with its parameters, CHANNELS must be one or more of email, sms"));
    }
}
