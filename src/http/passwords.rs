//! Hashes and checks passwords away from the async threads, a few at a time, so that a flood of
//! sign-ins can't take every core or all memory.

use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{
    limits::{HASHES_MAX, HASHES_WAITING_MAX},
    problem::{Code, Problem},
};
use crate::{
    auth::{NewPassword, PasswordError, verify_password},
    secrets::PasswordHash,
};

/// The limits of work with passwords.
pub(crate) struct Passwords {
    waiting: Semaphore,
    running: Semaphore,
}

impl Passwords {
    pub(crate) const fn new() -> Self {
        Self {
            waiting: Semaphore::const_new(HASHES_WAITING_MAX + HASHES_MAX),
            running: Semaphore::const_new(HASHES_MAX),
        }
    }

    /// Checks a new password against the policy and hashes it.
    pub(crate) async fn hash(&self, password: String, about: [String; 2]) -> Result<PasswordHash, Problem> {
        let hashed = self.run(move || {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            NewPassword::check(&password, &about).map(|password| password.hash())
        });
        hashed.await?.map_err(weak)
    }

    /// Whether the password belongs to the hash. Without a hash the answer is false, and takes as long.
    pub(crate) async fn verify(&self, password: String, hash: Option<PasswordHash>) -> Result<bool, Problem> {
        self.run(move || verify_password(&password, hash.as_ref())).await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Problem::from(Code::Busy).retry_after_s(1))?;
        let _running = self.running.acquire().await.map_err(|_| Code::Busy)?;
        spawn_blocking(work).await.map_err(|_| Code::Internal.into())
    }
}

fn weak(error: PasswordError) -> Problem {
    Problem::field(Code::PasswordWeak, "password").detail(error.to_string())
}
