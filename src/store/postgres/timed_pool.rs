//! Connections whose every answer has a time limit. A machine that vanishes sends nothing, and sqlx waits for it as
//! long as the system does, which is a quarter of an hour.

use std::{io, time::Duration};

use futures::{
    StreamExt as _, TryStreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Either, Error, Execute, Executor, PgConnection, PgPool, Postgres, SqlStr,
    pool::PoolConnection,
    postgres::{PgQueryResult, PgRow, PgStatement, PgTypeInfo},
};
use tokio::time::{error::Elapsed, timeout};

/// A pool that asks as any other does, and gives up the connection whose answer takes too long.
#[derive(Debug, Clone)]
pub(in crate::store) struct TimedPool {
    pool: PgPool,
    limit: Duration,
}

impl TimedPool {
    /// Over a pool, with a limit in milliseconds.
    pub(super) const fn over(pool: PgPool, ms_max: u64) -> Self {
        Self { pool, limit: Duration::from_millis(ms_max) }
    }

    pub(in crate::store) async fn close(&self) {
        self.pool.close().await;
    }

    /// A connection, whose answers have no limit but the caller's.
    pub(in crate::store) async fn acquire(&self) -> Result<PoolConnection<Postgres>, Error> {
        self.pool.acquire().await
    }

    /// Asks one of the connections, and waits for its answer as long as the limit.
    pub(super) async fn ask<T, E: From<Error>>(
        &self,
        question: impl for<'c> FnOnce(&'c mut PgConnection) -> BoxFuture<'c, Result<T, E>>,
    ) -> Result<T, E> {
        let mut conn = self.acquire().await?;
        let answer = timeout(self.limit, question(&mut conn)).await;
        settle(conn, answer)
    }
}

/// Gives up a connection that has not answered in time.
fn settle<T, E: From<Error>>(
    conn: PoolConnection<Postgres>,
    answer: Result<Result<T, E>, Elapsed>,
) -> Result<T, E> {
    answer.unwrap_or_else(|_| {
        drop(conn.detach());
        Err(Error::from(io::Error::from(io::ErrorKind::TimedOut)).into())
    })
}

impl<'p> Executor<'p> for &'p TimedPool {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let asked = async move {
            let mut conn = self.acquire().await?;
            let answer = timeout(self.limit, conn.fetch_many(query).try_collect::<Vec<_>>()).await;
            settle(conn, answer)
        };
        stream::once(asked).map_ok(|rows| stream::iter(rows.into_iter().map(Ok))).try_flatten().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        Box::pin(async move {
            let mut conn = self.acquire().await?;
            let answer = timeout(self.limit, conn.fetch_optional(query)).await;
            settle(conn, answer)
        })
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'p: 'e,
    {
        Box::pin(async move {
            let mut conn = self.acquire().await?;
            let answer = timeout(self.limit, conn.prepare_with(sql, parameters)).await;
            settle(conn, answer)
        })
    }
}
