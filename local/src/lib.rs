//! The street outside, in miniature: a demo app, a gateway in front of the three functions, a stand-in for Authress, and embedded DynamoDB,
//! SES, End User Messaging and KMS behind them, all in one process on loopback. Reading order: this file, then `functions`, `gateway`,
//! `authress`, `app`.

mod access_key;
mod app;
mod authress;
mod aws_json;
mod cookie;
mod dynamodb;
mod environment;
mod event;
mod functions;
mod gateway;
mod jws;
mod kms;
mod mailbox;
mod outbox;
mod page;
mod ports;
mod ses;
mod sms;
mod token;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use shared::config::{Environment, Fault};
use shared::random::NoRandomness;
use shared::time::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use access_key::ClientKey;
use aws_json::Services;
use environment::Addresses;
use kms::Kms;
use outbox::Outbox;
use ports::Listeners;
use sms::Sms;

pub use gateway::Function;
pub use ports::PortError;

/// Tells the time to everything in the process.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The highest first port that [`Options::port`] may be, so that the third one exists.
pub const HIGHEST_PORT: u16 = u16::MAX - 2;

/// Where DynamoDB and the other services listen unless told otherwise: on any two ports that nobody but this machine reaches.
pub const ANY_SERVICES: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// How long a request that is under way may take when everything stops.
const GRACE: Duration = Duration::from_secs(2);

/// How to run.
pub struct Options {
    /// The first of three ports in a row; 0 takes any three.
    pub port: u16,
    /// Where DynamoDB listens; the other services do on the port above. Port 0 takes any two. Containers, for one, reach no loopback
    /// address.
    pub services: SocketAddr,
    /// The process's environment: it reaches the functions and wins over the defaults.
    pub environment: HashMap<String, String>,
    /// The time, for the functions, the gateway and the stand-ins alike.
    pub clock: Clock,
}

/// Why nothing runs.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A port is in use, or cannot be listened on.
    #[error(transparent)]
    Port(#[from] PortError),
    /// The environment of the functions is faulty: a variable is missing or out of its bounds.
    #[error(transparent)]
    Configuration(#[from] Fault),
    /// The embedded engine did not start.
    #[error("the embedded DynamoDB did not start: {0}")]
    Dynamodb(String),
    /// The demo app has nothing to call Authress with.
    #[error("no HTTP client could be made: {0}")]
    Client(#[from] reqwest::Error),
    /// Nothing to make keys of.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// A local run; it ends with [`Running::stop`], or abruptly when dropped. Origins and endpoints are written `http://host:port`.
pub struct Running {
    /// Origin of the demo app and the mailbox.
    pub app: String,
    /// Origin of the functions.
    pub functions: String,
    /// Origin of the stand-in for Authress.
    pub authress: String,
    /// Endpoint of the DynamoDB the functions use.
    pub dynamodb: String,
    /// Endpoint of the embedded SES, End User Messaging and KMS: what fills the mailbox, whichever endpoint the functions use.
    pub services: String,
    /// What went wrong without keeping anything from starting, a sentence each.
    pub warnings: Vec<String>,
    servers: Servers,
}

impl Running {
    /// Takes no more requests, lets those under way finish for two seconds, and ends.
    pub async fn stop(self) {
        self.servers.stop().await;
    }
}

/// Starts everything, and returns once all of it listens.
///
/// # Errors
/// [`StartError`], most often for a port that is taken or a faulty environment; nothing is left running then.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let Options { port, services, environment: process, clock } = options;
    // First of all the ports: everything else needs to know them.
    let (app_port, functions_port, authress_port) =
        (ports::localhost(port).await?, ports::ipv4(after(port, 1)).await?, ports::localhost(after(port, 2)).await?);
    let (ip, first) = (services.ip(), services.port());
    let (dynamodb_port, services_port) = (ports::one(ip, first).await?, ports::one(ip, after(first, 1)).await?);
    let app = format!("http://localhost:{}", app_port.port);
    let functions = format!("http://127.0.0.1:{}", functions_port.port);
    let authress = format!("http://localhost:{}", authress_port.port);

    let mut servers = Servers::new();
    let process = environment::without_blanks(process);
    let embedded = format!("http://{}", dynamodb_port.address);
    let dynamodb = environment::dynamodb_endpoint(&process).unwrap_or(&embedded).clone();
    if dynamodb == embedded {
        servers.serve_dynamodb(dynamodb_port)?;
    }
    let services = format!("http://{}", services_port.address);
    let at = Addresses { app: &app, functions: &functions, authress: &authress, dynamodb: &dynamodb, services: &services };
    let variables = environment::complete(process, &at)?;
    let mut warnings = Vec::new();
    // Any other is the real one, and its table is the template's business.
    if dynamodb.starts_with("http://") {
        warnings.extend(dynamodb::make_table(&dynamodb, &variables).await.err());
    }

    let outbox = Outbox::default();
    let variable = |name: &str| variables.get(name).map_or("", |value| value.trim()).to_owned();
    let stand_in = authress::router(
        authress::Settings {
            origin: authress.clone(),
            login_page: variable("PUBLIC_URL"),
            client_id: variable("AUTHRESS_CLIENT_ID"),
            client_key: ClientKey::read(&variable("AUTHRESS_ACCESS_KEY")),
        },
        Arc::clone(&clock),
    )?;
    let demo = app::Settings { origin: app.clone(), authress: authress.clone(), client_id: variable("AUTHRESS_CLIENT_ID") };
    // A proxy named in the environment is not for loopback.
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build()?;
    let demo = app::router(demo, Arc::clone(&clock), http).merge(mailbox::router(outbox.clone()));
    servers.serve(authress_port, &stand_in);
    servers.serve(app_port, &demo);
    let in_kms = (variable("SIGNING") == "kms").then(|| access_key::private(&variable("AUTHRESS_ACCESS_KEY"))).flatten();
    let kms = in_kms.map(|key| Kms { id: variable("KMS_KEY_ID"), key });
    let sms = Sms { outbox: outbox.clone(), clock: Arc::clone(&clock) };
    servers.serve(services_port, &ses::router(outbox, Arc::clone(&clock)).merge(aws_json::router(Services { sms, kms })));

    let all = functions::start(&Environment::new(variables), &clock).await?;
    let port = functions_port.port;
    servers.serve(functions_port, &gateway::router(all, clock, "127.0.0.1", port));
    Ok(Running { app, functions, authress, dynamodb, services, warnings, servers })
}

/// The `n`th port after the first; any, when that may be any.
fn after(first: u16, n: u16) -> u16 {
    if first == 0 { 0 } else { first.saturating_add(n) }
}

/// Everything that listens.
struct Servers {
    tasks: JoinSet<()>,
    stopping: watch::Sender<bool>,
}

impl Servers {
    fn new() -> Self {
        Self { tasks: JoinSet::new(), stopping: watch::Sender::new(false) }
    }

    fn serve(&mut self, listeners: Listeners, router: &Router) {
        for listener in listeners.all {
            self.tasks.spawn(serve(listener, router.clone(), self.stopped()));
        }
    }

    fn serve_dynamodb(&mut self, listeners: Listeners) -> Result<(), StartError> {
        for listener in listeners.all {
            self.tasks.spawn(dynamodb::serve(listener, self.stopped())?);
        }
        Ok(())
    }

    /// Resolves when everything shall stop.
    fn stopped(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stopping = self.stopping.subscribe();
        async move {
            // An error means the sender is gone, which stops everything as well.
            let _ = stopping.wait_for(|stopping| *stopping).await;
        }
    }

    async fn stop(mut self) {
        self.stopping.send_replace(true);
        // Whoever has sent half a request would be waited for without end.
        let all = async { while self.tasks.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(GRACE, all).await;
    }
}

async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()> + Send + 'static) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // What it could report is a listener that broke; whoever calls notices.
    let _ = axum::serve(listener, service).with_graceful_shutdown(stopped).await;
}
