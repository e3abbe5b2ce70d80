//! Templates: agendas that a host keeps to make rooms from.

use async_trait::async_trait;
use serde_json::Value;

use super::error::Result;
use crate::{
    meeting::id::{AccountId, TemplateId},
    time::UnixMs,
};

/// A host's own template. Times are unix ms. The store does not look into `agenda`.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// Whose it is; never changes.
    pub owner: AccountId,
    /// Its name.
    pub name: String,
    /// `peer_led` or `therapist_led`.
    pub kind: String,
    /// Id of the format it came from.
    pub format: String,
    /// How long a share is by default; 0 is untimed.
    pub share_ms: i64,
    /// The agenda items, as JSON.
    pub agenda: Value,
    /// When it was made; never changes.
    pub created_at: UnixMs,
    /// When it was last replaced.
    pub changed_at: UnixMs,
}

/// Templates. Each belongs to one account and is nobody else's business.
#[async_trait]
pub trait Templates {
    /// Adds a template.
    async fn create_template(&self, template: Template) -> Result<()>;
    /// The templates of an account, oldest first.
    async fn templates_of(&self, owner: AccountId) -> Result<Vec<Template>>;
    /// Replaces a template of this owner, all but id, owner and `created_at`. Returns it as stored.
    async fn replace_template(&self, template: Template) -> Result<Template>;
    /// Deletes a template of this owner.
    async fn delete_template(&self, owner: AccountId, id: TemplateId) -> Result<()>;
}
