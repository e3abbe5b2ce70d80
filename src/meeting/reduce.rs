//! The client's half: a view and the events that its viewer sees make the next view. The TypeScript
//! client mirrors this file, both run the vectors in tests/vectors, and the tests' own client uses
//! it.

use super::{
    apply::{end_item, set_minutes, set_reactions, start_item},
    event::{Event, Numbered},
    id::ParticipantId,
    limits::{MESSAGES_IN_SNAPSHOT, WHISPERS_KEPT},
    message::Posting,
    observing::ObserverQuestion,
    reason::Departure,
    state::{Message, Person, Phase, Place, ReactionMark},
    time::{FloorClock, MeetingMs},
    view::{MeetingView, sort_people},
};

impl MeetingView {
    /// Applies one event that the viewer may see. After an event for which
    /// [`needs_snapshot`](super::audience::needs_snapshot) names the viewer, a fresh snapshot replaces
    /// the view.
    pub fn reduce(&mut self, numbered: &Numbered) {
        let Numbered { at_ms, event, .. } = numbered;
        self.reduce_life(event, *at_ms);
        self.reduce_people(event);
        self.reduce_talk(event);
        self.topics.apply(event);
        if self.floor.clears_warning(event) {
            self.me.warned_turn = None;
        }
        if event.empties_sealed_round() {
            self.me.sealed = None;
        }
        self.floor.apply(event);
    }

    fn reduce_life(&mut self, event: &Event, at_ms: MeetingMs) {
        match event {
            Event::DoorChanged { door, .. } => self.door = *door,
            Event::Opened { planned_end_ms, .. } => {
                self.planned_end_ms = *planned_end_ms;
                self.phase = Phase::Running {};
                self.clock = FloorClock::opened(at_ms, self.everyone_muted);
            }
            Event::Ended { reason, .. } => {
                self.phase = Phase::Ended { reason: *reason };
                self.clock = self.clock.stopped(at_ms);
                end_item(&mut self.item_times, self.clock.floor_ms);
            }
            Event::ItemStarted { item, floor_ms, coming, .. } => {
                self.item = Some(*item);
                self.coming.clone_from(coming);
                self.page = 0;
                start_item(&mut self.item_times, *item, *floor_ms);
            }
            Event::AgendaArranged { coming, .. } => self.coming.clone_from(coming),
            Event::TimeMoved { from, from_minutes, to, to_minutes, .. } => {
                set_minutes(&mut self.agenda, *from, *from_minutes);
                set_minutes(&mut self.agenda, *to, *to_minutes);
            }
            Event::PageTurned { page, .. } => self.page = *page,
            Event::ModeChanged { item, mode, crosstalk, .. } => {
                if let Some(item) = self.agenda.get_mut(item.index()) {
                    item.mode = *mode;
                    item.crosstalk = *crosstalk;
                }
            }
            Event::ReactionsSwitched { item, on, .. } => set_reactions(&mut self.agenda, *item, *on),
            Event::FloorPaused { reason, until_ms, clock, .. } => {
                self.pause = Some(*reason);
                self.pause_until_ms = *until_ms;
                self.clock = *clock;
            }
            Event::FloorResumed { clock, .. } => {
                self.pause = None;
                self.pause_until_ms = None;
                self.clock = *clock;
            }
            Event::EveryoneMuted { on, clock, .. } => {
                self.everyone_muted = *on;
                self.clock = *clock;
            }
            Event::DutiesNoted { duties } => self.duties.clone_from(duties),
            Event::OfferMade { offer } => self.offers.push(offer.clone()),
            Event::OfferOver { who, what, .. } => {
                self.offers.retain(|offer| offer.who != *who || offer.what != *what);
            }
            Event::LeadChanged { lead, .. } => self.lead = Some(*lead),
            Event::LeadLostChanged { lost } => self.lead_lost = *lost,
            Event::TurnWarned { turn, .. } => self.me.warned_turn = Some(*turn),
            Event::MultiplierChanged { percent, .. } => self.me.multiplier_percent = *percent,
            Event::SealedShareChanged { share, .. } => self.me.sealed.clone_from(share),
            Event::ObserverAsked { who, name, until_ms, .. } => {
                self.observer_questions.retain(|question| question.who != *who);
                let name = name.clone();
                self.observer_questions.push(ObserverQuestion { who: *who, name, until_ms: *until_ms });
                self.observer_questions.sort_by_key(|question| question.who);
            }
            Event::ObserverAnswered { who, yes, .. } => {
                self.me.observer_answers.insert(*who, *yes);
            }
            Event::ObserverQuestionOver { who, agreed } => {
                self.observer_questions.retain(|question| question.who != *who);
                if !agreed {
                    self.me.observer_answers.remove(who);
                }
            }
            Event::Restarted {} => self.observer_questions.clear(),
            Event::HalfTimeTold { unheard } => self.me.unheard = Some(unheard.clone()),
            _ => {}
        }
    }

    fn reduce_people(&mut self, event: &Event) {
        match event {
            Event::Knocked { person, .. }
            | Event::Admitted { person, .. }
            | Event::SentToDoor { person, .. } => self.put_person(person),
            Event::Departed { who, how, .. } => self.part_with(*who, *how),
            Event::PutOff { who, .. } => {
                self.change(*who, |p| p.door_note.get_or_insert_default().put_off = true);
            }
            Event::ConnectionLost { who } => self.change(*who, |p| p.connected = false),
            Event::ConnectionBack { who } => self.change(*who, |p| p.connected = true),
            Event::Restarted {} => self.people.iter_mut().for_each(|p| p.connected = false),
            Event::HelpChanged { who, call } => self.change(*who, |p| p.help = Some(call.clone().into())),
            Event::SpeakAsked { who, on } => self.change(*who, |p| p.asks_to_speak = *on),
            Event::AsideChanged { lead, who, on, .. } => {
                self.change(*lead, |p| p.aside = on.then_some(*who));
                self.change(*who, |p| p.aside = on.then_some(*lead));
            }
            Event::MuteChanged { who, mute, .. } => self.change(*who, |p| p.mute = *mute),
            Event::RoleChanged { who, role, .. } => self.change(*who, |p| p.role = *role),
            Event::ServiceChanged { who, service, on, .. } => self.change(*who, |p| {
                if *on {
                    p.services.insert(*service);
                } else {
                    p.services.remove(service);
                }
            }),
            Event::ListeningChanged { who, on } => self.change(*who, |p| p.listening = *on),
            _ => {}
        }
    }

    fn reduce_talk(&mut self, event: &Event) {
        match event {
            Event::Posted { message } => {
                let message = self.completed(message);
                if let Some(unheard) = &mut self.me.unheard {
                    unheard.retain(|who| *who != message.from);
                }
                push_last(&mut self.messages, message, MESSAGES_IN_SNAPSHOT);
            }
            Event::Whispered { message } => {
                let message = self.completed(message);
                push_last(&mut self.whispers, message, WHISPERS_KEPT);
            }
            Event::Reacted { message, who, reaction, on } => {
                let Some(message) = self.messages.iter_mut().rfind(|m| m.id == *message) else { return };
                let mark = ReactionMark { who: *who, reaction: *reaction };
                if *on {
                    message.reactions.insert(mark);
                } else {
                    message.reactions.remove(&mark);
                }
            }
            Event::TakenBack { messages, by, .. } => {
                self.amend(|known| messages.contains(&known.id), |known| known.take_back(*by));
            }
            Event::Covered { message, note, .. } => {
                self.amend(|known| known.id == *message, |known| known.cover(note));
            }
            _ => {}
        }
    }

    /// A message that is posted just now, whole.
    fn completed(&self, message: &Message) -> Message {
        let mut message = message.clone();
        let writer = self.people.iter().find(|p| p.id == message.from);
        let (name, turn) = (writer.map(|p| p.name.as_str()), self.floor.turn.as_ref().map(|turn| turn.id));
        message.complete(&Posting { name, item: self.item, turn });
        message
    }

    fn amend(&mut self, which: impl Fn(&Message) -> bool, amend: impl Fn(&mut Message)) {
        self.messages.iter_mut().chain(&mut self.whispers).filter(|known| which(known)).for_each(amend);
    }

    fn change(&mut self, who: ParticipantId, change: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.iter_mut().find(|p| p.id == who) {
            change(person);
        }
    }

    /// A knock or an admission says nothing of a mute, a call for help, who is aside or asks to speak, so
    /// these stay as they are.
    fn put_person(&mut self, person: &Person) {
        match self.people.iter_mut().find(|p| p.id == person.id) {
            Some(known) => {
                let (mute, help, aside) = (known.mute, known.help.take(), known.aside);
                let asks_to_speak = known.asks_to_speak;
                *known = Person { mute, help, aside, asks_to_speak, ..person.clone() };
            }
            None => self.people.push(person.clone()),
        }
        sort_people(&mut self.people);
    }

    /// A person who never came in is in no list once they are gone.
    fn part_with(&mut self, who: ParticipantId, how: Departure) {
        self.change(who, |p| {
            p.place = how.place();
            p.connected = false;
        });
        self.people.retain(|p| p.circle_position.is_some() || p.place == Place::Waiting);
    }
}

fn push_last(list: &mut Vec<Message>, message: Message, max: usize) {
    list.push(message);
    if list.len() > max {
        list.drain(..list.len() - max);
    }
}
