//! Where the daemon's words go: journald with fields under systemd, else text or JSON lines on the standard error.

use std::io::IsTerminal;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

use crate::config::LogOptions;

/// Sets the log up for the process. A second call changes nothing.
///
/// # Errors
/// When the level is no filter, in the words of its reader.
pub fn install(options: &LogOptions) -> Result<(), String> {
    let filter = EnvFilter::try_new(&options.level).map_err(|error| error.to_string())?;
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match options.format.as_str() {
        "journald" => journald().unwrap_or_else(text),
        "json" => tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr).boxed(),
        "text" => text(),
        _ if std::env::var_os("JOURNAL_STREAM").is_some() => journald().unwrap_or_else(text),
        _ => text(),
    };
    // An error says that a log stands already.
    let _ = tracing_subscriber::registry().with(layer.with_filter(filter)).try_init();
    Ok(())
}

fn journald() -> Option<Box<dyn Layer<Registry> + Send + Sync>> {
    let layer = tracing_journald::layer().ok()?;
    Some(layer.with_field_prefix(Some("YUQING".into())).boxed())
}

fn text() -> Box<dyn Layer<Registry> + Send + Sync> {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    tracing_subscriber::fmt::layer().with_ansi(colour).with_target(false).with_writer(std::io::stderr).boxed()
}
