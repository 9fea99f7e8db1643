//! `config/yuqing.service`: what it promises, and how well it is confined.

use std::collections::BTreeMap;
use std::process::Command;

use super::{has, root, stdout};
use crate::support::skip;

#[test]
fn the_unit_is_well_confined() {
    if !has("systemd-analyze") {
        return skip("the_unit_is_well_confined", "systemd-analyze is not installed");
    }
    let mut analyze = Command::new("systemd-analyze");
    analyze.args(["security", "--offline=true", "--no-pager"]).arg(root().join("config/yuqing.service"));
    let report = stdout(&mut analyze);
    let level = report.lines().find_map(|line| line.split_once("service: ")).map(|(_, level)| level);
    let level = level.and_then(|level| level.split(' ').next()?.parse::<f32>().ok()).expect("an exposure level");
    assert!(level <= 1.5, "{level}\n{report}");
}

#[test]
fn the_unit_says_what_the_program_relies_on() {
    let unit = std::fs::read_to_string(root().join("config/yuqing.service")).expect("the unit");
    let settings: BTreeMap<_, _> =
        unit.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')).collect();
    let table = [
        ("Type", "notify"),
        ("NotifyAccess", "main"),
        ("WatchdogSec", "60"),
        ("User", "yuqing"),
        ("StateDirectory", "yuqing"),
        ("ConfigurationDirectory", "yuqing"),
        ("ReadWritePaths", "/etc/yuqing"),
        ("ExecReload", "/bin/kill -HUP $MAINPID"),
        ("Restart", "on-failure"),
        ("TimeoutStopSec", "15"),
    ];
    for (key, value) in table {
        assert_eq!(settings.get(key), Some(&value), "{key}");
    }
    // A name, not a path: systemd passes over a credential that is not there, so mail is no condition for starting.
    let credential = settings.get("LoadCredential").expect("the mail password");
    assert!(!credential.contains('/'), "{credential}");
}
