//! `yuqing run`: the daemon.

use crate::app::{self, ConfigBroken};

use super::Setting;
use super::exit::Exit;

/// Runs until a signal ends it.
pub fn run(setting: &Setting) -> anyhow::Result<Exit> {
    let (file, config) = super::located(setting)?;
    if let Err(error) = app::log::install(&config.options.log) {
        let fault = config.fault("log.level", None, error, None);
        return Err(ConfigBroken(vec![fault]).into());
    }
    for warning in &config.warnings {
        tracing::warn!(file = %warning.file.display(), line = warning.line, "{}", warning.message);
    }
    super::block_on(app::run(file, config))?;
    Ok(Exit::Ok)
}
