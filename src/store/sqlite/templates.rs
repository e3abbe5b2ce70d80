//! The rows of templates.

use async_trait::async_trait;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    super::{Result, StoreError, Template, Templates},
    SqliteStore, rows,
    session::Session,
};
use crate::meeting::id::{AccountId, TemplateId};

#[async_trait]
impl Templates for SqliteStore {
    async fn create_template(&self, template: Template) -> Result<()> {
        self.write(|session| Box::pin(create(session, template))).await
    }

    async fn templates_of(&self, owner: AccountId) -> Result<Vec<Template>> {
        let found = sqlx::query("SELECT * FROM template WHERE owner = $1 ORDER BY created_at, id");
        let found = found.bind(&owner.as_bytes()[..]).fetch_all(&self.reads).await?;
        found.iter().map(template).collect()
    }

    async fn replace_template(&self, template: Template) -> Result<Template> {
        self.write(|session| Box::pin(replace(session, template))).await
    }

    async fn delete_template(&self, owner: AccountId, id: TemplateId) -> Result<()> {
        self.write(move |session| Box::pin(delete(session, owner, id))).await
    }
}

async fn create(session: &mut Session, new: Template) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO template (id, owner, name, kind, format, share_ms, agenda, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    row.bind(&new.id.as_bytes()[..])
        .bind(&new.owner.as_bytes()[..])
        .bind(&new.name)
        .bind(&new.kind)
        .bind(&new.format)
        .bind(new.share_ms)
        .bind(new.agenda.to_string())
        .bind(new.created_at)
        .bind(new.changed_at)
        .execute(session.conn())
        .await?;
    Ok(())
}

async fn replace(session: &mut Session, new: Template) -> Result<Template> {
    let row = sqlx::query(
        "UPDATE template SET name = $3, kind = $4, format = $5, share_ms = $6, agenda = $7, changed_at = $8
         WHERE id = $1 AND owner = $2 RETURNING *",
    );
    let row = row
        .bind(&new.id.as_bytes()[..])
        .bind(&new.owner.as_bytes()[..])
        .bind(&new.name)
        .bind(&new.kind)
        .bind(&new.format)
        .bind(new.share_ms)
        .bind(new.agenda.to_string())
        .bind(new.changed_at);
    template(&row.fetch_one(session.conn()).await?)
}

async fn delete(session: &mut Session, owner: AccountId, id: TemplateId) -> Result<()> {
    let row = sqlx::query("DELETE FROM template WHERE id = $1 AND owner = $2");
    let row = row.bind(&id.as_bytes()[..]).bind(&owner.as_bytes()[..]);
    let done = row.execute(session.conn()).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

fn template(row: &SqliteRow) -> Result<Template> {
    Ok(Template {
        id: TemplateId::from_bytes(rows::blob(row, "id")?),
        owner: AccountId::from_bytes(rows::blob(row, "owner")?),
        name: row.try_get("name")?,
        kind: row.try_get("kind")?,
        format: row.try_get("format")?,
        share_ms: row.try_get("share_ms")?,
        agenda: rows::json(row, "agenda")?,
        created_at: row.try_get("created_at")?,
        changed_at: row.try_get("changed_at")?,
    })
}
