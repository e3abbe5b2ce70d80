//! `rondo import`: from SQLite to PostgreSQL.

use super::{failure::Failure, output::print, runtime};
use crate::{
    config::{Config, ImportRequest},
    store,
};

pub(super) fn run(config: &Config, request: &ImportRequest) -> Result<(), Failure> {
    if !config.signing_keys().exists() {
        return Err(Failure::never_started(config));
    }
    let runtime = runtime::of_one_thread()?;
    let from = request.file.clone().unwrap_or_else(|| config.data_dir.join("rondo.db"));
    let rows = runtime.block_on(store::import(&from, &config.database(), &config.data_dir))?;
    print(&format!(
        "{rows} rows are in PostgreSQL, and {0} is called {0}.moved now. Start the server with the same --data-dir and \
         --database-url; delete the file once all is well.\n",
        from.display()
    ));
    Ok(())
}
