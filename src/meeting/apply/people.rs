//! The people of a meeting.

use crate::meeting::{
    event::Event,
    id::ParticipantId,
    limits::{NAME_CHARS_MAX, STAYS_KEPT},
    reason::Departure,
    role::Role,
    round::LastStart,
    state::{Meeting, Participant, Person, Place, Stretch},
    time::MeetingMs,
};

impl Meeting {
    pub(super) fn apply_people(&mut self, event: &Event, seq: u64, at_ms: MeetingMs) {
        match event {
            Event::Knocked { person, guidelines_version, held } => {
                self.apply_knock(person, *guidelines_version, *held);
            }
            Event::SentToDoor { person, .. } => self.apply_sent_to_door(person),
            Event::Admitted { person, .. } => self.apply_admission(person, seq),
            Event::Departed { who, was, seemed_in, how, .. } => {
                self.end_stay(*who, seq);
                self.apply_departure(*who, *was, *seemed_in, *how);
            }
            Event::ConnectionLost { who } => self.apply_connection(*who, false),
            Event::ConnectionBack { who } => self.apply_connection(*who, true),
            Event::Restarted {} => self.apply_restart(),
            Event::RestartOver {} => self.apply_restart_over(),
            _ => return self.apply_traits(event, seq),
        }
        self.note_emptiness(at_ms);
    }

    /// Applies what changes about a person who stays where they are.
    fn apply_traits(&mut self, event: &Event, seq: u64) {
        match event {
            Event::PutOff { who, .. } => self.change(*who, |p| {
                p.held = true;
                p.person.door_note.get_or_insert_default().put_off = true;
            }),
            Event::Held { who } => self.change(*who, |p| p.held = true),
            Event::ReachableChanged { who, on } => self.change(*who, |p| p.reachable = *on),
            Event::LastStartNoted { who, last } => self.change(*who, |p| p.last_start = *last),
            Event::HelpChanged { who, call } => {
                self.change(*who, |p| p.person.help = Some(call.clone().into()))
            }
            Event::SpeakAsked { who, on } => self.change(*who, |p| p.person.asks_to_speak = *on),
            Event::AsideChanged { lead, who, on, .. } => {
                self.change(*lead, |p| p.person.aside = on.then_some(*who));
                self.change(*who, |p| p.person.aside = on.then_some(*lead));
            }
            Event::MuteChanged { who, mute, .. } => self.change(*who, |p| p.person.mute = *mute),
            Event::RoleChanged { who, role, .. } => self.change(*who, |p| p.set_role(*role, seq)),
            Event::ServiceChanged { who, service, on, .. } => self.change(*who, |p| {
                if *on {
                    p.person.services.insert(*service);
                } else {
                    p.person.services.remove(service);
                }
            }),
            Event::ListeningChanged { who, on } => self.change(*who, |p| p.person.listening = *on),
            Event::MultiplierChanged { who, percent } => {
                self.change(*who, |p| p.multiplier_percent = *percent);
            }
            _ => {}
        }
    }

    fn change(&mut self, who: ParticipantId, change: impl FnOnce(&mut Participant)) {
        if let Some(person) = self.people.get_mut(&who) {
            change(person);
        }
    }

    /// A knock or an admission says nothing of a mute, a call for help, who is aside or asks to speak, so
    /// these stay as they are.
    fn apply_person(&mut self, told: &Person) -> &mut Participant {
        let known = self.people.entry(told.id).or_insert_with(|| Participant::new(told));
        let before = known.person.clone();
        known.person = Person {
            mute: before.mute,
            help: before.help,
            aside: before.aside,
            asks_to_speak: before.asks_to_speak,
            ..told.clone()
        };
        known
    }

    fn apply_knock(&mut self, person: &Person, guidelines_version: u32, held: bool) {
        let known = self.apply_person(person);
        known.held = held;
        known.guidelines_version = guidelines_version;
        known.place_for_greeters = Some(Place::Waiting);
    }

    fn apply_admission(&mut self, person: &Person, seq: u64) {
        let known = self.apply_person(person);
        known.held = false;
        known.admitted_seq = Some(seq);
        known.lead_since_seq = person.role.is_lead().then_some(seq);
        known.place_for_members = Some(Place::Present);
        known.place_for_greeters = Some(Place::Present);
    }

    fn apply_sent_to_door(&mut self, person: &Person) {
        let known = self.apply_person(person);
        known.held = true;
        known.awaited = false;
        known.lead_since_seq = None;
        known.place_for_greeters = Some(Place::Waiting);
    }

    fn apply_departure(&mut self, who: ParticipantId, was: Place, seemed_in: bool, how: Departure) {
        let Some(known) = self.people.get_mut(&who) else { return };
        known.person.place = how.place();
        known.person.connected = false;
        known.awaited = false;
        known.departed = Some(how);
        known.lead_since_seq = None;
        let was_in = known.person.circle_position.is_some();
        if !was_in && known.person.help.take().is_some_and(|call| call.is_unread()) {
            self.calls_missed += 1;
        }
        let told = (was == Place::Present || seemed_in) && how != Departure::LeftQuietly;
        if told || was == Place::Waiting {
            known.place_for_greeters = was_in.then_some(Place::Left);
        }
        if told {
            known.place_for_members = Some(Place::Left);
        }
    }

    /// What they could read while they were in, they can read again once they are back.
    fn end_stay(&mut self, who: ParticipantId, seq: u64) {
        self.change(who, |p| {
            if p.is_present() {
                keep_stretch(&mut p.stays, p.admitted_seq, seq);
                keep_stretch(&mut p.led, p.lead_since_seq, seq);
            }
        });
    }

    fn apply_connection(&mut self, who: ParticipantId, connected: bool) {
        let restarting = self.restart_until_ms.is_some();
        self.change(who, |p| {
            p.person.connected = connected;
            p.awaited = !connected && restarting;
        });
    }

    fn apply_restart(&mut self) {
        for person in self.people.values_mut().filter(|p| p.person.connected) {
            person.person.connected = false;
            person.awaited = true;
        }
    }

    /// People who are not back count as offline from now on (rule 15).
    fn apply_restart_over(&mut self) {
        for person in self.people.values_mut().filter(|p| p.awaited) {
            person.awaited = false;
        }
    }

    fn note_emptiness(&mut self, at_ms: MeetingMs) {
        let empty = !self.people.values().any(|p| p.person.connected);
        self.empty_since_ms = empty.then(|| self.empty_since_ms.unwrap_or(at_ms));
    }
}

impl Participant {
    fn new(person: &Person) -> Self {
        Self {
            person: Person { name: person.name.chars().take(NAME_CHARS_MAX).collect(), ..person.clone() },
            multiplier_percent: 100,
            guidelines_version: 0,
            admitted_seq: None,
            stays: Vec::new(),
            entry_role: person.role,
            lead_since_seq: None,
            led: Vec::new(),
            place_for_members: None,
            place_for_greeters: None,
            awaited: false,
            held: false,
            reachable: false,
            last_start: LastStart::default(),
            departed: None,
        }
    }

    fn set_role(&mut self, role: Role, seq: u64) {
        self.person.role = role;
        if !role.is_lead() {
            keep_stretch(&mut self.led, self.lead_since_seq, seq);
        }
        self.lead_since_seq = if role.is_lead() { self.lead_since_seq.or(Some(seq)) } else { None };
    }
}

fn keep_stretch(kept: &mut Vec<Stretch>, after: Option<u64>, before: u64) {
    let Some(after) = after else { return };
    if kept.len() == STAYS_KEPT {
        kept.remove(0);
    }
    kept.push(Stretch { after, before });
}
