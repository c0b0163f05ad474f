//! What `cargo run` promises to whoever tries it (README, "Local run" of the design).

use std::collections::HashMap;
use std::sync::Arc;

use local::{ANY_SERVICES, HIGHEST_PORT, Options, StartError, start};
use shared::time::Timestamp;

use crate::faults::assert_unavailable;
use crate::support::Street;

#[tokio::test]
async fn the_app_the_functions_and_authress_are_on_three_ports_in_a_row() {
    // A port that was free may be taken before its turn comes, and so may the two above it.
    for _ in 0..50 {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let port = free.min(HIGHEST_PORT);
        let clock: local::Clock = Arc::new(|| Timestamp::from_unix(4_102_489_800));
        match start(Options { port, services: ANY_SERVICES, environment: HashMap::new(), clock }).await {
            Err(StartError::Port(_)) => {}
            other => {
                let running = other.unwrap_or_else(|fault| panic!("{fault}"));
                assert_eq!(running.app, format!("http://localhost:{port}"));
                assert_eq!(running.functions, format!("http://127.0.0.1:{}", port + 1));
                assert_eq!(running.authress, format!("http://localhost:{}", port + 2));
                for origin in [&running.app, &running.functions, &running.authress] {
                    reqwest::get(origin).await.unwrap();
                }
                running.stop().await;
                return;
            }
        }
    }
    panic!("there were never three free ports in a row");
}

/// Whoever tries it can see what SES may say.
#[tokio::test]
async fn some_mailboxes_fail_the_way_ses_can() {
    let street = Street::start().await;
    assert_eq!(street.browser().ask("rejected@example.com").await.problem(), "");
    for address in ["throttled@example.com", "paused@example.com"] {
        assert_unavailable(&street.browser().ask(address).await, address);
    }
    assert!(street.mails().await.is_empty());
}
