//! Which database the rows are in.

use super::{error::Result, postgres, sqlite};

/// Where the rows are.
pub(super) enum Database {
    /// In a file on this machine, which one server has for itself.
    Sqlite(sqlite::Target),
    /// On a database server.
    Postgres(postgres::Target),
}

impl Database {
    /// What a path, a `sqlite:` URL or a `postgres:` URL names.
    ///
    /// # Errors
    /// [`StoreError::Open`](super::StoreError::Open) if it names none.
    pub(super) fn parse(database: &str) -> Result<Self> {
        match database.starts_with("postgres:") || database.starts_with("postgresql:") {
            true => postgres::Target::parse(database).map(Self::Postgres),
            false => sqlite::Target::parse(database).map(Self::Sqlite),
        }
    }
}
