//! What each viewer may know of a person.

use crate::meeting::{
    duty::Assignment,
    help::HelpCall,
    state::{Participant, Person, Place},
};

/// As what a viewer sees people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::meeting) enum Eyes {
    Lead,
    Greeter,
    Member,
}

impl Eyes {
    pub(in crate::meeting) fn of(viewer: &Participant) -> Self {
        if viewer.sees_as_lead() {
            Self::Lead
        } else if viewer.sees_door() {
            Self::Greeter
        } else {
            Self::Member
        }
    }

    /// Who is to do what, as this viewer may know it: leads alone are told who is missing.
    pub(in crate::meeting) fn duties(self, duties: &[Assignment]) -> Vec<Assignment> {
        if self == Self::Lead { duties.to_vec() } else { Vec::new() }
    }

    /// Where this viewer takes a person to be; `None` if they do not know of them.
    fn place(self, who: &Participant) -> Option<Place> {
        match self {
            Self::Lead => {
                let known = who.person.circle_position.is_some() || who.person.place == Place::Waiting;
                known.then_some(who.person.place)
            }
            Self::Greeter => who.place_for_greeters,
            Self::Member => who.place_for_members,
        }
    }

    /// A person as this viewer sees them; `None` if they do not know of them.
    pub(in crate::meeting) fn person(self, viewer: &Participant, who: &Participant) -> Option<Person> {
        let place = self.place(who)?;
        let own = viewer.person.id == who.person.id;
        let Person {
            id,
            name,
            role,
            services,
            place: _,
            connected,
            mute,
            aside,
            asks_to_speak,
            listening,
            simulated,
            circle_position,
            arrived_ms,
            help,
            door_note,
        } = who.person.clone();
        let seen = Person {
            connected: connected && place == who.person.place,
            mute: mute.filter(|_| self == Self::Lead || own),
            aside: aside.filter(|with| self == Self::Lead || own || *with == viewer.person.id),
            asks_to_speak: asks_to_speak && (self == Self::Lead || own),
            help: help.and_then(|call| call_seen(viewer, own, call)),
            place,
            id,
            name,
            role,
            services,
            listening,
            simulated,
            circle_position,
            arrived_ms,
            door_note,
        };
        Some(match self {
            Self::Lead => seen,
            Self::Greeter => seen.for_greeters(),
            Self::Member => seen.for_members(),
        })
    }
}

/// A person's call for help as a viewer may know it; `None` if they may not.
fn call_seen(viewer: &Participant, own: bool, call: Box<HelpCall>) -> Option<Box<HelpCall>> {
    match own {
        true if !viewer.sees_as_lead() => Some(Box::new(call.for_caller())),
        _ => viewer.reads_call(&call).then_some(call),
    }
}
