//! The three ports. `localhost` may mean either loopback address, so what is served there listens on both.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::TcpListener;

/// How often another port is tried when the system's choice is free on one address only.
const ATTEMPTS: u32 = 16;

/// A port that could not be had.
#[derive(Debug, thiserror::Error)]
pub enum PortError {
    /// Somebody else has it.
    #[error("port {0} is in use; stop what uses it, or choose another with --port")]
    InUse(u16),
    /// The system says no.
    #[error("port {port} cannot be opened: {source}")]
    Refused {
        /// Which port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}

/// Listeners on one port, one for each address.
pub(crate) struct Listeners {
    /// The port.
    pub(crate) port: u16,
    /// One, or one for each kind of address.
    pub(crate) all: Vec<TcpListener>,
}

/// Listens on `port` of 127.0.0.1; 0 lets the system choose.
pub(crate) async fn ipv4(port: u16) -> Result<Listeners, PortError> {
    let refused = |source| PortError::Refused { port, source };
    match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
        Ok(listener) => Ok(Listeners { port: listener.local_addr().map_err(refused)?.port(), all: vec![listener] }),
        Err(source) if source.kind() == ErrorKind::AddrInUse => Err(PortError::InUse(port)),
        Err(source) => Err(refused(source)),
    }
}

/// Listens on `port` of 127.0.0.1, and of `::1` where that exists.
pub(crate) async fn localhost(port: u16) -> Result<Listeners, PortError> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        let mut listeners = ipv4(port).await?;
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, listeners.port))).await {
            Ok(listener) => listeners.all.push(listener),
            Err(fault) if fault.kind() == ErrorKind::AddrInUse && port == 0 && attempts < ATTEMPTS => continue,
            Err(fault) if fault.kind() == ErrorKind::AddrInUse => return Err(PortError::InUse(listeners.port)),
            // No IPv6 here: then `localhost` means the other address alone.
            Err(_) => {}
        }
        return Ok(listeners);
    }
}
