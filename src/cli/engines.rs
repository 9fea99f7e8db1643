//! `yuqing engines`: what can be read.

use crate::lang::Lang;
use crate::source::table;

use super::Setting;
use super::args::JsonArgs;
use super::exit::Exit;

/// Prints the table of engines.
pub fn run(json: JsonArgs, setting: &Setting) -> anyhow::Result<Exit> {
    for adapter in table::all() {
        let (zh, en) = adapter.about();
        let about = if setting.lang == Lang::Zh { zh } else { en };
        if json.json {
            println!("{}", serde_json::json!({ "engine": adapter.name(), "about": about }));
        } else {
            println!("{:<10} {about}", adapter.name());
        }
    }
    Ok(Exit::Ok)
}
