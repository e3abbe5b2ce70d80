//! The work of asking: what is still open is told, and what was taken meanwhile is not.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Ask, keeper::Asking, taker};
use crate::{
    jobs::{Hold, Outcome, Work},
    mail::MailWork,
    push::{Notice, NoticeKind, Push},
    room::duties::Holder,
    store::{Job, Result},
};

/// Tells of what is open.
pub(crate) struct AskWork {
    asking: Asking,
    push: Arc<Push>,
    mail: Arc<MailWork>,
}

impl AskWork {
    pub(crate) const fn new(asking: Asking, push: Arc<Push>, mail: Arc<MailWork>) -> Self {
        Self { asking, push, mail }
    }

    fn ask(kind: &str) -> Option<Ask> {
        Ask::ALL.into_iter().find(|ask| [ask.notice_job(), ask.mail().code()].contains(&kind))
    }

    /// Who is asked; `None` if it is not so any more.
    async fn still_asked(&self, job: &Job, ask: Ask) -> Result<Option<Holder>> {
        let room = self.asking.store.room(job.room).await?;
        let Some(room) = room.filter(|room| room.archived_at.is_none()) else { return Ok(None) };
        Ok(taker(&self.asking.open(&room).await?, job, ask))
    }

    /// A notice that was begun is not sent again: the page says the same.
    async fn tell(&self, job: &Job, notice: NoticeKind, hold: &Hold) -> Outcome {
        match hold.begin().await {
            Ok(true) => {}
            Ok(false) => return Outcome::Elsewhere,
            Err(error) => return error.into(),
        }
        let life_ms = job.lapses_at.map_or(0, |until| until.since(self.asking.clock.unix_ms()));
        self.push.deliver(job.room, job.person, Notice { kind: notice, life_ms }).await;
        Outcome::Done
    }
}

#[async_trait]
impl Work for AskWork {
    fn does(&self, kind: &str) -> bool {
        Self::ask(kind).is_some()
    }

    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome {
        let Some(ask) = Self::ask(&job.kind) else { return Outcome::Later("kind_unknown") };
        match self.still_asked(job, ask).await {
            Ok(Some(who)) if job.kind == ask.notice_job() => self.tell(job, ask.notice(who), hold).await,
            Ok(Some(_)) => self.mail.attempt(job, hold).await,
            Ok(None) => Outcome::Unsent("not_wanted"),
            Err(error) => error.into(),
        }
    }
}
