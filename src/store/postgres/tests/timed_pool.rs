//! What takes too long.

use super::{super::timed_pool::TimedPool, *};

#[tokio::test]
async fn a_connection_that_does_not_answer_is_given_up() {
    let database = target(&new_database().await);
    let pool = TimedPool::over(database.pool(1, 5_000), 200);
    let asked: sqlx::Result<i32> = sqlx::query_scalar("SELECT 1 FROM pg_sleep(20)").fetch_one(&pool).await;
    assert!(matches!(asked, Err(sqlx::Error::Io(_))), "{asked:?}");
    let asked = sqlx::query("SELECT 1 FROM pg_sleep(20)").fetch_all(&pool).await;
    assert!(matches!(asked, Err(sqlx::Error::Io(_))), "{asked:?}");
    // The only one is free again, and is another one.
    let asked: Vec<i32> =
        sqlx::query_scalar("SELECT * FROM generate_series(1, 3)").fetch_all(&pool).await.unwrap();
    assert_eq!(asked, [1, 2, 3]);
}
