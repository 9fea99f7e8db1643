//! Ours against a floor, measured in turn in one run: the ratio holds even where the machine's speed drifts.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds that count; each times ours and the floor once.
const ROUNDS: usize = 31;
/// A round of one side takes at least this long.
const ROUND: Duration = Duration::from_millis(20);

/// Times `ours` and `floor` in turn and prints the medians, the throughput over `bytes`, and the median ratio, which it
/// also gives.
pub fn compare<A, B>(name: &str, bytes: usize, mut ours: impl FnMut() -> A, mut floor: impl FnMut() -> B) -> f64 {
    let (ours_count, floor_count) = (count_for_a_round(&mut ours), count_for_a_round(&mut floor));
    let mut rounds: Vec<(f64, f64)> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        rounds.push((seconds_each(&mut ours, ours_count), seconds_each(&mut floor, floor_count)));
    }
    let ours = median(rounds.iter().map(|r| r.0));
    let floor = median(rounds.iter().map(|r| r.1));
    let ratio = median(rounds.iter().map(|r| r.0 / r.1));
    let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
    println!(
        "{name:<34} ours {:>9.1} µs {:>7.1} MB/s   floor {:>9.1} µs {:>7.1} MB/s   ratio {ratio:.2}",
        ours * 1e6,
        rate(ours),
        floor * 1e6,
        rate(floor)
    );
    ratio
}

fn count_for_a_round<T>(run: &mut impl FnMut() -> T) -> u32 {
    let begin = Instant::now();
    let mut count = 0;
    while begin.elapsed() < ROUND {
        black_box(run());
        count += 1;
    }
    count
}

fn seconds_each<T>(run: &mut impl FnMut() -> T, count: u32) -> f64 {
    let begin = Instant::now();
    for _ in 0..count {
        black_box(run());
    }
    begin.elapsed().as_secs_f64() / f64::from(count)
}

/// The middle of some figures.
pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
