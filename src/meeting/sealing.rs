//! What is in a sealed round, who is asked, and what is shown next (rule 18).

use super::{
    agenda::Mode,
    event::Event,
    floor::Floor,
    id::ParticipantId,
    sealed::{SealedRound, SealedShare, SealedStage},
    state::{Meeting, Participant, Place},
    time::FloorMs,
};

impl Event {
    /// Whether nothing is held of a sealed round from now on.
    pub(super) const fn empties_sealed_round(&self) -> bool {
        match self {
            Self::SealedChanged { sealed, .. } => matches!(sealed.stage, SealedStage::Opened),
            Self::ItemStarted { .. } | Self::ModeChanged { .. } | Self::Ended { .. } => true,
            _ => false,
        }
    }
}

impl Floor {
    /// The sealed round, if people write in it now.
    pub(super) fn written_in(&self) -> Option<&SealedRound> {
        self.sealed.as_ref().filter(|round| round.stage == SealedStage::Writing)
    }
}

impl Meeting {
    /// When the time to write is over; `None` if nobody writes in a sealed round.
    pub(super) fn writing_ends_ms(&self) -> Option<FloorMs> {
        let (_, item) = self.current()?;
        Some(self.floor.written_in()?.started_ms.plus_ms(item.writing_ms()))
    }

    /// How many have written or passed, and how many are asked. A person who left keeps what they wrote.
    /// It goes by what members know of people, so that the counts betray nothing.
    pub(super) fn sealed_counts(&self) -> (u32, u32) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let asked = self.people.keys().filter(|who| self.sealed.contains_key(who) || self.takes_part(**who));
        (count(self.sealed.len()), count(asked.count()))
    }

    /// Whose words are shown next, in the order of the circle; `None` if there are no more. Those of a
    /// person who is muted, was sent back to the door or was removed are not shown.
    pub(super) fn next_sealed(&self) -> Option<ParticipantId> {
        let words = self.sealed.iter().filter(|(_, share)| matches!(share, SealedShare::Words { .. }));
        let people = words.filter_map(|(who, _)| self.people.get(who)).filter(|who| may_be_shown(who));
        people.map(|who| (who.person.circle_position, who.person.id)).min().map(|(_, who)| who)
    }

    /// Whether a person has written or passed in the sealed round, and that is not shown yet.
    #[must_use]
    pub fn is_in_sealed(&self, who: ParticipantId) -> bool {
        self.sealed.contains_key(&who)
    }

    /// Whether the current item is held as a sealed round.
    pub(super) fn is_sealed(&self) -> bool {
        self.mode() == Some(Mode::Sealed)
    }
}

fn may_be_shown(who: &Participant) -> bool {
    let sent_out = match who.person.place {
        Place::Present | Place::Left => false,
        Place::Waiting => who.held,
        Place::Removed => true,
    };
    who.person.mute.is_none() && !sent_out
}
