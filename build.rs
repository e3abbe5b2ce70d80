//! Builds the web client when its sources have changed, so that `cargo build` alone makes a complete
//! server. With `RONDO_SKIP_WEB=1` the folder `web-client/dist` is embedded as it is.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, exit},
    time::SystemTime,
};

/// What the client is built from, in `web-client`.
const SOURCES: [&str; 12] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "csp.ts",
    "shell",
    "shell.ts",
    "chunks.ts",
    "precompress.ts",
];

fn main() {
    println!("cargo::rerun-if-env-changed=RONDO_SKIP_WEB");
    println!("cargo::rerun-if-changed=build.rs");
    let client = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("web-client");
    let dist = client.join("dist");
    let skip = std::env::var_os("RONDO_SKIP_WEB").is_some_and(|value| !value.is_empty() && value != "0");
    if skip || !client.join("package.json").exists() {
        if fs::create_dir_all(&dist).is_err() {
            fail("web-client/dist could not be created");
        }
        // Only watched here: after a build of our own it would count as changed forever.
        println!("cargo::rerun-if-changed=web-client/dist");
        return;
    }
    // Cargo takes a path that does not exist for changed each time.
    for source in SOURCES.iter().filter(|source| client.join(source).exists()) {
        println!("cargo::rerun-if-changed=web-client/{source}");
    }
    let sources_changed = SOURCES.iter().filter_map(|source| last_change(&client.join(source))).max();
    if last_change(&dist.join("index.html")) > sources_changed {
        return;
    }
    let lock_changed = last_change(&client.join("package-lock.json"));
    // npm writes this file last.
    if last_change(&client.join("node_modules/.package-lock.json")) < lock_changed {
        npm(&client, &["ci", "--no-audit", "--no-fund"]);
    }
    npm(&client, &["run", "build"]);
}

/// When a file, or anything in a folder, was last changed; deleting a file changes its folder.
/// `None` if there is nothing at the path.
fn last_change(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    let inside =
        fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| last_change(&entry.path()));
    inside.max().max(Some(own))
}

fn npm(client: &Path, arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let Ok(output) = Command::new(program).args(arguments).current_dir(client).output() else {
        fail(
            "npm was not found: install Node 20.19 or newer to build the web client, or set RONDO_SKIP_WEB=1",
        );
    };
    if !output.status.success() {
        // Cargo shows this when a build script fails.
        eprintln!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let command = arguments.join(" ");
        fail(&format!(
            "`npm {command}` failed in web-client; set RONDO_SKIP_WEB=1 to build without the client"
        ));
    }
}

fn fail(line: &str) -> ! {
    println!("cargo::error={line}");
    exit(1);
}
