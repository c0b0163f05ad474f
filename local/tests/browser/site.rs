//! Somebody else's site, on a port of its own.

use axum::Router;
use axum::response::Html;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// A site that serves until it is dropped.
pub(crate) struct Site {
    port: u16,
    server: AbortHandle,
}

impl Site {
    /// The same page everywhere.
    pub(crate) async fn serving(html: String) -> Self {
        Self::of(Router::new().fallback(move || async move { Html(html) })).await
    }

    pub(crate) async fn of(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, router).await }).abort_handle();
        Self { port, server }
    }

    /// Its origin under this name of the machine: `localhost` is another site than our pages' 127.0.0.1, and 127.0.0.1 the same site.
    pub(crate) fn at(&self, host: &str) -> String {
        format!("http://{host}:{}", self.port)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}
