//! What a room decides in one go, on a copy of its meeting.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{
    audit,
    connections::Connections,
    limits::SIMULATED_ACTS_PER_BATCH_MAX,
    outcome::{BatchOutcome, ReplyTo},
    record::{Digest, Receipt, Receipts, Record},
    rehearsal::Rehearsal,
};
use crate::{
    meeting::{
        command::Command,
        input::{Actor, Input, Signal},
        refusal::Refusal,
        state::{Meeting, Participant, Place},
        time::MeetingMs,
    },
    protocol::server::{ProtocolRefusal, RefusalCode},
    store::{Append, NewAuditEntry},
    time::UnixMs,
};

/// A batch in the making. Nothing of it counts before it is stored.
pub(crate) struct Batch {
    meeting: Meeting,
    rehearsal: Option<Rehearsal>,
    now: UnixMs,
    receipts: Vec<Receipt>,
    outcome: BatchOutcome,
    /// Whether all that was due has happened, as with each thing that the meeting handles.
    settled: bool,
}

/// The parts of a batch that was stored.
pub(crate) struct Stored {
    /// The meeting after the batch.
    pub(crate) meeting: Meeting,
    pub(crate) rehearsal: Option<Rehearsal>,
    /// The commands that were accepted.
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) outcome: BatchOutcome,
}

impl Batch {
    /// An empty batch on a copy of the meeting, at meeting time `at_ms`.
    pub(crate) fn new(before: &Meeting, rehearsal: Option<Rehearsal>, at_ms: MeetingMs, now: UnixMs) -> Self {
        let outcome = BatchOutcome { at_ms, ..BatchOutcome::default() };
        Self { meeting: before.clone(), rehearsal, now, receipts: Vec::new(), outcome, settled: false }
    }

    pub(crate) const fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    pub(crate) const fn at_ms(&self) -> MeetingMs {
        self.outcome.at_ms
    }

    pub(crate) const fn outcome(&self) -> &BatchOutcome {
        &self.outcome
    }

    /// A person's command. One that was accepted before, in this batch or one of `earlier`, gets the
    /// same answer and happens no second time.
    pub(crate) fn command(
        &mut self,
        earlier: &Receipts,
        reply_to: ReplyTo,
        actor: Actor,
        id: String,
        command: Command,
    ) {
        let who = actor.id;
        let digest = digest(&command);
        let in_batch = self.receipts.iter().find(|receipt| receipt.who == who && receipt.id == id);
        let result = match in_batch.or(earlier.find(who, &id)) {
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
        self.outcome.answers.push((reply_to, result));
    }

    /// A report of the server itself.
    pub(crate) fn signal(&mut self, signal: Signal) {
        // Signals are never refused.
        let _ = self.handle(Input::Signal(signal));
    }

    /// What the sockets, time and the simulated members bring, after the commands.
    pub(crate) fn settle(&mut self, connections: &mut Connections) {
        self.reconcile(connections);
        if !self.settled {
            self.signal(Signal::Wake {});
        }
        self.rehearse();
    }

    /// The meeting learns who is connected from the sockets themselves, so that a failed append loses
    /// no connection and no disconnection. As long as neither changes, it need not ask again.
    pub(crate) fn reconcile(&mut self, connections: &mut Connections) {
        // Simulated members come and go without a socket.
        if self.rehearsal.is_none() && connections.agree_with(&self.meeting.people) {
            return;
        }
        let (mut reachable, mut connected) = (Vec::new(), Vec::new());
        let plays = |who| self.rehearsal.as_ref().is_some_and(|rehearsal| rehearsal.connects(who));
        for known in self.meeting.people.values() {
            let Participant { person, reachable: reached, .. } = known;
            if !matches!(person.place, Place::Present | Place::Waiting) {
                continue;
            }
            let (who, on) = (person.id, connections.reachable(person.id));
            if let Some(on) = on.filter(|on| on != reached) {
                reachable.push(Signal::Reachable { who, on });
            }
            match (person.connected, on.is_some() || plays(who)) {
                (false, true) => connected.push(Signal::Connected { who }),
                (true, false) => connected.push(Signal::Disconnected { who }),
                _ => {}
            }
        }
        if reachable.is_empty() && connected.is_empty() {
            connections.note_agreed(&self.meeting.people);
        }
        // Whom the floor can be offered to is known before somebody is missed.
        reachable.into_iter().chain(connected).for_each(|signal| self.signal(signal));
    }

    fn rehearse(&mut self) {
        for _ in 0..SIMULATED_ACTS_PER_BATCH_MAX {
            let Some(rehearsal) = &mut self.rehearsal else { return };
            let Some(act) = rehearsal.next(&self.meeting).filter(|act| act.at_ms <= self.outcome.at_ms)
            else {
                return;
            };
            let input = rehearsal.act(&act, &self.meeting, self.outcome.at_ms);
            if let Some(input) = input {
                // A refusal does no harm: they soon have another idea.
                let _ = self.handle(input);
            }
            self.outcome.writes = self.rehearsal.as_ref().and_then(|r| r.writes(&self.meeting));
        }
    }

    fn handle(&mut self, input: Input) -> Result<u64, Refusal> {
        self.settled = true;
        let outcome = self.meeting.handle(input, self.outcome.at_ms);
        if let Some(rehearsal) = &mut self.rehearsal {
            outcome.events.iter().for_each(|recorded| rehearsal.happened(&recorded.numbered));
        }
        self.outcome.recorded.extend(outcome.events);
        outcome.result
    }

    /// What must be durable before anyone is answered or told. `None` if nothing happened.
    pub(crate) fn append(&self) -> Option<Append> {
        let recorded = &self.outcome.recorded;
        let events: Vec<_> = recorded.iter().map(|recorded| Arc::clone(&recorded.numbered)).collect();
        let record = Record { receipts: self.receipts.clone(), events };
        (!record.events.is_empty()).then(|| record.into_append(&self.meeting.config, self.audit()))
    }

    fn audit(&self) -> Vec<NewAuditEntry> {
        let config = &self.meeting.config;
        self.outcome.events().filter_map(|event| audit::entry(config, self.now, event)).collect()
    }

    /// Takes the batch apart, once it is stored.
    pub(crate) fn stored(self) -> Stored {
        let Self { meeting, rehearsal, receipts, outcome, .. } = self;
        Stored { meeting, rehearsal, receipts, outcome }
    }
}

/// Tells one command from another under the same id.
fn digest(command: &Command) -> Digest {
    let bytes = serde_json::to_vec(command).unwrap_or_default();
    Digest(Sha256::digest(bytes).into())
}
