//! What is shown of the figures: the README's table and a picture, made from a run's results.

use std::{fmt::Write, fs, path::Path};

use crate::suite::{Figure, Figures};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const BEGIN: &str = "<!-- speed: written by `cargo bench --bench hub -- --publish` -->";
const END: &str = "<!-- /speed -->";

/// The loads that are compared, as they are named in the figures and as a reader reads them.
const LOADS: [(&str, &str); 3] = [
    ("closed", "one message at a time in each room"),
    ("burst of 8", "eight at once"),
    ("open", "a steady stream"),
];
/// The servers in the order in which they are shown.
const SERVERS: [(&str, &str); 6] = [
    ("limit", "bare minimum"),
    ("corked", "bare minimum, corked"),
    ("rondo", "Rondo"),
    ("nchan", "nchan"),
    ("ws", "ws on Node"),
    ("socket.io", "socket.io on Node"),
];

/// Writes the table into the README and the picture beside the documents.
pub(crate) fn publish(figures: &Figures) -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("the README has no place for the table")?;
    let (_, after) = rest.split_once(END).ok_or("the place for the table in the README has no end")?;
    fs::write(readme, format!("{before}{BEGIN}\n\n{}\n{END}{after}", table(figures)?))?;
    Ok(fs::write(root.join("docs/speed.svg"), picture(figures)?)?)
}

/// The figures of the README, as Markdown.
pub(crate) fn table(figures: &Figures) -> Result<String, Failure> {
    let value = |what: &str, server: &str| {
        let figure = figures.of(what, server);
        figure.map(|figure| figure.value).ok_or_else(|| format!("not measured: {what} of {server}"))
    };
    let mut text = String::new();
    let servers = measured(figures);
    let heads: Vec<&str> = servers.iter().map(|(_, shown)| *shown).collect();
    writeln!(text, "| CPU of one delivery, µs | {} |", heads.join(" | "))?;
    writeln!(text, "|---{}|", "|---".repeat(heads.len()))?;
    for (load, shown) in LOADS {
        let cells: Result<Vec<String>, String> =
            servers.iter().map(|(server, _)| Ok(format!("{:.1}", value(&delivery(load), server)?))).collect();
        writeln!(text, "| {shown} | {} |", cells?.join(" | "))?;
    }
    let rondo = |what: &str| value(what, "rondo");
    writeln!(text, "\n| | |\n|---|---|")?;
    writeln!(
        text,
        "| one more member in a room, for each message | {:.1} µs of CPU, {:.2} times the bare minimum |",
        rondo("fitted: one more delivery")?,
        rondo("fitted: one more delivery")? / value("fitted: one more delivery", "limit")?
    )?;
    writeln!(
        text,
        "| a message beside its deliveries | {:.0} µs of CPU |",
        rondo("fitted: a message besides")?
    )?;
    writeln!(text, "| a member who is there | {:.1} KiB of memory |", rondo("memory of a member")?)?;
    writeln!(
        text,
        "| coming for the first time, coming back | {:.0} and {:.0} µs of CPU |",
        rondo("first join at once: each")?,
        rondo("return at once: each")?
    )?;
    writeln!(text, "| a delivery of 200 characters | {:.0} bytes |", rondo("closed: bytes of a delivery")?)?;
    for rate in rates(figures) {
        let of = |server: &str, share: &str| value(&acknowledged(rate, share), server);
        writeln!(
            text,
            "| stored and acknowledged at {rate} messages a second | {:.1} ms in the middle, 99 of 100 within {:.1} \
             ms (the disk alone: {:.1} and {:.1}; the bare minimum, which stores nothing: {:.1} and {:.1}) |",
            of("rondo", "p50")?,
            of("rondo", "p99")?,
            of("disk", "p50")?,
            of("disk", "p99")?,
            of("limit", "p50")?,
            of("limit", "p99")?
        )?;
    }
    writeln!(
        text,
        "| ready after a restart with {} meetings and {} events | {:.1} s |",
        figures.meetings,
        figures.events,
        rondo("ready after a restart with all these meetings")?
    )?;
    writeln!(
        text,
        "\n{} members in rooms of ten, {} cores shared by the servers and the members, {}.",
        figures.members, figures.cores, figures.day
    )?;
    Ok(text)
}

/// What one delivery costs each server, as bars.
pub(crate) fn picture(figures: &Figures) -> Result<String, Failure> {
    const WIDTH: usize = 720;
    const LABEL: usize = 190;
    const ROW: usize = 22;
    const GAP: usize = 40;
    let servers = measured(figures);
    let bars: Vec<&Figure> = LOADS
        .iter()
        .flat_map(|(load, _)| servers.iter().map(|(server, _)| figures.of(&delivery(load), server)))
        .collect::<Option<_>>()
        .ok_or("a server was not measured under each load")?;
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let height = LOADS.len() * (GAP + servers.len() * ROW) + ROW;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t">
<title id="t">Processor time of one delivery in microseconds: Rondo beside other servers; shorter is better</title>
<style>
text {{ font: 13px system-ui, sans-serif; fill: #3d4347 }}
.load {{ font-weight: 600 }}
rect {{ fill: #9aa5ab }}
.rondo {{ fill: #2f6f62 }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #d5dadd }} rect {{ fill: #6b767c }} .rondo {{ fill: #6fb8a7 }} }}
</style>
"#
    );
    let mut y = 0;
    for ((_, load), bars) in LOADS.iter().zip(bars.chunks(servers.len())) {
        y += GAP;
        writeln!(svg, r#"<text class="load" x="0" y="{}">{load}</text>"#, y - 10)?;
        for ((server, shown), bar) in servers.iter().zip(bars) {
            let long = (bar.value / most * (WIDTH - LABEL - 60) as f64).max(1.0);
            let text_y = y + ROW / 2 + 5;
            let class = if *server == "rondo" { "rondo" } else { "other" };
            writeln!(svg, r#"<text x="0" y="{text_y}">{shown}</text>"#)?;
            writeln!(
                svg,
                r#"<rect class="{class}" x="{LABEL}" y="{}" width="{long:.0}" height="{}" rx="2"/>"#,
                y + 3,
                ROW - 6
            )?;
            writeln!(
                svg,
                r#"<text x="{:.0}" y="{text_y}">{:.1}</text>"#,
                LABEL as f64 + long + 6.0,
                bar.value
            )?;
            y += ROW;
        }
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn delivery(load: &str) -> String {
    format!("{load}: a delivery")
}

fn acknowledged(rate: u64, share: &str) -> String {
    format!("acknowledged at {rate} a second: {share}")
}

/// The rates at which the disk was measured too.
fn rates(figures: &Figures) -> impl Iterator<Item = u64> {
    [500, 2_000, 10_000].into_iter().filter(|rate| figures.of(&acknowledged(*rate, "p50"), "disk").is_some())
}

fn measured(figures: &Figures) -> Vec<(&'static str, &'static str)> {
    SERVERS.into_iter().filter(|(server, _)| figures.of(&delivery("closed"), server).is_some()).collect()
}
