//! Notices on the devices of people who look elsewhere. They follow from what is stored, are in no log,
//! and end with the room's task: the meeting itself knows nothing of them.

mod wanted;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tokio::task::{AbortHandle, Id, JoinSet};

use self::wanted::{Seen, wanted};
use super::{connections::Connections, outcome::BatchOutcome};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        ordinal::TurnId,
        state::{Meeting, Place},
    },
    push::{Delivery, Notice, NoticeKind, Push, Subject},
};

/// A person and what the notice is about: of these there is one at a time.
type Key = (ParticipantId, Subject);

/// A notice that is under way or was handed over.
struct Told {
    kind: NoticeKind,
    /// The turn it is about, if it is about one.
    turn: Option<TurnId>,
    task: AbortHandle,
    handed: bool,
}

impl Drop for Told {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What became of a notice.
pub(crate) struct Sent {
    task: Id,
    pub(crate) who: ParticipantId,
    pub(crate) delivery: Delivery,
}

/// The notices of one room.
pub(crate) struct Notices {
    push: Arc<Push>,
    tasks: JoinSet<(ParticipantId, Delivery)>,
    told: BTreeMap<Key, Told>,
    seen: Seen,
}

impl Notices {
    pub(crate) fn new(push: Arc<Push>) -> Self {
        Self { push, tasks: JoinSet::new(), told: BTreeMap::new(), seen: Seen::default() }
    }

    /// A meeting that goes on after a restart: nothing of it is news.
    pub(crate) fn begin(&mut self, meeting: Option<&Meeting>) {
        self.told.clear();
        self.seen = meeting.map(Seen::of).unwrap_or_default();
    }

    /// Tells whoever is called by a stored batch and looks elsewhere, and gives up what is of no use any
    /// more.
    pub(crate) fn after(&mut self, connections: &Connections, meeting: &Meeting, outcome: &BatchOutcome) {
        let seen = Seen::of(meeting);
        let before = std::mem::replace(&mut self.seen, seen);
        self.told.retain(|(who, _), told| is_of_use(meeting, connections, seen, *who, told));
        for (who, notice) in wanted(before, seen, meeting, outcome) {
            let reachable = meeting.people.get(&who).is_some_and(|person| person.reachable);
            if reachable && !connections.looks(who) {
                self.tell(meeting.config.room, who, notice, seen.turn);
            }
        }
    }

    /// Of a notice that only says again what an unread one says, there is none.
    fn tell(&mut self, room: RoomId, who: ParticipantId, notice: Notice, turn: Option<TurnId>) {
        let key = (who, notice.kind.subject());
        let turn = turn.filter(|_| notice.kind == NoticeKind::YourTurn);
        if self.told.get(&key).is_some_and(|told| told.kind == notice.kind && told.turn == turn) {
            return;
        }
        let push = Arc::clone(&self.push);
        let task = self.tasks.spawn(async move { (who, push.deliver(room, who, notice).await) });
        self.told.insert(key, Told { kind: notice.kind, turn, task, handed: false });
    }

    /// Waits until a notice is handed over or lost. `None` if no notice is under way.
    pub(crate) async fn next(&mut self) -> Option<Sent> {
        loop {
            // One that was given up ends without a word.
            if let Ok((task, (who, delivery))) = self.tasks.join_next_with_id().await? {
                return Some(Sent { task, who, delivery });
            }
        }
    }

    pub(crate) fn note(&mut self, sent: &Sent) {
        let of_task = |told: &&mut Told| told.task.id() == sent.task;
        if let Some(told) = self.told.values_mut().find(of_task) {
            told.handed = sent.delivery.handed;
        }
    }

    /// The people for whom a push service has a notice, and who have not looked since.
    pub(crate) fn notified(&self) -> BTreeSet<ParticipantId> {
        self.told.iter().filter(|(_, told)| told.handed).map(|((who, _), _)| *who).collect()
    }
}

/// Whether a notice is still of use: the person is elsewhere, and what it says is so.
fn is_of_use(
    meeting: &Meeting,
    connections: &Connections,
    seen: Seen,
    who: ParticipantId,
    told: &Told,
) -> bool {
    let place = meeting.people.get(&who).map(|p| p.person.place);
    let here = matches!(place, Some(Place::Waiting | Place::Present));
    let so = match told.kind {
        NoticeKind::YourTurn => told.turn == seen.turn,
        NoticeKind::Next => seen.next == Some(who),
        NoticeKind::Admitted
        | NoticeKind::Opened
        | NoticeKind::Reply
        | NoticeKind::PlaceOffered
        | NoticeKind::LeadOpen(_)
        | NoticeKind::DutyOpen(_) => true,
    };
    here && so && !meeting.is_over() && !connections.looks(who)
}
