//! Logs and metrics. Neither ever contains content, names, secrets or tokens: fields are ids, codes,
//! counts and times, and a request is named by its route, not by its path.

use std::{io::IsTerminal, sync::OnceLock};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{LogFormat, SettingError};

/// Bounds of the duration histograms, in seconds: a local answer to a slow disk.
const SECONDS: [f64; 10] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0];

/// Starts logging to stderr.
///
/// # Errors
/// When the filter is not valid.
pub(crate) fn start_logs(filter: &str, format: LogFormat) -> Result<(), SettingError> {
    let filter = EnvFilter::try_new(filter).map_err(|_| {
        SettingError::new("--log-level", format_args!("\"{filter}\" is neither a level nor a filter"))
    })?;
    let registry = tracing_subscriber::registry()
        .with(filter)
        .with(filter_fn(|metadata| is_discreet(metadata.target())));
    let colours = std::io::stderr().is_terminal();
    let layer = tracing_subscriber::fmt::layer().with_ansi(colours).with_writer(std::io::stderr);
    // The tests start several servers in one process: the first subscriber stays.
    let _ = match format {
        LogFormat::Text => registry.with(layer).try_init(),
        LogFormat::Json => registry.with(layer.json()).try_init(),
    };
    Ok(())
}

/// tungstenite writes every frame, with content and tokens, into a verbose log.
fn is_discreet(target: &str) -> bool {
    !["tungstenite", "tokio_tungstenite"].contains(&target.split("::").next().unwrap_or(target))
}

/// The metrics of this process, recorded from the first call on.
///
/// # Panics
/// When another recorder was installed before, which is a programming error.
pub(crate) fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)
                .and_then(PrometheusBuilder::install_recorder)
                .expect("the buckets are given and no other recorder is installed")
        })
        .clone()
}
