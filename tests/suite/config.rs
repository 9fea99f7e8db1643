//! Configuration: what is refused, where, and with which words; the shipped files; reloading.

mod check;
mod faults;
mod places;
mod reload;
mod render;
mod secrets;
mod shipped;

use std::path::Path;

use yuqing::config::{Config, Environment, load_in};
use yuqing::model::Diagnostic;

/// A folder with the three files, each as given or empty.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(options: &str, sources: &str, watches: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.write("config/yuqing.toml", options);
        folder.write("sources.toml", sources);
        folder.write("config/watches.toml", watches);
        folder
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn load(&self) -> Result<Config, Vec<Diagnostic>> {
        self.load_with(&[])
    }

    fn load_with(&self, variables: &[(&str, &str)]) -> Result<Config, Vec<Diagnostic>> {
        let variables = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        load_in(&self.path().join("config/yuqing.toml"), Environment::new(&variables))
    }

    /// Faults and warnings alike.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.load().map_or_else(|faults| faults, |config| config.warnings)
    }
}

/// `sources.toml:6:1 message | hint`.
fn line(diagnostic: &Diagnostic) -> String {
    let file = diagnostic.file.file_name().unwrap_or_default().to_string_lossy();
    let hint = diagnostic.hint.as_deref().unwrap_or_default();
    format!("{file}:{}:{} {} | {hint}", diagnostic.line, diagnostic.column, diagnostic.message)
}

fn lines(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(line).collect()
}
