//! The figures as a table: each server's, and ours beside the limit's.

use crate::suite::{Figure, Figures};

/// Prints all figures. Ratios are of ours to the limit's.
pub(crate) fn print(figures: &Figures) {
    let mut whats: Vec<&str> = Vec::new();
    for figure in &figures.0 {
        if !whats.contains(&figure.what.as_str()) {
            whats.push(&figure.what);
        }
    }
    println!();
    for what in whats {
        let of =
            |server: &str| figures.0.iter().find(|figure| figure.what == what && figure.server == server);
        let others = figures.0.iter().filter(|figure| figure.what == what && figure.server != "rondo");
        let others: Vec<String> =
            others.map(|figure| format!("{} {:.2}", figure.server, figure.value)).collect();
        let Some(Figure { value, unit, .. }) = of("rondo") else { continue };
        let ratio = of("limit").or(of("disk")).filter(|beside| beside.value > 0.0);
        let ratio = ratio.map_or(String::new(), |beside| format!("{:.2}x", value / beside.value));
        println!("{what:<52} {value:>10.2} {unit:<10} {ratio:>7}   {}", others.join(", "));
    }
}
