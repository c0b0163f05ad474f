//! Where the browser comes back to: a port of this machine, open while a login is waited for.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

/// How long the browser may take to read its last page.
const GRACE: Duration = Duration::from_secs(1);

const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Back to the terminal</title>\
    <body style='font:1.1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:26rem;padding:0 1.5rem'>\
    <h1>Back to the terminal</h1><p>What the doctor waited for has arrived. You may close this tab.</p>";

/// The query Authress sends the browser back with.
#[derive(Debug, Deserialize)]
pub(super) struct Return {
    nonce: Option<String>,
    /// What the tokens are fetched by.
    pub(super) code: Option<String>,
    /// Or a token itself.
    pub(super) id_token: Option<String>,
    /// Or what went wrong.
    pub(super) error: Option<String>,
    /// In words.
    pub(super) error_description: Option<String>,
}

/// The port, and who comes to it.
pub(super) struct Returns {
    port: u16,
    arrivals: mpsc::Receiver<Return>,
    closing: watch::Sender<bool>,
    servers: JoinSet<()>,
}

impl Returns {
    /// Opens any port of `localhost`, which may mean either loopback address.
    pub(super) async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (sender, arrivals) = mpsc::channel(1);
        let router = Router::new().route("/", get(arrive)).with_state(sender);
        let mut returns = Self { port, arrivals, closing: watch::Sender::new(false), servers: JoinSet::new() };
        returns.serve(listener, router.clone());
        // Without IPv6 `localhost` is the other address alone.
        if let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            returns.serve(listener, router);
        }
        Ok(returns)
    }

    fn serve(&mut self, listener: TcpListener, router: Router) {
        let mut closing = self.closing.subscribe();
        self.servers.spawn(async move {
            let closed = async move {
                // An error means that the port's owner is gone, which closes it as well.
                let _ = closing.wait_for(|closing| *closing).await;
            };
            // What it could report is a listener that broke; then nobody comes.
            let _ = axum::serve(listener, router).with_graceful_shutdown(closed).await;
        });
    }

    /// The origin of it.
    pub(super) fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The browser that comes back from the login `id`; any other is waited past.
    pub(super) async fn of(&mut self, id: &str) -> Return {
        loop {
            match self.arrivals.recv().await {
                Some(back) if back.nonce.as_deref() == Some(id) => return back,
                Some(_) => {}
                None => std::future::pending::<()>().await,
            }
        }
    }

    /// Closes the port once the browser has its page.
    pub(super) async fn close(mut self) {
        self.closing.send_replace(true);
        let all = async { while self.servers.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(GRACE, all).await;
    }
}

async fn arrive(State(arrivals): State<mpsc::Sender<Return>>, Query(back): Query<Return>) -> impl IntoResponse {
    // A full channel has what is waited for, or soon will.
    let _ = arrivals.try_send(back);
    ([(CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "no-referrer")], Html(PAGE))
}
