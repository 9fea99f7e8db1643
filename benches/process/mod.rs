//! What a process costs: processor time and memory, as the kernel counts them.

use std::path::PathBuf;

/// Ticks a second in `/proc`; the same on every Linux.
const TICKS: f64 = 100.0;

/// Resident memory in megabytes (10⁶ bytes).
#[allow(dead_code, reason = "not every benchmark asks for it")]
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Now.
    pub now: f64,
    /// The most there ever was.
    pub most: f64,
}

/// Processor seconds that a process has used, its ended threads included; to a hundredth.
pub fn cpu_seconds(pid: u32) -> f64 {
    let stat = read(pid, "stat");
    // The name may hold spaces: what is counted stands behind its bracket.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / TICKS
}

/// The resident memory of a process.
#[allow(dead_code, reason = "not every benchmark asks for it")]
pub fn memory(pid: u32) -> Memory {
    let status = read(pid, "status");
    let megabytes = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        let kibibytes = line.split_whitespace().nth(1).and_then(|field| field.parse::<f64>().ok());
        kibibytes.unwrap_or_default() * 1024.0 / 1e6
    };
    Memory { now: megabytes("VmRSS:"), most: megabytes("VmHWM:") }
}

fn read(pid: u32, name: &str) -> String {
    std::fs::read_to_string(PathBuf::from(format!("/proc/{pid}/{name}"))).unwrap_or_default()
}
