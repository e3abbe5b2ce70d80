//! Opening the keys, and what is refused before any is used.

use std::path::Path;

use super::SharedKeys;
use crate::{
    meeting::id::RoomId,
    store::{
        backend::DatabaseId,
        crypto::{self, RawKey},
        error::{Result, StoreError},
        keys::{files, source::KeyError},
        limits::KEY_CONNECTIONS_MAX,
        postgres::{Numbered, Target},
    },
};

const MIGRATIONS: &[Numbered] = &[
    (1, "start", include_str!("migrations/0001_start.sql")),
    (2, "schema_info", include_str!("migrations/0002_schema_info.sql")),
];

impl SharedKeys {
    /// Opens the keys of a database, whose rooms `series` each have one or are known to have lost it: those
    /// that miss theirs are noted as lost if the operator accepts that. `root.key` is read from the data
    /// directory, where the first server makes it. Keys that lie there are taken over.
    ///
    /// # Errors
    /// [`StoreError::Open`] with a line for the operator: the keys are of another database or wrapped by
    /// another `root.key`, some are missing, or what is deleted here would be archived.
    pub(in crate::store) async fn open(
        target: &Target,
        data_dir: &Path,
        database: DatabaseId,
        series: &[RoomId],
        accept_lost: bool,
    ) -> Result<Self> {
        let keys = Self::connect(target, data_dir, database).await.map_err(for_operator)?;
        keys.settle(data_dir, database, series, accept_lost).await.map_err(for_operator)?;
        Ok(keys)
    }

    async fn connect(target: &Target, data_dir: &Path, database: DatabaseId) -> Result<Self, KeyError> {
        target.prepare(MIGRATIONS).await.map_err(|error| KeyError::Unavailable(error.to_string()))?;
        let pool = target.timed_pool(KEY_CONNECTIONS_MAX);
        let archives: String = sqlx::query_scalar("SHOW archive_mode").fetch_one(&pool).await?;
        if archives != "off" {
            return Err(KeyError::Archived);
        }
        let found = sqlx::query_as("SELECT database, root_mark FROM key_info");
        let found: Option<(Vec<u8>, Vec<u8>)> = found.fetch_optional(&pool).await?;
        if found.as_ref().is_some_and(|(of, _)| of != database.as_bytes()) {
            return Err(KeyError::OtherDatabase(format!("{target:?}")));
        }
        let root = match (files::root_key(data_dir)?, &found) {
            (Some(root), _) => root,
            (None, Some(_)) => return Err(KeyError::RootElsewhere),
            (None, None) => files::make_root_key(data_dir)?,
        };
        let keys = Self { pool, root };
        let row = sqlx::query(
            "INSERT INTO key_info (id, database, root_mark, checks) VALUES (1, $1, $2, 0) ON CONFLICT DO NOTHING",
        );
        row.bind(database.as_bytes().as_slice()).bind(keys.root_mark()).execute(&keys.pool).await?;
        // Another server may have been the first meanwhile.
        let mark: Vec<u8> =
            sqlx::query_scalar("SELECT root_mark FROM key_info").fetch_one(&keys.pool).await?;
        if mark == keys.root_mark() { Ok(keys) } else { Err(KeyError::OtherRoot) }
    }

    /// Takes over what lies in the data directory, as after a restore or where a server had a machine for itself
    /// before, and checks that nothing is missing.
    async fn settle(
        &self,
        data_dir: &Path,
        database: DatabaseId,
        series: &[RoomId],
        accept_lost: bool,
    ) -> Result<(), KeyError> {
        for (room, wrapped) in files::series_keys(data_dir)? {
            if series.contains(&room) {
                let row = sqlx::query(
                    "INSERT INTO series_key (room, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                );
                row.bind(room).bind(wrapped).execute(&self.pool).await?;
            }
            files::destroy_series_key(data_dir, room)?;
        }
        for (meeting, day, key) in files::meeting_keys(data_dir, database)? {
            self.put_meeting_key(meeting, day, &key).await?;
            files::destroy_meeting_key(data_dir, meeting)?;
        }
        let known: Vec<RoomId> =
            sqlx::query_scalar("SELECT room FROM series_key").fetch_all(&self.pool).await?;
        let missing: Vec<&RoomId> = series.iter().filter(|room| !known.contains(room)).collect();
        if accept_lost {
            for room in missing {
                super::Keys::note_lost_series(self, *room).await?;
            }
            return Ok(());
        }
        match missing.len() {
            0 => Ok(()),
            series => Err(KeyError::SeriesMissing { series, folder: files::lasting(data_dir) }),
        }
    }

    /// Tells these keys from others, and nothing about them.
    pub(in crate::store) fn root_mark(&self) -> Vec<u8> {
        root_mark(&self.root)
    }
}

/// Copies the keys of series, which servers may use, as files into another data directory. What is there stays.
///
/// # Errors
/// When the keys can't be read or written.
pub(in crate::store) async fn copy_shared(from: &Target, to: &Path) -> Result<()> {
    let pool = from.open_beside().await?;
    let found = sqlx::query_as("SELECT room, wrapped FROM series_key WHERE wrapped IS NOT NULL");
    let found: Vec<(RoomId, Vec<u8>)> = found.fetch_all(&pool).await?;
    pool.close().await;
    for (room, wrapped) in found {
        files::put_series_key(to, room, &wrapped)?;
    }
    Ok(())
}

fn root_mark(root: &RawKey) -> Vec<u8> {
    crypto::mark_of(root).to_vec()
}

fn for_operator(error: KeyError) -> StoreError {
    StoreError::Open(error.to_string())
}
