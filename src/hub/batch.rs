//! What a room decides in one go, on a copy of its meeting.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{
    audit,
    connections::Connections,
    live::Live,
    record::{Receipt, Record},
    rehearsal::Rehearsal,
    room::ConnectionId,
};
use crate::{
    meeting::{
        Input, Meeting, Signal,
        command::Command,
        event::{Departure, Event, Numbered},
        id::ParticipantId,
        policy::Actor,
        state::Place,
    },
    protocol::server::{ProtocolRefusal, RefusalCode, ServerMessage},
    store::{Append, AuditDraft},
};

/// Acts of simulated members in one batch at most, so that a rehearsal can't starve people.
const REHEARSAL_ACTS_MAX: usize = 8;

/// Whom to answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) connection: ConnectionId,
    pub(crate) reference: u32,
}

/// An event and who may see it, as things stood when it happened.
pub(crate) struct Told {
    pub(crate) numbered: Numbered,
    pub(crate) viewers: BTreeSet<ParticipantId>,
    /// Whether that is everyone who was there.
    pub(crate) everyone: bool,
}

/// A batch.
pub(crate) struct Batch {
    meeting: Meeting,
    rehearsal: Option<Rehearsal>,
    at_ms: u64,
    told: Vec<Told>,
    receipts: Vec<Receipt>,
    answers: Vec<(Answer, Result<u64, RefusalCode>)>,
}

impl Batch {
    pub(crate) const fn new(meeting: Meeting, rehearsal: Option<Rehearsal>, at_ms: u64) -> Self {
        Self { meeting, rehearsal, at_ms, told: Vec::new(), receipts: Vec::new(), answers: Vec::new() }
    }

    pub(crate) const fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    pub(crate) const fn rehearsal(&self) -> Option<&Rehearsal> {
        self.rehearsal.as_ref()
    }

    pub(crate) const fn at_ms(&self) -> u64 {
        self.at_ms
    }

    pub(crate) fn told(&self) -> &[Told] {
        &self.told
    }

    pub(crate) fn answers(&self) -> &[(Answer, Result<u64, RefusalCode>)] {
        &self.answers
    }

    /// A person's command; one that happened already gets the answer it got then.
    pub(crate) fn command(&mut self, live: &Live, answer: Answer, actor: Actor, id: String, command: Command) {
        let who = actor.id;
        let digest = digest(&command);
        let known = self.receipts.iter().find(|r| r.who == who && r.id == id).or(live.receipts().find(who, &id));
        let result = match known {
            Some(receipt) if receipt.digest == digest => Ok(receipt.seq),
            Some(_) => Err(ProtocolRefusal::IdReused.into()),
            None => self.handle(Input::Command { actor, command }).map_err(RefusalCode::from),
        };
        if let (Ok(seq), None) = (&result, known) {
            self.receipts.push(Receipt { who, id, digest, seq: *seq });
        }
        self.answers.push((answer, result));
    }

    /// A person's access was revoked.
    pub(crate) fn revoke(&mut self, who: ParticipantId) {
        self.signal(Signal::Revoked { who });
    }

    /// What time, the sockets and the simulated members bring, after the commands.
    pub(crate) fn settle(&mut self, connections: &Connections) {
        self.reconcile(connections);
        self.signal(Signal::Wake {});
        self.rehearse();
    }

    /// The meeting learns who is connected from the sockets themselves, so that nothing a failed
    /// append forgot stays forgotten.
    fn reconcile(&mut self, connections: &Connections) {
        let changed: Vec<(ParticipantId, bool)> = self
            .meeting
            .people
            .values()
            .filter(|p| matches!(p.person.place, Place::Present | Place::Waiting) && !p.person.simulated)
            .map(|p| (p.person.id, p.person.connected, connections.has(p.person.id)))
            .filter(|(_, was, is)| was != is)
            .map(|(who, _, is)| (who, is))
            .collect();
        for (who, connected) in changed {
            self.signal(if connected { Signal::Connected { who } } else { Signal::Disconnected { who } });
        }
    }

    fn rehearse(&mut self) {
        for _ in 0..REHEARSAL_ACTS_MAX {
            let next = self.rehearsal.as_ref().and_then(|rehearsal| rehearsal.next(&self.meeting));
            let Some(act) = next.filter(|act| act.at_ms <= self.at_ms) else { return };
            // A refusal is remembered too: the rehearsal goes on to its next idea.
            let input = act.input.clone();
            let refused = self.handle(input).is_err();
            if let Some(rehearsal) = &mut self.rehearsal {
                rehearsal.done(&act, refused);
            }
        }
    }

    fn signal(&mut self, signal: Signal) {
        // Signals are never refused.
        let _ = self.handle(Input::Signal(signal));
    }

    fn handle(&mut self, input: Input) -> Result<u64, crate::meeting::refusal::Refusal> {
        let outcome = self.meeting.handle(input, self.at_ms);
        for numbered in outcome.events {
            let present = self.meeting.people.values().filter(|p| p.person.place == Place::Present);
            let here: Vec<_> = present.map(|p| p.person.id).collect();
            let viewers: BTreeSet<_> =
                here.iter().copied().filter(|who| self.meeting.sees(*who, &numbered)).collect();
            let everyone = viewers.len() == here.len();
            self.told.push(Told { numbered, viewers, everyone });
        }
        outcome.result.map(|()| self.meeting.seq)
    }

    /// What has to be durable before anyone is told.
    pub(crate) fn append(&self, live: &Live) -> Option<Append> {
        let (first, last) = (self.told.first()?, self.told.last()?);
        let config = &live.meeting().config;
        let record = Record {
            receipts: self.receipts.clone(),
            events: self.told.iter().map(|told| told.numbered.clone()).collect(),
        };
        #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
        let payload = serde_json::to_vec(&record).expect("a record serialises");
        Some(Append {
            meeting: config.meeting,
            room: config.room,
            first_seq: first.numbered.seq,
            last_seq: last.numbered.seq,
            sender: None,
            payload,
            audit: self.audit(live),
        })
    }

    fn audit(&self, live: &Live) -> Vec<AuditDraft> {
        let config = &live.meeting().config;
        self.told.iter().filter_map(|told| audit::draft(config, live.unix_ms_at(told.numbered.at_ms), &told.numbered.event)).collect()
    }

    /// What the room remembers of a stored batch.
    pub(crate) fn take_stored(&mut self) -> Record {
        let events = self.told.iter().map(|told| told.numbered.clone()).collect();
        Record { receipts: std::mem::take(&mut self.receipts), events }
    }

    /// Everyone who asked is told that nothing happened.
    pub(crate) fn refuse_all(&self, connections: &Connections, refusal: ProtocolRefusal) {
        let code = RefusalCode::from(refusal);
        for (answer, _) in &self.answers {
            if let Some(connection) = connections.get(answer.connection) {
                let reference = Some(answer.reference);
                connection.outbox.say(&ServerMessage::Refused { reference, code, reason: code.reason() });
            }
        }
    }

    /// Who was banned in it.
    pub(crate) fn banned(&self) -> Vec<ParticipantId> {
        self.events()
            .filter_map(|event| match event {
                Event::Departed { who, how: Departure::Banned, .. } => Some(*who),
                _ => None,
            })
            .collect()
    }

    /// Who departed in it.
    pub(crate) fn departed(&self) -> impl Iterator<Item = ParticipantId> {
        self.events().filter_map(|event| match event {
            Event::Departed { who, .. } => Some(*who),
            _ => None,
        })
    }

    /// Whether the meeting was opened in it.
    pub(crate) fn opened(&self) -> bool {
        self.events().any(|event| matches!(event, Event::Opened { .. }))
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.told.iter().map(|told| &told.numbered.event)
    }
}

/// Tells one command from another under the same id.
fn digest(command: &Command) -> [u8; 32] {
    let bytes = serde_json::to_vec(command).unwrap_or_default();
    Sha256::digest(bytes).into()
}
