//! The rows of subscriptions.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection, subscriptions::subscriptions_of};
use crate::{
    meeting::id::{ParticipantId, SubscriptionId},
    store::{
        error::Result,
        limits::SUBSCRIPTIONS_MAX,
        push::{BrowserSecret, PushSubscription, PushSubscriptions},
    },
    time::UnixMs,
};

#[async_trait]
impl PushSubscriptions for Tables {
    async fn put_subscription(&self, subscription: PushSubscription, browser: BrowserSecret) -> Result<()> {
        self.write(move |conn| Box::pin(put(conn, subscription, browser))).await
    }

    async fn subscription(
        &self,
        participant: ParticipantId,
        browser: BrowserSecret,
    ) -> Result<Option<PushSubscription>> {
        let (seat, session) = browser.columns();
        let found = sqlx::query_as(
            "SELECT * FROM push_subscription WHERE participant = $1 AND (seat_secret = $2 OR session = $3)",
        );
        Ok(found.bind(participant).bind(seat).bind(session).fetch_optional(&self.reads).await?)
    }

    async fn subscriptions(&self, participant: ParticipantId, now: UnixMs) -> Result<Vec<PushSubscription>> {
        let found = sqlx::query_as(concat!(
            "SELECT push_subscription.* FROM participant CROSS JOIN ",
            subscriptions_of!("participant.id", "$2"),
            " AND participant.id = $1 AND participant.banned_at IS NULL ORDER BY push_subscription.rowid",
        ));
        Ok(found.bind(participant).bind(now).fetch_all(&self.reads).await?)
    }

    async fn erase_subscription_of(&self, participant: ParticipantId, browser: BrowserSecret) -> Result<()> {
        self.write(move |conn| Box::pin(erase_of(conn, participant, browser))).await
    }

    async fn erase_subscription(&self, id: SubscriptionId) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query("DELETE FROM push_subscription WHERE id = $1").bind(id);
                row.execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn put(conn: &mut WriteConnection, new: PushSubscription, browser: BrowserSecret) -> Result<()> {
    erase_of(conn, new.participant, browser).await?;
    let (seat, session) = browser.columns();
    let row = sqlx::query(
        "INSERT INTO push_subscription (id, participant, seat_secret, session, sealed, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    let row = row.bind(new.id).bind(new.participant).bind(seat).bind(session);
    row.bind(new.sealed).bind(new.created_at).execute(conn.conn()).await?;
    let others = sqlx::query(
        "DELETE FROM push_subscription WHERE participant = $1 AND rowid NOT IN (
             SELECT rowid FROM push_subscription WHERE participant = $1 ORDER BY rowid DESC LIMIT $2
         )",
    );
    others.bind(new.participant).bind(i64::from(SUBSCRIPTIONS_MAX)).execute(conn.conn()).await?;
    Ok(())
}

async fn erase_of(conn: &mut WriteConnection, who: ParticipantId, browser: BrowserSecret) -> Result<()> {
    let (seat, session) = browser.columns();
    let row = sqlx::query(
        "DELETE FROM push_subscription WHERE participant = $1 AND (seat_secret = $2 OR session = $3)",
    );
    row.bind(who).bind(seat).bind(session).execute(conn.conn()).await?;
    Ok(())
}
