//! Who wrote what, as far as the floor and the rules of taking back need it.

use rondo::meeting::{
    floor::{Stage, Turn},
    ordinal::{MessageId, TurnId},
    refusal::Refusal,
    role::Role,
    state::Place,
};

use super::{Answer, Model, Who, no};

/// The id of what the meeting has given none yet.
const UNNAMED: MessageId = MessageId(u64::MAX);

/// Something that was written.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) who: Who,
    /// The number that the meeting gave it.
    id: MessageId,
    reach: Reach,
    /// The turn that it replies to.
    reply_to: Option<TurnId>,
    gone: bool,
}

/// Who could read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Everyone,
    OnePerson,
    Leads,
}

impl Model {
    /// Rule 12: the members who take part and have said nothing to everyone.
    pub(super) fn silent_ones(&self) -> Vec<Who> {
        let said = |who| self.words.iter().any(|words| words.who == who && words.reach == Reach::Everyone);
        let mut silent: Vec<_> = self
            .people
            .iter()
            .filter(|p| p.place == Place::Present && p.role == Role::Member && !p.listening && !said(p.who))
            .collect();
        silent.sort_by_key(|p| (p.circle_position, p.who));
        silent.into_iter().map(|p| p.who).collect()
    }

    pub(super) fn wrote(&mut self, who: Who, reach: Reach, reply_to: Option<TurnId>) {
        if reach == Reach::Everyone
            && let Some(unheard) = &mut self.unheard
        {
            unheard.retain(|silent| *silent != who);
        }
        self.words.push(Words { who, id: UNNAMED, reach, reply_to, gone: false });
    }

    /// Ids come from the meeting, and the model is told them in the order in which things were written.
    pub(crate) fn named(&mut self, id: MessageId) {
        if let Some(first) = self.words.iter_mut().find(|words| words.id == UNNAMED) {
            first.id = id;
        }
    }

    pub(super) fn words(&self, message: MessageId) -> Result<&Words, Option<Refusal>> {
        self.words.iter().find(|words| words.id == message).ok_or(Some(Refusal::NoSuchMessage))
    }

    /// Whoever takes back their reply may reply again while replies are taken.
    pub(super) fn take_back(&mut self, who: Who, message: MessageId) -> Answer {
        let words = self.words(message)?;
        if words.gone {
            return no(Refusal::AlreadySo);
        }
        if words.who != who {
            return no(Refusal::NotPermitted);
        }
        let reply_to = words.reply_to;
        self.goes(message);
        if let Some(Turn { id, stage: Stage::Feedback { replies_left, replied, .. }, .. }) = &mut self.turn
            && reply_to == Some(*id)
        {
            replied.retain(|other| *other != who);
            *replies_left += 1;
        }
        Ok(())
    }

    pub(super) fn take_back_other(&mut self, message: MessageId) -> Answer {
        let words = self.words(message)?;
        match words.reach {
            _ if words.gone => return no(Refusal::AlreadySo),
            Reach::Leads => return no(Refusal::NotPermitted),
            Reach::Everyone | Reach::OnePerson => {}
        }
        self.goes(message);
        Ok(())
    }

    pub(super) fn cover(&self, message: MessageId) -> Answer {
        let words = self.words(message)?;
        match words.reach {
            _ if words.gone => no(Refusal::AlreadySo),
            Reach::Everyone => Ok(()),
            Reach::OnePerson | Reach::Leads => no(Refusal::NotPermitted),
        }
    }

    /// All that others than the leads could read of somebody's.
    pub(super) fn take_all_back(&mut self, who: Who) -> Answer {
        let theirs = self.words.iter_mut().filter(|words| words.who == who && words.reach != Reach::Leads);
        let mut standing = theirs.filter(|words| !words.gone).peekable();
        if standing.peek().is_none() {
            return no(Refusal::NotSo);
        }
        standing.for_each(|words| words.gone = true);
        Ok(())
    }

    fn goes(&mut self, message: MessageId) {
        self.words.iter_mut().filter(|words| words.id == message).for_each(|words| words.gone = true);
    }
}
