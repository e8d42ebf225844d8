//! The running service: listeners, background work, graceful shutdown.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api::state::{CookieSecurity, Settings};
use api::{ApiState, router};
use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusBuilder;
use ops::App;
use ops::demo_clock::DemoControl;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::assets;
use crate::config::Config;
use crate::failure::Failure;

/// How often the service looks for a new business day and for changes by other processes.
const TICK: Duration = Duration::from_secs(1);
/// How long open requests may take after the signal to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);

/// What [`run`] needs beyond the configuration.
pub struct Service {
    /// The use cases' home.
    pub app: App,
    /// The demo's time machine.
    pub demo: Option<Arc<dyn DemoControl>>,
    /// The one-time code of the set-up page, while there is no organisation.
    pub setup_code: Option<String>,
}

/// Serves until SIGINT or SIGTERM; calls `ready` with the bound address once requests are answered.
///
/// # Errors
/// An address that cannot be bound, or a listener that fails.
pub async fn run(
    config: &Config,
    service: Service,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    start_metrics(config)?;
    let (stop, stopped) = watch::channel(false);
    let app = service.app.clone();
    let state = ApiState {
        app: service.app,
        settings: Arc::new(Settings {
            public_url: config.public_url.clone(),
            cookies: if config.public_url.starts_with("https:") {
                CookieSecurity::Secure
            } else {
                CookieSecurity::Plain
            },
        }),
        setup_code: Arc::new(Mutex::new(service.setup_code)),
        demo: service.demo,
        stopped: stopped.clone(),
    };
    let routes = Router::new()
        .route("/health", get(health))
        .merge(router(state))
        .fallback_service(assets::router());
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|source| Failure::Listen { address: config.listen, source })?;
    let address = listener.local_addr().map_err(Failure::Io)?;
    tokio::spawn(warm(app.clone()));
    tokio::spawn(tick(app, stopped.clone()));
    ready(address);
    let serving =
        axum::serve(listener, routes).with_graceful_shutdown(until_stopped(stopped.clone()));
    tokio::spawn(async move {
        signal().await;
        tracing::info!("Stopping: open requests are finished first");
        stop.send_replace(true);
    });
    tokio::select! {
        result = serving.into_future() => result.map_err(Failure::Io),
        () = grace_over(stopped) => {
            tracing::warn!("Some requests did not finish in time and were cut off");
            Ok(())
        }
    }
}

async fn health() -> axum::Json<serde_json::Value> {
    axum::Json(serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

fn start_metrics(config: &Config) -> Result<(), Failure> {
    let Some(address) = config.metrics_listen else { return Ok(()) };
    PrometheusBuilder::new()
        .with_http_listener(address)
        .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0])
        .and_then(PrometheusBuilder::install)
        .map_err(|error| Failure::Metrics { address, reason: error.to_string() })
}

/// Loads the live states before anybody asks for them. The service answers meanwhile; a request
/// that needs one waits for it.
async fn warm(app: App) {
    let organizations = match store::organization::all(app.database().read()).await {
        Ok(organizations) => organizations,
        Err(error) => {
            tracing::warn!(%error, "The organisations cannot be read yet; the first request tries");
            return;
        }
    };
    for organization in organizations {
        if let Err(error) = app.live(organization.id).await {
            tracing::error!(%error, "The live state of {} cannot be loaded", organization.name);
        }
    }
}

/// Background work: new business days, changes by other processes, score snapshots.
async fn tick(app: App, stopped: watch::Receiver<bool>) {
    let work = async {
        let mut interval = tokio::time::interval(TICK);
        loop {
            interval.tick().await;
            let app = app.clone();
            // In a task of its own, so that what panics there ends neither this loop nor the rest.
            let mut run = tokio::task::JoinSet::new();
            run.spawn(async move { ops::job::run_due(&app).await });
            if let Some(Err(error)) = run.join_next().await {
                tracing::error!(%error, "Background work broke off; it goes on at the next tick");
            }
        }
    };
    tokio::select! {
        () = work => {}
        () = until_stopped(stopped) => {}
    }
}

async fn until_stopped(mut stopped: watch::Receiver<bool>) {
    // The sender lives as long as the process; an error could only mean the same as the signal.
    while !*stopped.borrow_and_update() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

async fn grace_over(stopped: watch::Receiver<bool>) {
    until_stopped(stopped).await;
    tokio::time::sleep(SHUTDOWN_GRACE).await;
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be caught; only Ctrl-C stops gracefully");
                let _interrupted = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _interrupted = interrupt.await;
}
