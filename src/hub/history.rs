//! Pages of older messages, read back from the log.
//!
//! A page costs about a page, however long the log is: it is read backwards from the message that is
//! named. The reactions to a message come after it, and only while it is among the last messages of
//! the meeting's state; so they are found by reading on until that many others were posted.

use std::{collections::VecDeque, ops::Range, sync::Arc};

use super::{limits::EVENTS_PER_PAGE_READ, mailbox::ConnectionId, record::Record};
use crate::{
    meeting::{
        audience::shows_message,
        event::{Event, Numbered},
        id::{MeetingId, ParticipantId},
        limits::MESSAGES_IN_SNAPSHOT,
        ordinal::MessageId,
        state::{Meeting, Message, Participant, Place, ReactionMark},
    },
    protocol::{
        limits::PAGE_BYTES_MAX,
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
    store::{Store, StoreError},
};

/// What was asked for.
pub(crate) struct Request {
    /// The socket that asked.
    pub(crate) connection: ConnectionId,
    /// The client's number for the request.
    pub(crate) reference: u32,
    /// The message before which the page ends; one that does not exist yet asks for the last page.
    pub(crate) before: MessageId,
    /// Who asks, and so may see the page.
    pub(crate) viewer: ParticipantId,
}

/// A page as the log has it, for the socket that asked. The log still has what was taken back.
pub(crate) struct Page {
    pub(crate) connection: ConnectionId,
    meeting: MeetingId,
    reference: u32,
    read: Result<(Vec<Message>, bool), StoreError>,
}

/// Reads a page.
pub(crate) async fn read(store: Arc<Store>, meeting: Arc<Meeting>, request: Request) -> Page {
    let Request { connection, reference, before, viewer } = request;
    let mut reader = Reader { store: &store, meeting: &meeting, records: 0 };
    let read = reader.page(viewer, before).await;
    tracing::debug!(records = reader.records, "a page of history was read");
    Page { connection, meeting: meeting.config.meeting, reference, read }
}

impl Page {
    /// The answer, as the meeting stands: what was taken back while the page was read is not in it
    /// either. Without the meeting there is none.
    pub(crate) fn answer(self, meeting: &Meeting) -> ServerMessage {
        let reference = self.reference;
        match self.read {
            Ok((mut messages, more)) if meeting.config.meeting == self.meeting => {
                messages.iter_mut().for_each(|message| meeting.written.amend(message));
                ServerMessage::Page { reference, messages, more }
            }
            Ok(_) => unavailable(reference),
            Err(error) => {
                tracing::error!(%error, "a page of history could not be read");
                unavailable(reference)
            }
        }
    }
}

fn unavailable(reference: u32) -> ServerMessage {
    let code = RefusalCode::from(ProtocolRefusal::Unavailable);
    ServerMessage::refused(Some(reference), code)
}

/// A reaction that was set (`on`) or taken back.
struct Reaction {
    message: MessageId,
    mark: ReactionMark,
    on: bool,
}

/// Reads the log of a meeting as far as the meeting's state has come.
struct Reader<'m> {
    store: &'m Store,
    meeting: &'m Meeting,
    /// Records read so far.
    records: usize,
}

impl Reader<'_> {
    /// The last messages before the one named, oldest first, and whether there are older ones.
    async fn page(
        &mut self,
        viewer: ParticipantId,
        before: MessageId,
    ) -> Result<(Vec<Message>, bool), StoreError> {
        let viewer = self.meeting.people.get(&viewer).filter(|p| p.person.place == Place::Present);
        let Some(viewer) = viewer else { return Ok((Vec::new(), false)) };
        let end = before.0.min(self.meeting.seq + 1);
        let (messages, mut reactions) = self.back(viewer, end).await?;
        let mut messages = Vec::from(messages);
        if messages.is_empty() {
            return Ok((messages, false));
        }
        self.on(end, &mut reactions).await?;
        for reaction in reactions {
            let found = messages.iter_mut().rfind(|message| message.id == reaction.message);
            found.into_iter().for_each(|message| apply(message, &reaction));
        }
        Ok(last_page(messages))
    }

    /// The messages before `end` that the viewer is shown, until they are more than a page, and the
    /// reactions on the way; both in order.
    async fn back(
        &mut self,
        viewer: &Participant,
        end: u64,
    ) -> Result<(VecDeque<Message>, VecDeque<Reaction>), StoreError> {
        let (mut messages, mut reactions) = (VecDeque::new(), VecDeque::new());
        let (mut bytes, mut end) = (0, end);
        let first = first_shown(self.meeting, viewer);
        while end > first && bytes <= PAGE_BYTES_MAX {
            let start = end.saturating_sub(EVENTS_PER_PAGE_READ).max(first);
            for numbered in self.events(start..end).await?.into_iter().rev() {
                match numbered.event {
                    Event::Posted { mut message } => {
                        self.meeting.recall(&mut message);
                        if shows_message(self.meeting, viewer, &message) {
                            bytes += size(&message);
                            messages.push_front(message);
                        }
                    }
                    Event::Reacted { message, who, reaction, on } => {
                        let mark = ReactionMark { who, reaction };
                        reactions.push_front(Reaction { message, mark, on });
                    }
                    _ => {}
                }
            }
            end = start;
        }
        Ok((messages, reactions))
    }

    /// The reactions from `start` on, until no message from before it can get one any more.
    async fn on(&mut self, start: u64, reactions: &mut VecDeque<Reaction>) -> Result<(), StoreError> {
        let (mut posted, mut start) = (0, start);
        while start <= self.meeting.seq && posted < MESSAGES_IN_SNAPSHOT {
            let end = start.saturating_add(EVENTS_PER_PAGE_READ).min(self.meeting.seq + 1);
            for numbered in self.events(start..end).await? {
                match numbered.event {
                    Event::Posted { .. } => posted += 1,
                    Event::Reacted { message, who, reaction, on } => {
                        let mark = ReactionMark { who, reaction };
                        reactions.push_back(Reaction { message, mark, on });
                    }
                    _ => {}
                }
            }
            start = end;
        }
        Ok(())
    }

    /// The events with these numbers, in order.
    async fn events(&mut self, seqs: Range<u64>) -> Result<Vec<Numbered>, StoreError> {
        let mut events = Vec::new();
        for piece in self.store.read_log(self.meeting.config.meeting, seqs.clone()).await? {
            events.extend(Record::read(&piece.payload)?.events.into_iter().map(Arc::unwrap_or_clone));
            self.records += 1;
        }
        tokio::task::yield_now().await;
        events.retain(|numbered| seqs.contains(&numbered.seq));
        Ok(events)
    }
}

/// No message before this event is shown to the viewer.
fn first_shown(meeting: &Meeting, viewer: &Participant) -> u64 {
    match viewer.admitted_seq {
        Some(seq) if !meeting.config.settings.show_earlier => {
            viewer.stays.first().map_or(seq, |stay| stay.after)
        }
        _ => 1,
    }
}

fn apply(message: &mut Message, reaction: &Reaction) {
    if reaction.on {
        message.reactions.insert(reaction.mark);
    } else {
        message.reactions.remove(&reaction.mark);
    }
}

/// The last of these messages that fit into one page, and whether any are left.
fn last_page(mut messages: Vec<Message>) -> (Vec<Message>, bool) {
    let mut bytes = 0;
    let fitting = messages.iter().rev().take_while(|message| {
        bytes += size(message);
        bytes <= PAGE_BYTES_MAX
    });
    let page = messages.split_off(messages.len() - fitting.count());
    let more = !messages.is_empty();
    (page, more)
}

/// The bytes of a message on the wire.
fn size(message: &Message) -> usize {
    serde_json::to_vec(message).map_or(0, |json| json.len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tempfile::TempDir;

    use super::*;
    use crate::{
        meeting::{
            command::Command,
            input::{Actor, Input},
            role::{Role, RoomKind},
            settings::{MeetingConfig, Settings},
            state::Stretch,
        },
        store::{
            self, Append,
            contract::fixtures::{meeting_id, participant_id, room_id, with_meetings},
        },
    };

    const LEAD: u8 = 1;
    const LATE: u8 = 2;
    /// Events after which everybody but the lead came in.
    const LATE_SEQ: u64 = 40;

    /// A meeting with a lead and a member, in whose log are `events` messages and reactions.
    async fn meeting(events: u64, show_earlier: bool) -> (TempDir, Arc<Store>, Meeting) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("rondo.db");
        let store = store::open(path.to_str().unwrap(), dir.path()).await.unwrap();
        with_meetings(&store, 1).await;
        let agenda =
            json!([{"name": "a", "minutes": 60, "mode": "open", "crosstalk": "free", "share_ms": 0}]);
        let settings = Settings { show_earlier, ..Settings::for_kind(RoomKind::PeerLed) };
        let (mut meeting, _) = Meeting::create(
            MeetingConfig {
                room: room_id(1),
                meeting: meeting_id(1),
                kind: RoomKind::PeerLed,
                format: "test".to_owned(),
                capacity: 12,
                guidelines_version: 1,
                date: None,
                agenda: serde_json::from_value(agenda).unwrap(),
                settings,
            },
            Default::default(),
        );
        let mut send = |n, entry_role, command| {
            let actor = Actor {
                id: participant_id(n),
                name: format!("P{n}"),
                entry_role,
                simulated: false,
                held: false,
                last_start: Default::default(),
                label: None,
            };
            meeting.handle(Input::Command { actor, command }, Default::default()).result.unwrap();
        };
        let join = || Command::Join { guidelines_version: 1, adult: true, name: None };
        send(LEAD, Role::Facilitator, join());
        send(LEAD, Role::Facilitator, Command::OpenMeeting {});
        send(LATE, Role::Member, join());
        if meeting.present(participant_id(LATE)).is_none() {
            let admit = Command::Admit { who: participant_id(LATE) };
            let lead = Actor {
                id: participant_id(LEAD),
                name: "P1".to_owned(),
                entry_role: Role::Facilitator,
                simulated: false,
                held: false,
                last_start: Default::default(),
                label: None,
            };
            meeting
                .handle(Input::Command { actor: lead, command: admit }, Default::default())
                .result
                .unwrap();
        }
        for (n, seq) in [(LEAD, 1), (LATE, LATE_SEQ)] {
            meeting.people.get_mut(&participant_id(n)).unwrap().admitted_seq = Some(seq);
            // The latecomer was there before, too, and left.
            if n == LATE {
                let stay = Stretch { after: LATE_SEQ / 4, before: LATE_SEQ / 2 };
                meeting.people.get_mut(&participant_id(n)).unwrap().stays.push(stay);
            }
        }
        for first_seq in (1..=events).step_by(3) {
            let last_seq = (first_seq + 2).min(events);
            let events: Vec<_> = (first_seq..=last_seq).map(event).map(Arc::new).collect();
            events.iter().for_each(|numbered| meeting.apply(numbered));
            let payload = serde_json::to_vec(&Record { receipts: Vec::new(), events }).unwrap();
            let (meeting, room, audit) = (meeting_id(1), room_id(1), Vec::new());
            store.append(Append { meeting, room, first_seq, last_seq, payload, audit }).await.unwrap();
        }
        (dir, store, meeting)
    }

    /// Three messages of four, and then a reaction to one of the last hundred, or its end.
    fn event(seq: u64) -> Numbered {
        let event = if seq.is_multiple_of(4) {
            let back = (seq * 7) % 130;
            let message = seq.saturating_sub(back) / 4 * 4 + 1;
            json!({
                "type": "reacted", "message": message, "who": participant_id(LEAD),
                "reaction": "thanks", "on": seq.is_multiple_of(8),
            })
        } else {
            json!({"type": "posted", "message": {
                "id": seq, "at_ms": seq, "from": participant_id(LEAD), "name": "P1", "kind": "open",
                "turn": null, "item": if seq < 20 { None } else { Some(0) }, "to": null,
                "text": "x".repeat(seq as usize * 37 % 900), "note": null, "reactions": [],
            }})
        };
        serde_json::from_value(json!({"seq": seq, "at_ms": seq, "event": event})).unwrap()
    }

    /// A page by reading everything.
    async fn plain_page(reader: &mut Reader<'_>, viewer: u8, before: u64) -> (Vec<Message>, bool) {
        let viewer = &reader.meeting.people[&participant_id(viewer)];
        let mut messages: Vec<Message> = Vec::new();
        for numbered in reader.events(1..reader.meeting.seq + 1).await.unwrap() {
            match numbered.event {
                Event::Posted { mut message } if message.id.0 < before => {
                    reader.meeting.recall(&mut message);
                    assert_eq!(message.name, "P1");
                    if shows_message(reader.meeting, viewer, &message) {
                        messages.push(message);
                    }
                }
                Event::Reacted { message, who, reaction, on } => {
                    let reaction = Reaction { message, mark: ReactionMark { who, reaction }, on };
                    let found = messages.iter_mut().find(|known| known.id == message);
                    found.into_iter().for_each(|known| apply(known, &reaction));
                }
                _ => {}
            }
        }
        last_page(messages)
    }

    #[tokio::test]
    async fn a_page_is_what_reading_everything_gives() {
        for show_earlier in [false, true] {
            let (_dir, store, meeting) = meeting(1_500, show_earlier).await;
            let mut reader = Reader { store: &store, meeting: &meeting, records: 0 };
            for viewer in [LEAD, LATE] {
                let mut with_reactions = 0;
                for before in [0, 1, 2, 19, 21, 39, 41, 60, 255, 256, 257, 800, 1_400, 1_500, 1_501, u64::MAX]
                {
                    let page = reader.page(participant_id(viewer), MessageId(before)).await.unwrap();
                    assert_eq!(page, plain_page(&mut reader, viewer, before).await, "{viewer} {before}");
                    with_reactions += page.0.iter().filter(|message| !message.reactions.is_empty()).count();
                }
                assert!(with_reactions > 20, "{with_reactions}");
            }
            let nobody = reader.page(participant_id(9), MessageId(u64::MAX)).await.unwrap();
            assert_eq!(nobody, (Vec::new(), false));
        }
    }

    #[tokio::test]
    async fn a_page_costs_a_page_however_long_the_log_is() {
        let mut costs = Vec::new();
        for events in [3_000, 9_000] {
            let (_dir, store, meeting) = meeting(events, true).await;
            let mut reader = Reader { store: &store, meeting: &meeting, records: 0 };
            let mut most = 0;
            let mut before = MessageId(u64::MAX);
            loop {
                reader.records = 0;
                let (messages, more) = reader.page(participant_id(LEAD), before).await.unwrap();
                most = most.max(reader.records);
                if !more {
                    break;
                }
                before = messages[0].id;
            }
            costs.push(most);
        }
        // Two thirds of a record an event: a page of about 140 messages, and 100 more after it.
        assert!(costs.iter().all(|records| *records < 400), "{costs:?}");
    }
}
