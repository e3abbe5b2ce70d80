//! The rows of templates.

use async_trait::async_trait;
use sqlx::types::Json;

use super::{database::Tables, db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::{AccountId, TemplateId},
    room::Template,
    store::{error::Result, templates::Templates},
};

#[async_trait]
impl Templates for Tables {
    async fn create_template(&self, template: Template) -> Result<()> {
        self.write(|conn| Box::pin(create(conn, template))).await
    }

    async fn templates_of(&self, owner: AccountId) -> Result<Vec<Template>> {
        let found = sqlx::query_as("SELECT * FROM template WHERE owner = $1 ORDER BY created_at, id");
        Ok(found.bind(owner).fetch_all(&self.reads).await?)
    }

    async fn replace_template(&self, template: Template) -> Result<Template> {
        self.write(|conn| Box::pin(replace(conn, template))).await
    }

    async fn delete_template(&self, owner: AccountId, id: TemplateId) -> Result<()> {
        self.write(move |conn| Box::pin(delete(conn, owner, id))).await
    }
}

async fn create(conn: &mut WriteConnection, new: Template) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO template (id, owner, name, kind, format, share_ms, agenda, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    row.bind(new.id)
        .bind(new.owner)
        .bind(&new.name)
        .bind(new.kind)
        .bind(&new.format)
        .bind(new.share_ms)
        .bind(Json(&new.agenda))
        .bind(new.created_at)
        .bind(new.changed_at)
        .execute(conn.conn())
        .await?;
    Ok(())
}

async fn replace(conn: &mut WriteConnection, new: Template) -> Result<Template> {
    let row = sqlx::query_as(
        "UPDATE template SET name = $3, kind = $4, format = $5, share_ms = $6, agenda = $7, changed_at = $8
         WHERE id = $1 AND owner = $2 RETURNING *",
    );
    let row = row
        .bind(new.id)
        .bind(new.owner)
        .bind(&new.name)
        .bind(new.kind)
        .bind(&new.format)
        .bind(new.share_ms)
        .bind(Json(&new.agenda))
        .bind(new.changed_at);
    Ok(row.fetch_one(conn.conn()).await?)
}

async fn delete(conn: &mut WriteConnection, owner: AccountId, id: TemplateId) -> Result<()> {
    let row = sqlx::query("DELETE FROM template WHERE id = $1 AND owner = $2");
    let row = row.bind(id).bind(owner);
    let done = row.execute(conn.conn()).await?;
    changed_one(done.rows_affected())
}
