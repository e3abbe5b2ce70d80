//! The marks of what people edit.

use async_trait::async_trait;

use super::{revision_rows::find, store::Sqlite};
use crate::store::{
    error::Result,
    revisions::{Edited, Revision, Revisions},
};

#[async_trait]
impl Revisions for Sqlite {
    async fn revision(&self, of: Edited) -> Result<Revision> {
        find(&self.reads, of).await
    }
}
