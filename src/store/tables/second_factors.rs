//! The rows of second factors.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, rows::changed_one, sessions};
use crate::{
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{
        audit::AuditBatch,
        error::{Conflict, Result, StoreError},
        second_factors::{Added, App, Passkey, SecondFactor, SecondFactors, UsedPasskey},
        sql::counted,
    },
};

#[async_trait]
impl SecondFactors for Tables {
    async fn second_factor(&self, account: AccountId) -> Result<SecondFactor> {
        let app = sqlx::query_as("SELECT * FROM second_factor WHERE account = $1");
        let app = app.bind(account).fetch_optional(&self.reads).await?;
        let passkeys = sqlx::query_as("SELECT * FROM passkey WHERE account = $1 ORDER BY created_at, id");
        let passkeys = passkeys.bind(account).fetch_all(&self.reads).await?;
        let codes = sqlx::query_scalar("SELECT COUNT(*) FROM second_factor_code WHERE account = $1");
        let codes_left = counted(codes.bind(account).fetch_one(&self.reads).await?)?;
        Ok(SecondFactor { app, passkeys, codes_left })
    }

    async fn begin_app(&self, account: AccountId, salt: Vec<u8>) -> Result<()> {
        self.write(move |conn| Box::pin(begin_app(conn, account, salt))).await
    }

    async fn confirm_app(
        &self,
        app: App,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Added> {
        self.act(audit, move |conn| Box::pin(confirm_app(conn, app, codes, keep))).await
    }

    async fn use_app(&self, account: AccountId, step: i64) -> Result<bool> {
        self.write(move |conn| Box::pin(use_step(conn, account, step))).await
    }

    async fn remove_app(&self, account: AccountId, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(remove_app(conn, account))).await
    }

    async fn add_passkey(
        &self,
        passkey: Passkey,
        codes: Vec<SecretHash>,
        keep: SecretHash,
        audit: AuditBatch,
    ) -> Result<Added> {
        self.act(audit, move |conn| Box::pin(add_passkey(conn, passkey, codes, keep))).await
    }

    async fn use_passkey(&self, account: AccountId, used: UsedPasskey) -> Result<bool> {
        self.write(move |conn| Box::pin(use_passkey(conn, account, used))).await
    }

    async fn remove_passkey(&self, account: AccountId, id: String, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(remove_passkey(conn, account, id))).await
    }

    async fn use_recovery_code(&self, account: AccountId, code: SecretHash, audit: AuditBatch) -> Result<()> {
        self.act(audit, move |conn| Box::pin(use_code(conn, account, code))).await
    }

    async fn renew_recovery_codes(
        &self,
        account: AccountId,
        codes: Vec<SecretHash>,
        audit: AuditBatch,
    ) -> Result<()> {
        self.act(audit, move |conn| Box::pin(renew(conn, account, codes))).await
    }
}

async fn begin_app(conn: &mut WriteConnection, account: AccountId, salt: Vec<u8>) -> Result<()> {
    let row = sqlx::query(
        "INSERT INTO second_factor (account, salt, confirmed_at, last_step) VALUES ($1, $2, NULL, 0)
         ON CONFLICT (account) DO UPDATE SET salt = excluded.salt WHERE second_factor.confirmed_at IS NULL",
    );
    let done = row.bind(account).bind(salt).execute(conn.conn()).await?;
    if done.rows_affected() == 0 { Err(StoreError::Conflict(Conflict::Id)) } else { Ok(()) }
}

async fn confirm_app(
    conn: &mut WriteConnection,
    app: App,
    codes: Vec<SecretHash>,
    keep: SecretHash,
) -> Result<Added> {
    let row = sqlx::query(
        "UPDATE second_factor SET confirmed_at = $3, last_step = $4
         WHERE account = $1 AND salt = $2 AND confirmed_at IS NULL",
    );
    let row = row.bind(app.account).bind(app.salt).bind(app.confirmed_at).bind(app.last_step);
    changed_one(row.execute(conn.conn()).await?.rows_affected())?;
    added(conn, app.account, codes, keep).await
}

async fn add_passkey(
    conn: &mut WriteConnection,
    passkey: Passkey,
    codes: Vec<SecretHash>,
    keep: SecretHash,
) -> Result<Added> {
    let row = sqlx::query(
        "INSERT INTO passkey (id, account, name, credential, created_at) VALUES ($1, $2, $3, $4, $5)",
    );
    let row = row.bind(passkey.id).bind(passkey.account).bind(passkey.name);
    row.bind(passkey.credential).bind(passkey.created_at).execute(conn.conn()).await?;
    added(conn, passkey.account, codes, keep).await
}

async fn added(
    conn: &mut WriteConnection,
    account: AccountId,
    codes: Vec<SecretHash>,
    keep: SecretHash,
) -> Result<Added> {
    let had = sqlx::query("SELECT 1 FROM second_factor_code WHERE account = $1");
    let codes_taken = had.bind(account).fetch_optional(conn.conn()).await?.is_none();
    if codes_taken {
        add_codes(conn, account, codes).await?;
    }
    Ok(Added { ended: sessions::delete_of(conn, account, Some(keep)).await?, codes_taken })
}

async fn use_step(conn: &mut WriteConnection, account: AccountId, step: i64) -> Result<bool> {
    let row = sqlx::query(
        "UPDATE second_factor SET last_step = $2
         WHERE account = $1 AND confirmed_at IS NOT NULL AND last_step < $2",
    );
    Ok(row.bind(account).bind(step).execute(conn.conn()).await?.rows_affected() == 1)
}

async fn use_passkey(conn: &mut WriteConnection, account: AccountId, used: UsedPasskey) -> Result<bool> {
    let row = sqlx::query("UPDATE passkey SET credential = $3, used_at = $4 WHERE id = $1 AND account = $2");
    let row = row.bind(used.id).bind(account).bind(used.credential).bind(used.at);
    Ok(row.execute(conn.conn()).await?.rows_affected() == 1)
}

async fn use_code(conn: &mut WriteConnection, account: AccountId, code: SecretHash) -> Result<()> {
    let row = sqlx::query("DELETE FROM second_factor_code WHERE secret_hash = $1 AND account = $2");
    changed_one(row.bind(code).bind(account).execute(conn.conn()).await?.rows_affected())
}

async fn add_codes(conn: &mut WriteConnection, account: AccountId, codes: Vec<SecretHash>) -> Result<()> {
    for code in codes {
        let row = sqlx::query("INSERT INTO second_factor_code (secret_hash, account) VALUES ($1, $2)");
        row.bind(code).bind(account).execute(conn.conn()).await?;
    }
    Ok(())
}

async fn renew(conn: &mut WriteConnection, account: AccountId, codes: Vec<SecretHash>) -> Result<()> {
    if !counts(conn, account).await? {
        return Err(StoreError::NotFound);
    }
    delete_codes(conn, account).await?;
    add_codes(conn, account, codes).await
}

async fn counts(conn: &mut WriteConnection, account: AccountId) -> Result<bool> {
    let counting = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM second_factor WHERE account = $1 AND confirmed_at IS NOT NULL)
             OR EXISTS (SELECT 1 FROM passkey WHERE account = $1)",
    );
    Ok(counting.bind(account).fetch_one(conn.conn()).await?)
}

async fn delete_codes(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    let codes = sqlx::query("DELETE FROM second_factor_code WHERE account = $1");
    codes.bind(account).execute(conn.conn()).await?;
    Ok(())
}

async fn remove_app(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    let row = sqlx::query("DELETE FROM second_factor WHERE account = $1");
    changed_one(row.bind(account).execute(conn.conn()).await?.rows_affected())?;
    removed(conn, account).await
}

async fn remove_passkey(conn: &mut WriteConnection, account: AccountId, id: String) -> Result<()> {
    let row = sqlx::query("DELETE FROM passkey WHERE id = $1 AND account = $2");
    changed_one(row.bind(id).bind(account).execute(conn.conn()).await?.rows_affected())?;
    removed(conn, account).await
}

/// Recovery codes stand in for something.
async fn removed(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    if counts(conn, account).await? { Ok(()) } else { delete_codes(conn, account).await }
}

/// Takes away all that an account has beside its password, and the identity by which it does without one.
pub(super) async fn delete(conn: &mut WriteConnection, account: AccountId) -> Result<()> {
    delete_codes(conn, account).await?;
    for statement in [
        "DELETE FROM second_factor WHERE account = $1",
        "DELETE FROM passkey WHERE account = $1",
        "DELETE FROM account_identity WHERE account = $1",
    ] {
        sqlx::query(statement).bind(account).execute(conn.conn()).await?;
    }
    Ok(())
}
