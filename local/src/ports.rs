//! What is listened on. `localhost` may mean either loopback address, so what is served there listens on both.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::TcpListener;

/// How often another port is tried when the system's choice is free on one address only.
const ATTEMPTS: u32 = 16;

/// A port that could not be had.
#[derive(Debug, thiserror::Error)]
pub enum PortError {
    /// Somebody else has it.
    #[error("{0} is in use; stop what uses it, or choose another (--help says how)")]
    InUse(SocketAddr),
    /// The system says no.
    #[error("{address} cannot be listened on: {source}")]
    Refused {
        /// Which port of which address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}

/// Listeners on one port, one for each address.
pub(crate) struct Listeners {
    /// The port.
    pub(crate) port: u16,
    /// The one address, or the IPv4 one of two.
    pub(crate) address: SocketAddr,
    /// One, or one for each kind of address.
    pub(crate) all: Vec<TcpListener>,
}

/// Listens on `port` of `ip`; 0 lets the system choose, and [`Listeners::port`] tells which.
pub(crate) async fn one(ip: IpAddr, port: u16) -> Result<Listeners, PortError> {
    let address = SocketAddr::from((ip, port));
    let refused = |source| PortError::Refused { address, source };
    match TcpListener::bind(address).await {
        Ok(listener) => {
            let address = listener.local_addr().map_err(refused)?;
            Ok(Listeners { port: address.port(), address, all: vec![listener] })
        }
        Err(source) if source.kind() == ErrorKind::AddrInUse => Err(PortError::InUse(address)),
        Err(source) => Err(refused(source)),
    }
}

/// Listens on `port` of 127.0.0.1; 0 lets the system choose.
pub(crate) async fn ipv4(port: u16) -> Result<Listeners, PortError> {
    one(Ipv4Addr::LOCALHOST.into(), port).await
}

/// Listens on `port` of 127.0.0.1, and of `::1` where that exists.
pub(crate) async fn localhost(port: u16) -> Result<Listeners, PortError> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        let mut listeners = ipv4(port).await?;
        let ipv6 = SocketAddr::from((Ipv6Addr::LOCALHOST, listeners.port));
        match TcpListener::bind(ipv6).await {
            Ok(listener) => listeners.all.push(listener),
            Err(fault) if fault.kind() == ErrorKind::AddrInUse && port == 0 && attempts < ATTEMPTS => continue,
            Err(fault) if fault.kind() == ErrorKind::AddrInUse => return Err(PortError::InUse(ipv6)),
            // No IPv6 here: then `localhost` means the other address alone.
            Err(_) => {}
        }
        return Ok(listeners);
    }
}
