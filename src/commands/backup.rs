//! `rondo backup`: a copy that restores to a working server without any meeting's content.

use super::{failure::Failure, output::print, runtime};
use crate::{
    config::{BackupRequest, Config},
    store::{self, BackupSource},
};

pub(super) fn run(config: &Config, request: &BackupRequest) -> Result<(), Failure> {
    if !config.signing_keys().exists() {
        return Err(Failure::never_started(config));
    }
    let runtime = runtime::of_one_thread()?;
    let database = config.database();
    let files = [config.signing_keys(), config.push_key(), config.webhook_key(), config.second_factor_key()];
    let source = BackupSource {
        database: &database,
        data_dir: &config.data_dir,
        keys: config.keys.as_deref(),
        files: &files,
    };
    let series = runtime.block_on(store::back_up(&source, &request.folder))?;
    let folder = request.folder.display();
    let holds = match config.has_own_database() {
        true => format!("{folder} holds the database and the keys of {series} series."),
        false => format!(
            "{folder} holds the keys of {series} series. The database is in PostgreSQL: back it up there, after this."
        ),
    };
    print(&format!(
        "{holds} Keep it where nobody else can read it: it opens the names in these rooms. What is written in \
         meetings can't be read in it.\n"
    ));
    Ok(())
}
