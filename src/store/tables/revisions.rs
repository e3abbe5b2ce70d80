//! The marks of what people edit.

use async_trait::async_trait;

use super::{database::Tables, revision_rows::find};
use crate::store::{
    error::Result,
    revisions::{Edited, Revision, Revisions},
};

#[async_trait]
impl Revisions for Tables {
    async fn revision(&self, of: Edited) -> Result<Revision> {
        find(&self.reads, of).await
    }
}
