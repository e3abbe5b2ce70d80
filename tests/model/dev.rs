use std::collections::BTreeMap;
use crate::{agree::history, compare::{play, shrink}, random::number, step::Case};
#[test]
#[ignore]
fn dev() {
    std::panic::set_hook(Box::new(|i| eprintln!("{i}")));
    let n = number("N", 300);
    let mut groups: BTreeMap<String, Vec<(u64, Case)>> = BTreeMap::new();
    let mut bad = 0;
    for seed in 1..=n {
        if let Err(case) = history(seed) {
            bad += 1;
            let Some(d) = play(&case) else { continue };
            let last = format!("{:?}", case.steps[d.step].act);
            let name: String = last.split("command: ").nth(1).unwrap_or(&last).chars().take_while(|c| c.is_alphanumeric()).collect();
            let what: String = d.what.split('\n').filter(|l| !l.starts_with(' ')).collect::<Vec<_>>().join(" ");
            let key = format!("{name} {what}");
            groups.entry(key).or_default().push((seed, case));
        }
    }
    let mut all: Vec<_> = groups.into_iter().collect();
    all.sort_by_key(|(_, v)| std::cmp::Reverse(v.len()));
    println!("{bad} of {n} bad");
    for (key, cases) in &all { println!("{:4} {key}", cases.len()); }
    for (key, cases) in all.iter().take(number("K", 6) as usize) {
        let (seed, case) = cases.iter().min_by_key(|(_, c)| c.steps.len()).unwrap();
        let small = shrink(case);
        let d = play(&small).unwrap();
        println!("======== {key} seed {seed}\n{}step {}: {}", crate::compare::readable(&small.to_string()), d.step, crate::compare::readable(&d.what));
    }
}
