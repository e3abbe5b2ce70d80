//! Templates: agendas that a host keeps to make rooms from.

use async_trait::async_trait;

use super::error::Result;
use crate::{
    meeting::id::{AccountId, TemplateId},
    room::Template,
};

/// Templates. Each belongs to one account, and no other account can reach it.
#[async_trait]
pub trait Templates {
    /// Adds a template.
    async fn create_template(&self, template: Template) -> Result<()>;
    /// The templates of an account, oldest first.
    async fn templates_of(&self, owner: AccountId) -> Result<Vec<Template>>;
    /// Replaces a template of its owner. `created_at` is ignored. Returns the template as stored.
    async fn replace_template(&self, template: Template) -> Result<Template>;
    /// Deletes a template of this owner.
    async fn delete_template(&self, owner: AccountId, id: TemplateId) -> Result<()>;
}
