//! How a room gets its meeting: the one that ran when the server stopped, or a new one.

use std::{ops::ControlFlow, sync::Arc};

use super::Room;
use crate::{
    hub::{
        limits::{MAILBOX_MESSAGES_MAX, OPEN_RETRY_MS},
        mailbox::RoomMessage,
        meetings::{self, GoesOn},
        restore,
    },
    store::StoreError,
};

impl Room {
    /// Opens the room: a meeting that was running when the server stopped goes on. Whoever comes meanwhile
    /// waits in the inbox, for as long as the store does not answer. Breaks if the server stops.
    pub(super) async fn open(&mut self, inbox: &mut Vec<RoomMessage>) -> ControlFlow<()> {
        let opening = Arc::clone(&self.opening);
        loop {
            let place = tokio::select! {
                place = opening.place() => place,
                () = self.stopped(inbox) => return ControlFlow::Break(()),
            };
            let restored = self.restore().await;
            drop(place);
            if !matches!(restored, Err(StoreError::Unavailable(_))) {
                self.opening.done(self.id, restored.is_err());
                return ControlFlow::Continue(());
            }
            let retry = self.clock.sleep_until(self.clock.monotonic_ms() + OPEN_RETRY_MS);
            tokio::select! {
                () = retry => {}
                () = self.stopped(inbox) => return ControlFlow::Break(()),
            }
        }
    }

    /// Takes in what comes, until the server stops or nobody can tell the room anything any more.
    async fn stopped(&mut self, inbox: &mut Vec<RoomMessage>) {
        while inbox.len() < MAILBOX_MESSAGES_MAX {
            match self.mailbox.recv().await {
                Some(RoomMessage::Drain { answer, moves }) => return self.drain(answer, moves),
                Some(message) => inbox.push(message),
                None => return,
            }
        }
        std::future::pending().await
    }

    pub(super) async fn restore(&mut self) -> Result<(), StoreError> {
        let restored = meetings::restore(&self.store, &self.clock, self.on_call.sends, self.id).await;
        if let Err(error) = &restored {
            tracing::error!(room = %self.id, %error, "a meeting could not be restored");
        }
        if let Some(GoesOn { live, state_seq }) = restored? {
            self.notices.begin(Some(live.meeting()));
            self.states.begin(state_seq);
            self.live = Some(live);
        }
        Ok(())
    }

    /// What those who come back have missed since before the stop is read from the log.
    pub(super) async fn recall(&mut self, inbox: &[RoomMessage]) {
        let Some(live) = &mut self.live else { return };
        let meeting = live.shared();
        let told = |message: &RoomMessage| match message {
            RoomMessage::Attach(attach) => {
                attach.resume.filter(|resume| resume.meeting == meeting.config.meeting)
            }
            _ => None,
        };
        let resumes = inbox.iter().filter_map(told);
        let Some(missing) =
            resumes.filter_map(|resume| live.missing(resume.seq)).min_by_key(|told| told.start)
        else {
            return;
        };
        match restore::recent(&self.store, &meeting, missing).await {
            Ok(recent) => live.recall(recent),
            Err(error) => tracing::warn!(room = %self.id, %error, "what somebody missed could not be read"),
        }
    }

    /// A room without a meeting gets one when somebody comes.
    pub(super) async fn ensure_meeting(&mut self) {
        if self.live.is_some() {
            return;
        }
        match meetings::begin(&self.store, &self.clock, self.on_call.sends, self.id).await {
            Ok(live) => {
                self.notices.begin(Some(live.meeting()));
                self.states.begin(0);
                self.live = Some(live);
            }
            Err(error) => tracing::warn!(room = %self.id, %error, "a meeting could not be made"),
        }
        self.cast_lead().await;
    }

    /// Where a simulated lead holds the meetings, each gets one.
    pub(super) async fn cast_lead(&mut self) {
        let Some(live) = self.live.as_mut().filter(|_| self.rehearses) else { return };
        if let Err(error) = live.rehearse_with_lead(&self.store).await {
            tracing::warn!(room = %self.id, %error, "a rehearsal has nobody to play it");
        }
    }
}
