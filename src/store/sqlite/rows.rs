//! Columns to values.

use serde_json::Value;
use sqlx::{Row, sqlite::SqliteRow};

use super::super::{Digest, Result, StoreError};

pub(super) fn blob<const N: usize>(row: &SqliteRow, column: &str) -> Result<[u8; N]> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| damaged(column))
}

pub(super) fn maybe_blob<const N: usize>(row: &SqliteRow, column: &str) -> Result<Option<[u8; N]>> {
    let bytes: Option<&[u8]> = row.try_get(column)?;
    bytes.map(|b| b.try_into().map_err(|_| damaged(column))).transpose()
}

pub(super) fn digest(row: &SqliteRow, column: &str) -> Result<Digest> {
    blob(row, column).map(Digest::from_bytes)
}

pub(super) fn unsigned(row: &SqliteRow, column: &str) -> Result<u64> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|_| damaged(column))
}

pub(super) fn small(row: &SqliteRow, column: &str) -> Result<u32> {
    let number: i64 = row.try_get(column)?;
    u32::try_from(number).map_err(|_| damaged(column))
}

pub(super) fn json(row: &SqliteRow, column: &str) -> Result<Value> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|_| damaged(column))
}

pub(super) fn texts(row: &SqliteRow, column: &str) -> Result<Vec<String>> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|_| damaged(column))
}

pub(super) fn to_texts(texts: &[String]) -> String {
    Value::from(texts).to_string()
}

pub(super) fn damaged(column: &str) -> StoreError {
    StoreError::Corrupt(format!("column {column}"))
}

/// SQLite's integers are signed.
pub(super) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::Invalid("a number beyond i64"))
}
