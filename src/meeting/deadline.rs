//! When a meeting next wants to be woken. No deadline waits for the next command.

use super::{
    floor::{Stage, Turn},
    id::ParticipantId,
    limits::HELP_UNREAD_MS,
    round::RoundPhase,
    settings::LimitKind,
    state::{Meeting, Phase},
    time::{FloorMs, MeetingMs},
};

/// Something that happens at its time. Of several at the same time, the first in this list comes
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// The time after a restart is over (rule 15).
    RestartOver,
    /// The silence is over (rule 14).
    SilenceOver,
    /// The meeting's hard end comes (rule 12).
    HardEnd,
    /// The stage of the turn is over (rules 2 to 9).
    Stage,
    /// The holder is warned (rule 3).
    Warning,
    /// The minute that was asked for is granted, in therapy refused (rule 5).
    MoreTime,
    /// The time for anyone who was not heard is over (rule 7).
    RoundPhase,
    /// The time to write in a sealed round is over (rule 18).
    WritingOver,
    /// A hand falls (rule 8).
    HandFalls(ParticipantId),
    /// The leads are told that the item's time runs out (rule 12).
    ItemMark,
    /// The leads are told at half time who was not heard (rule 12).
    HalfTime,
    /// A timed mute is over.
    MuteOver(ParticipantId),
    /// Nobody has read a call for help.
    HelpUnread(ParticipantId),
    /// Not everybody has answered in time whether somebody may observe.
    ObserverUnanswered(ParticipantId),
    /// The place of the lost lead is held no longer (rule 13).
    LeadHeldOver,
    /// The volunteer leads (rule 13).
    VolunteerLeads,
    /// The meeting ends because nobody leads (rule 13).
    Leaderless,
    /// The door closes for those who come late.
    Late,
    /// The meeting ends because no lead opened it in time.
    Missed,
    /// The meeting ends because nobody was there to open it.
    Empty,
}

/// When the meeting next wants to be woken; `None` if never. The moment is past if it is late.
#[must_use]
pub fn deadline(meeting: &Meeting) -> Option<MeetingMs> {
    next_due(meeting).map(|(at_ms, _)| at_ms)
}

struct Earliest(Option<(MeetingMs, Due)>);

impl Earliest {
    fn at(&mut self, at_ms: Option<MeetingMs>, due: Due) {
        let Some(at_ms) = at_ms else { return };
        if self.0.is_none_or(|earliest| (at_ms, due) < earliest) {
            self.0 = Some((at_ms, due));
        }
    }
}

/// What is due next, and when; `None` if nothing is.
pub(super) fn next_due(meeting: &Meeting) -> Option<(MeetingMs, Due)> {
    if meeting.is_over() {
        return None;
    }
    let mut earliest = Earliest(None);
    for person in meeting.people.values() {
        let until = person.person.mute.and_then(|mute| mute.until_ms);
        earliest.at(until, Due::MuteOver(person.person.id));
        let unread = person.person.help.as_ref().filter(|call| call.is_unread() && !call.repeated);
        let repeats_ms = unread.map(|call| call.asked_ms.plus_ms(HELP_UNREAD_MS));
        earliest.at(repeats_ms, Due::HelpUnread(person.person.id));
    }
    for (who, observing) in &meeting.observing {
        earliest.at(observing.until_ms, Due::ObserverUnanswered(*who));
    }
    earliest.at(meeting.restart_until_ms, Due::RestartOver);
    if meeting.restart_until_ms.is_none() {
        absences(meeting, &mut earliest);
    }
    if meeting.is_running() {
        earliest.at(meeting.pause_until_ms, Due::SilenceOver);
        floor_dues(meeting, &mut earliest);
    }
    earliest.0
}

/// Clocks of meeting time that run while somebody is away, but not in the time after a restart.
fn absences(meeting: &Meeting, earliest: &mut Earliest) {
    if let Some(lost) = meeting.lead_lost {
        let held = lost.closes_ms.is_none().then_some(lost.held_until_ms);
        earliest.at(held, Due::LeadHeldOver);
        earliest.at(lost.volunteer_until_ms, Due::VolunteerLeads);
        earliest.at(lost.closes_ms, Due::Leaderless);
    }
    let date = meeting.config.date.as_ref();
    if meeting.is_running() && !meeting.late_closed {
        earliest.at(date.and_then(|date| date.late_ms), Due::Late);
    }
    if meeting.phase == (Phase::Gathering {}) {
        earliest.at(date.map(|date| date.missed_ms), Due::Missed);
        let empty_ms = meeting.timing().empty_ms;
        earliest.at(meeting.empty_since_ms.map(|since| since.plus_ms(empty_ms)), Due::Empty);
    }
}

/// Clocks of floor time.
fn floor_dues(meeting: &Meeting, earliest: &mut Earliest) {
    let mut at = |floor_ms: Option<FloorMs>, due: Due| {
        earliest.at(floor_ms.and_then(|ms| meeting.clock.meeting_time_of(ms)), due);
    };
    at(Some(meeting.last_moment_ms()), Due::HardEnd);
    if let Some(turn) = &meeting.floor.turn {
        at(stage_ends_ms(meeting, turn), Due::Stage);
        at(warning_ms(meeting, turn), Due::Warning);
    }
    at(meeting.floor.more_time.as_ref().map(|more| more.until_ms), Due::MoreTime);
    if let Some(RoundPhase::AnyoneUnheard { until_ms }) = meeting.round().map(|round| &round.phase)
        && meeting.floor.turn.is_none()
    {
        at(Some(*until_ms), Due::RoundPhase);
    }
    at(meeting.writing_ends_ms(), Due::WritingOver);
    for hand in &meeting.floor.queue {
        at(hand.falls_ms, Due::HandFalls(hand.who));
    }
    at(meeting.next_mark().map(|(ms, _)| ms), Due::ItemMark);
    at(meeting.half_time_ms(), Due::HalfTime);
}

/// When the stage of the turn is over by itself; `None` if it has no end.
fn stage_ends_ms(meeting: &Meeting, turn: &Turn) -> Option<FloorMs> {
    let timing = meeting.timing();
    match turn.stage {
        Stage::Offered { since_ms, nudged: true } => Some(since_ms.plus_ms(timing.offer_away_ms)),
        Stage::Offered { since_ms, nudged: false } => {
            Some(since_ms.plus_ms(timing.offer_nudge_ms.min(timing.offer_away_ms)))
        }
        Stage::Accepted { starts_by_ms } => Some(starts_by_ms),
        Stage::Speaking { ends_ms } => ends_ms,
        Stage::Grace { ends_ms } => (meeting.config.settings.limit == LimitKind::Hard).then_some(ends_ms),
        Stage::Held { until_ms, .. } => {
            // Nobody counts as absent in the time after a restart (rule 15).
            let awaited = meeting.people.get(&turn.holder).is_some_and(|p| p.awaited);
            (!awaited).then_some(until_ms)
        }
        Stage::LastDraft { ends_ms: until_ms }
        | Stage::ChoosingFeedback { until_ms }
        | Stage::Feedback { until_ms, .. }
        | Stage::Naming { until_ms }
        | Stage::Breath { until_ms } => Some(until_ms),
    }
}

/// When the holder is warned (rule 3); `None` if they were, or the share is untimed.
fn warning_ms(meeting: &Meeting, turn: &Turn) -> Option<FloorMs> {
    let Stage::Speaking { ends_ms: Some(ends_ms) } = turn.stage else { return None };
    if meeting.warned_turn == Some(turn.id) {
        return None;
    }
    Some(ends_ms.minus_ms(warning_length_ms(meeting, turn)))
}

/// How long before the end of their share the holder is warned, in milliseconds: a quarter of it, or
/// of the extra minute if that was given, within bounds.
pub(super) fn warning_length_ms(meeting: &Meeting, turn: &Turn) -> u64 {
    let timing = meeting.timing();
    let whole = if turn.extended { timing.extension_ms } else { turn.share_ms };
    (whole / 4).min(timing.warning_ms_max).max(timing.warning_ms_min)
}
