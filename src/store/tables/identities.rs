//! The rows of identities.

use async_trait::async_trait;

use super::{accounts, database::Tables, db::WriteConnection, rows::changed_one};
use crate::{
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{
        accounts::Account,
        audit::AuditBatch,
        error::Result,
        identities::{Identities, Identity},
    },
};

#[async_trait]
impl Identities for Tables {
    async fn account_of_identity(&self, mark: SecretHash) -> Result<Option<Account>> {
        let found = sqlx::query_as(
            "SELECT account.* FROM account JOIN account_identity ON account_identity.account = account.id
             WHERE mark = $1 AND NOT disabled",
        );
        Ok(found.bind(mark).fetch_optional(&self.reads).await?)
    }

    async fn identity_of(&self, account: AccountId) -> Result<Option<Identity>> {
        let found = sqlx::query_as("SELECT * FROM account_identity WHERE account = $1");
        Ok(found.bind(account).fetch_optional(&self.reads).await?)
    }

    async fn connect_identity(&self, identity: Identity, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(connect(conn, identity))).await
    }

    async fn create_connected_account(
        &self,
        account: Account,
        identity: Identity,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| Box::pin(create(conn, account, identity))).await
    }

    async fn disconnect_identity(&self, account: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(disconnect(conn, account))).await
    }
}

async fn connect(conn: &mut WriteConnection, identity: Identity) -> Result<()> {
    let row = sqlx::query("INSERT INTO account_identity (mark, account, since) VALUES ($1, $2, $3)");
    row.bind(identity.mark).bind(identity.account).bind(identity.since).execute(conn.conn()).await?;
    Ok(())
}

async fn create(conn: &mut WriteConnection, account: Account, identity: Identity) -> Result<()> {
    accounts::create(conn, account).await?;
    connect(conn, identity).await
}

async fn disconnect(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    let row = sqlx::query("DELETE FROM account_identity WHERE account = $1");
    changed_one(row.bind(account).execute(conn.conn()).await?.rows_affected())
}
