//! `/healthz` and `/metrics`, on loopback. Reading only.
//!
//! - [`serve`]: the server; [`Health`]: what it looks at; [`Vitals`]: how the daemon's tasks feel
//! - [`healthz`]: whether all is well, and what is not; [`metrics`]: figures for Prometheus

pub mod healthz;
pub mod metrics;
mod vitals;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::model::Source;
use crate::store::Store;

pub use vitals::Vitals;

/// What the pages look at: the daemon's tasks, and the configuration in force at the time of asking.
#[derive(Clone)]
pub struct Health {
    /// How the tasks feel.
    pub vitals: Arc<Vitals>,
    /// The parts in force.
    pub view: Arc<dyn Fn() -> View + Send + Sync>,
}

/// What a page needs of the configuration in force.
pub struct View {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// The enabled sources.
    pub sources: Vec<Source>,
    /// Below this much free disk all is not well.
    pub min_free_mb: u64,
    /// Whether mail is sent at all.
    pub mail: bool,
}

/// The pages.
pub fn router(health: Health) -> Router {
    Router::new().route("/healthz", get(healthz_page)).route("/metrics", get(metrics_page)).with_state(health)
}

/// Serves until told to stop.
pub async fn serve(listener: TcpListener, health: Health, stop: CancellationToken) {
    let server = axum::serve(listener, router(health)).with_graceful_shutdown(stop.cancelled_owned());
    if let Err(error) = server.await {
        tracing::error!(%error, "/healthz and /metrics are gone");
    }
}

async fn healthz_page(State(health): State<Health>) -> Response {
    let report = healthz::look(&health).await;
    let status = if report.ok { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = serde_json::to_string(&report).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
}

async fn metrics_page(State(health): State<Health>) -> Response {
    match metrics::text(&health).await {
        Ok(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
