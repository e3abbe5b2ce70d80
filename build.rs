//! Builds the web client when its sources have changed, so that `cargo build` alone gives a whole
//! server. With `RONDO_SKIP_WEB=1` the folder `web-client/dist` is embedded as it is.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, exit},
    time::SystemTime,
};

/// What the built client is made from, in `web-client`.
const SOURCES: [&str; 8] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "csp.ts",
];

fn main() {
    println!("cargo::rerun-if-env-changed=RONDO_SKIP_WEB");
    println!("cargo::rerun-if-changed=build.rs");
    let client = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("web-client");
    let dist = client.join("dist");
    let skip = std::env::var_os("RONDO_SKIP_WEB").is_some_and(|value| !value.is_empty() && value != "0");
    if skip || !client.join("package.json").exists() {
        let made = fs::create_dir_all(&dist);
        stop_unless(made.is_ok(), "web-client/dist can't be made");
        // Watched only here: a build of our own would be seen as a change, and go on for ever.
        println!("cargo::rerun-if-changed=web-client/dist");
        return;
    }
    // A path that is not there would count as changed each time.
    for source in SOURCES.iter().filter(|source| client.join(source).exists()) {
        println!("cargo::rerun-if-changed=web-client/{source}");
    }
    let sources = SOURCES.iter().filter_map(|source| newest(&client.join(source))).max();
    if newest(&dist.join("index.html")) > sources {
        return;
    }
    let lock = newest(&client.join("package-lock.json"));
    // npm writes this file last.
    if newest(&client.join("node_modules/.package-lock.json")) < lock {
        npm(&client, &["ci", "--no-audit", "--no-fund"]);
    }
    npm(&client, &["run", "build"]);
}

/// When something in a file or folder was last changed, deletions included.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.max().max(Some(own))
}

fn npm(client: &Path, arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = match Command::new(program).args(arguments).current_dir(client).output() {
        Ok(output) => output,
        Err(_) => {
            return stop_unless(
                false,
                "npm was not found: install Node 20 or newer to build the web client, or set RONDO_SKIP_WEB=1",
            );
        }
    };
    if !output.status.success() {
        // The details for who asks with -vv; cargo shows them when a build script fails.
        eprintln!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let line = format!(
            "`npm {}` failed in web-client; set RONDO_SKIP_WEB=1 to build without it",
            arguments.join(" ")
        );
        stop_unless(false, &line);
    }
}

fn stop_unless(good: bool, line: &str) {
    if !good {
        println!("cargo::error={line}");
        exit(1);
    }
}
