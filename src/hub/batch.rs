//! What a room decides in one go, on a copy of its meeting.

use sha2::{Digest, Sha256};

use super::{
    audit,
    connections::Connections,
    live::Live,
    mailbox::ConnectionId,
    record::{Receipt, Record},
    rehearsal::Rehearsal,
};
use crate::{
    meeting::{
        command::Command,
        event::{Departure, Event},
        id::ParticipantId,
        input::{Actor, Input, Signal},
        recorded::Recorded,
        refusal::Refusal,
        state::{Meeting, Place},
    },
    protocol::server::{ProtocolRefusal, RefusalCode, ServerMessage},
    store::{Append, NewAuditEntry},
    time::UnixMs,
};

/// Acts of simulated members in one batch at most, so that a rehearsal can't starve people.
const REHEARSAL_ACTS_MAX: usize = 8;

/// Whom to answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) connection: ConnectionId,
    pub(crate) reference: u32,
}

/// What came of a batch: what to tell, and whom to answer.
#[derive(Default)]
pub(crate) struct Decided {
    pub(crate) at_ms: u64,
    pub(crate) told: Vec<Recorded>,
    pub(crate) answers: Vec<(Answer, Result<u64, RefusalCode>)>,
}

/// A batch in the making.
pub(crate) struct Batch {
    meeting: Meeting,
    rehearsal: Option<Rehearsal>,
    now: UnixMs,
    receipts: Vec<Receipt>,
    decided: Decided,
}

impl Batch {
    pub(crate) fn new(before: &Meeting, rehearsal: Option<Rehearsal>, at_ms: u64, now: UnixMs) -> Self {
        let decided = Decided { at_ms, ..Decided::default() };
        Self { meeting: before.clone(), rehearsal, now, receipts: Vec::new(), decided }
    }

    pub(crate) const fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    pub(crate) const fn at_ms(&self) -> u64 {
        self.decided.at_ms
    }

    /// A person's command; one that happened already gets the answer it got then.
    pub(crate) fn command(
        &mut self,
        live: &Live,
        answer: Answer,
        actor: Actor,
        id: String,
        command: Command,
    ) {
        let who = actor.id;
        let digest = digest(&command);
        let in_batch = self.receipts.iter().find(|receipt| receipt.who == who && receipt.id == id);
        let result = match in_batch.or(live.receipts().find(who, &id)) {
            Some(receipt) if receipt.digest == digest => Ok(receipt.seq),
            Some(_) => Err(ProtocolRefusal::IdReused.into()),
            None => {
                let handled = self.handle(Input::Command { actor, command });
                if let Ok(seq) = handled {
                    self.receipts.push(Receipt { who, id, digest, seq });
                }
                handled.map_err(RefusalCode::from)
            }
        };
        self.decided.answers.push((answer, result));
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
            .filter(|p| matches!(p.person.place, Place::Present | Place::Waiting))
            .map(|p| (p.person.id, p.person.connected, self.is_connected(p.person.id, connections)))
            .filter(|(_, was, is)| was != is)
            .map(|(who, _, is)| (who, is))
            .collect();
        for (who, connected) in changed {
            self.signal(if connected { Signal::Connected { who } } else { Signal::Disconnected { who } });
        }
    }

    fn is_connected(&self, who: ParticipantId, connections: &Connections) -> bool {
        connections.has(who) || self.rehearsal.as_ref().is_some_and(|rehearsal| rehearsal.connects(who))
    }

    fn rehearse(&mut self) {
        for _ in 0..REHEARSAL_ACTS_MAX {
            let Some(rehearsal) = &mut self.rehearsal else { return };
            let Some(act) = rehearsal.next(&self.meeting).filter(|act| act.at_ms <= self.decided.at_ms)
            else {
                return;
            };
            if let Some(input) = rehearsal.take(&act, &self.meeting, self.decided.at_ms) {
                // A refusal is no matter: they have another idea soon.
                let _ = self.handle(input);
            }
        }
    }

    /// A report of the server itself.
    pub(crate) fn signal(&mut self, signal: Signal) {
        // Signals are never refused.
        let _ = self.handle(Input::Signal(signal));
    }

    fn handle(&mut self, input: Input) -> Result<u64, Refusal> {
        let outcome = self.meeting.handle(input, self.decided.at_ms);
        self.decided.told.extend(outcome.events);
        outcome.result
    }

    /// What has to be durable before anyone is told.
    pub(crate) fn append(&self) -> Option<Append> {
        let events: Vec<_> = self.decided.told.iter().map(|told| told.numbered.clone()).collect();
        let record = Record { receipts: self.receipts.clone(), events };
        (!record.events.is_empty()).then(|| record.into_append(&self.meeting.config, self.audit()))
    }

    fn audit(&self) -> Vec<NewAuditEntry> {
        self.decided
            .events()
            .filter_map(|event| audit::draft(&self.meeting.config, self.now, event))
            .collect()
    }

    /// The batch taken apart, once it is stored.
    pub(crate) fn stored(self) -> (Meeting, Option<Rehearsal>, Vec<Receipt>, Decided) {
        (self.meeting, self.rehearsal, self.receipts, self.decided)
    }

    /// Everyone who asked is told that nothing happened.
    pub(crate) fn refuse_all(&self, connections: &Connections, refusal: ProtocolRefusal) {
        let code = RefusalCode::from(refusal);
        for (answer, _) in &self.decided.answers {
            if let Some(connection) = connections.get(answer.connection) {
                let reference = Some(answer.reference);
                connection.outbox.say(&ServerMessage::Refused { reference, code, reason: code.reason() });
            }
        }
    }
}

impl Decided {
    /// Who was banned.
    pub(crate) fn banned(&self) -> impl Iterator<Item = ParticipantId> {
        self.events().filter_map(|event| match event {
            Event::Departed { who, how: Departure::Banned, .. } => Some(*who),
            _ => None,
        })
    }

    /// Who departed.
    pub(crate) fn departed(&self) -> impl Iterator<Item = ParticipantId> {
        self.events().filter_map(|event| match event {
            Event::Departed { who, .. } => Some(*who),
            _ => None,
        })
    }

    /// Whether the meeting was opened.
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
