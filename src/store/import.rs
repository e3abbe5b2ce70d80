//! Brings what an SQLite database holds into an empty PostgreSQL database, once: for whoever outgrows one machine.
//! The tables are the same in both, so this knows none of them by name. A row travels as JSON.

use std::{fs, path::Path};

use futures::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use super::{
    backend::Backend as _,
    database::Database,
    error::{Result, StoreError},
    limits::IMPORTED_AT_ONCE,
    lock, postgres, sqlite,
};

#[cfg(test)]
mod tests;

/// What is added to the name of the file that everything was taken from.
const MOVED: &str = ".moved";

/// A table as PostgreSQL has it, without what it numbers itself.
struct Table {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// As `information_schema` names it.
    data_type: String,
}

/// Copies all rows from the file `from` into the empty database `to`, and gives the file another name, so that no
/// server starts on it by mistake. The keys in `data_dir` go on with the new database. Returns the number of rows.
/// A failure leaves both as they were.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator: a server runs, the file is none of Rondo's, or something is in
/// the database already.
pub(crate) async fn import(from: &Path, to: &str, data_dir: &Path) -> Result<u64> {
    let refuse = |line: String| Err(StoreError::Open(line));
    let Database::Postgres(to) = Database::parse(to)? else {
        return refuse("--database-url has to name the PostgreSQL database to copy into".to_owned());
    };
    if !from.is_file() {
        return refuse(format!("{}: there is no such file", from.display()));
    }
    let Some(name) = from.to_str() else { return refuse(format!("{}: is not UTF-8", from.display())) };
    let _data = lock::take(&data_dir.join("lock"), data_dir).await?;
    let source = sqlite::Target::parse(name)?;
    let _file = source.lock().await?;
    let mut here = source.prepare().await?;
    // With the lease of a server that has the database for itself, so that no other one begins meanwhile.
    let tables = postgres::open(&to, None).await?;
    let copied = copy(&mut here, &to).await;
    tables.close().await;
    here.close().await?;
    let rows = copied?;
    let moved = format!("{name}{MOVED}");
    fs::rename(from, &moved).map_err(|error| StoreError::Open(format!("{moved}: {error}")))?;
    Ok(rows)
}

async fn copy(here: &mut SqliteConnection, to: &postgres::Target) -> Result<u64> {
    let mut there = to.connect().await?;
    // No server stands behind it that others wait for.
    for unlimited in ["SET statement_timeout = 0", "SET idle_in_transaction_session_timeout = 0"] {
        sqlx::query(unlimited).execute(&mut there).await?;
    }
    let mut transaction = there.begin().await?;
    let used = "SELECT EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM audit)";
    if sqlx::query_scalar(used).fetch_one(&mut *transaction).await? {
        return Err(StoreError::Open("the PostgreSQL database is not empty".to_owned()));
    }
    let mut rows = 0;
    for table in tables(&mut transaction).await? {
        if let Some(select) = table.select(here).await? {
            rows += table.copy(&select, here, &mut transaction).await?;
        }
    }
    transaction.commit().await?;
    there.close().await?;
    Ok(rows)
}

/// All tables, those that others refer to first: in the order in which they were made.
async fn tables(there: &mut PgConnection) -> Result<Vec<Table>> {
    let found: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT)
         FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_identity = 'NO'
         ORDER BY CAST(CAST(quote_ident(table_name) AS REGCLASS) AS OID), ordinal_position",
    )
    .fetch_all(there)
    .await?;
    let mut tables: Vec<Table> = Vec::new();
    for (table, name, data_type) in found {
        let column = Column { name, data_type };
        match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push(column),
            _ => tables.push(Table { name: table, columns: vec![column] }),
        }
    }
    Ok(tables)
}

impl Table {
    /// What reads its rows as JSON, in their order. `None` if only PostgreSQL has it.
    async fn select(&self, here: &mut SqliteConnection) -> Result<Option<String>> {
        let found =
            sqlx::query_scalar("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = $1");
        let found: Option<bool> = found.bind(&self.name).fetch_optional(here).await?;
        // The library's own note of what was done to each schema.
        let Some(without_rowid) = found.filter(|_| !self.name.starts_with("_sqlx")) else { return Ok(None) };
        let pairs: Vec<String> = self.columns.iter().map(Column::pair).collect();
        let order = if without_rowid { "" } else { " ORDER BY rowid" };
        Ok(Some(format!("SELECT json_object({}) FROM \"{}\"{order}", pairs.join(", "), self.name)))
    }

    /// Copies its rows. The triggers of the schema have done their work on them already.
    async fn copy(&self, select: &str, here: &mut SqliteConnection, there: &mut PgConnection) -> Result<u64> {
        let name = &self.name;
        self.run(there, format!("ALTER TABLE \"{name}\" DISABLE TRIGGER USER")).await?;
        // A new database has an identity of its own, and a few rows that count.
        self.run(there, format!("DELETE FROM \"{name}\"")).await?;
        let columns: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let values: Vec<String> = self.columns.iter().map(Column::value).collect();
        let texts: Vec<String> = columns.iter().map(|column| format!("{column} TEXT")).collect();
        let insert = format!(
            "INSERT INTO \"{name}\" ({}) SELECT {} FROM jsonb_to_recordset(CAST($1 AS JSONB)) AS r({})",
            columns.join(", "),
            values.join(", "),
            texts.join(", ")
        );
        let read = sqlx::query_scalar::<_, String>(AssertSqlSafe(select.to_owned())).fetch(here);
        let mut batches = read.try_chunks(IMPORTED_AT_ONCE);
        let mut rows = 0;
        while let Some(batch) = batches.try_next().await.map_err(|error| StoreError::from(error.1))? {
            let query = sqlx::query(AssertSqlSafe(insert.clone())).bind(format!("[{}]", batch.join(",")));
            rows += query.execute(&mut *there).await?.rows_affected();
        }
        self.run(there, format!("ALTER TABLE \"{name}\" ENABLE TRIGGER USER")).await?;
        Ok(rows)
    }

    async fn run(&self, there: &mut PgConnection, sql: String) -> Result<()> {
        sqlx::query(AssertSqlSafe(sql)).execute(there).await?;
        Ok(())
    }
}

impl Column {
    /// Its name and its value in SQLite, for a JSON object.
    fn pair(&self) -> String {
        let name = &self.name;
        match self.data_type.as_str() {
            "bytea" => {
                format!("'{name}', CASE WHEN \"{name}\" IS NOT NULL THEN '\\x' || hex(\"{name}\") END")
            }
            _ => format!("'{name}', \"{name}\""),
        }
    }

    /// Its value for PostgreSQL, made of a text.
    fn value(&self) -> String {
        format!("CAST(r.\"{}\" AS {})", self.name, self.data_type)
    }
}
