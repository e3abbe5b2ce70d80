//! The figures as a table: each server's, and ours beside the limit's.

use crate::suite::Figures;

/// Prints all figures. Ratios are of ours to the limit's.
pub(crate) fn print(figures: &Figures) {
    let mut whats: Vec<&str> = Vec::new();
    for figure in &figures.figures {
        if !whats.contains(&figure.what.as_str()) {
            whats.push(&figure.what);
        }
    }
    println!();
    for what in whats {
        let Some(ours) = figures.of(what, "rondo") else { continue };
        let others = figures.figures.iter().filter(|figure| figure.what == what && figure.server != "rondo");
        let others: Vec<String> =
            others.map(|figure| format!("{} {:.2}", figure.server, figure.value)).collect();
        let ratio = ratio(figures, what).map_or(String::new(), |ratio| format!("{ratio:.2}x"));
        println!("{what:<52} {:>10.2} {:<10} {ratio:>7}   {}", ours.value, ours.unit, others.join(", "));
    }
}

/// Ours beside the least that is needed for the same: the disk's figure, or the bare server's. `None` if
/// there is none.
fn ratio(figures: &Figures, what: &str) -> Option<f64> {
    let least = figures.of(what, "disk").or(figures.of(what, "limit")).filter(|least| least.value > 0.0)?;
    Some(figures.of(what, "rondo")?.value / least.value)
}
