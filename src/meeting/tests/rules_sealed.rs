//! Rule 18: the sealed round.

use super::hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, OBSERVER, id, item, sees};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    ordinal::{ItemIndex, RoundId},
    reason::RemovalReason,
    refusal::Refusal,
    role::Role,
    sealed::{SealedRound, SealedShare, SealedStage},
    state::Message,
    view::view,
};

fn sealed(members: &[u8]) -> Hall {
    Hall::peers(item(Mode::Sealed), members)
}

fn one_by_one(members: &[u8]) -> Hall {
    Hall::peers(AgendaItem { one_by_one: true, ..item(Mode::Sealed) }, members)
}

fn round(hall: &Hall) -> &SealedRound {
    hall.meeting.floor.sealed.as_ref().expect("a sealed round")
}

fn counts(hall: &Hall) -> (u32, u32) {
    (round(hall).shares_in, round(hall).of)
}

fn said(hall: &Hall) -> Vec<&str> {
    hall.meeting.messages.iter().map(|message: &Message| message.text.as_str()).collect()
}

fn open(hall: &mut Hall, shown: u32) {
    let round = hall.sealed_round();
    hall.ok(LEAD, Command::OpenSealed { round, shown });
}

fn pass(hall: &mut Hall, who: u8) {
    let round = hall.sealed_round();
    hall.ok(who, Command::PassSealed { round });
}

#[test]
fn rule_18_all_is_shown_together_when_all_are_in_and_nothing_before() {
    let mut hall = sealed(&[ANN, BEN]);
    hall.enter(OBSERVER, Role::Observer);
    assert_eq!(counts(&hall), (0, 3), "an observer is not asked");
    hall.seal(BEN, "of Ben");
    hall.seal(ANN, "not yet");
    hall.seal(ANN, "of Ann");
    assert_eq!(counts(&hall), (2, 3), "a second share replaces the first");
    for numbered in &hall.log {
        let text = serde_json::to_string(numbered).expect("is written");
        for viewer in [LEAD, OBSERVER, BEN] {
            assert!(!text.contains("of Ann") || !sees(&hall.meeting, id(viewer), numbered), "{text}");
        }
    }
    for viewer in [LEAD, OBSERVER, ANN] {
        let seen = serde_json::to_string(&view(&hall.meeting, id(viewer))).expect("is written");
        assert!(!seen.contains("of Ben"), "{seen}");
    }
    let own = view(&hall.meeting, id(ANN)).expect("is in").me.sealed;
    assert_eq!(own, Some(SealedShare::Words { text: "of Ann".into(), note: None }));
    pass(&mut hall, LEAD);
    assert_eq!(said(&hall), ["of Ann", "of Ben"], "in the order of the circle");
    assert_eq!((round(&hall).stage, round(&hall).shown), (SealedStage::Opened, 2));
    assert_eq!(view(&hall.meeting, id(ANN)).expect("is in").me.sealed, None);
}

#[test]
fn rule_18_the_time_to_write_is_that_of_a_share_or_of_the_item() {
    for (share_ms, ends_ms) in [(3 * MINUTE, 3 * MINUTE), (0, 20 * MINUTE)] {
        let mut hall = Hall::peers(AgendaItem { share_ms, ..item(Mode::Sealed) }, &[ANN, BEN]);
        hall.seal(ANN, "of Ann");
        hall.wait(ends_ms - 1);
        assert_eq!(round(&hall).stage, SealedStage::Writing);
        hall.wait(1);
        assert_eq!(said(&hall), ["of Ann"]);
        let round = hall.sealed_round();
        let late = Command::WriteSealed { round, text: "late".into(), note: None };
        hall.no(BEN, late, Refusal::TooLate);
        hall.no(BEN, Command::PassSealed { round }, Refusal::TooLate);
        hall.no(ANN, Command::TakeBackSealed { round }, Refusal::TooLate);
        hall.no(LEAD, Command::OpenSealed { round, shown: 1 }, Refusal::AlreadySo);
    }
}

#[test]
fn rule_18_a_share_is_changed_and_taken_back_until_it_is_shown() {
    let mut hall = sealed(&[ANN, BEN]);
    let round = hall.sealed_round();
    hall.seal(ANN, "of Ann");
    hall.ok(ANN, Command::TakeBackSealed { round });
    hall.no(ANN, Command::TakeBackSealed { round }, Refusal::NotSo);
    assert_eq!(counts(&hall), (0, 3));
    pass(&mut hall, ANN);
    hall.no(ANN, Command::PassSealed { round }, Refusal::AlreadySo);
    hall.seal(ANN, "after all");
    open(&mut hall, 0);
    assert_eq!(said(&hall), ["after all"]);
}

#[test]
fn rule_18_one_after_the_other_at_a_leads_next_and_a_stale_click_shows_nothing() {
    let mut hall = one_by_one(&[ANN, BEN, CAT]);
    for (who, text) in [(ANN, "of Ann"), (BEN, "of Ben"), (CAT, "of Cat")] {
        hall.seal(who, text);
    }
    pass(&mut hall, LEAD);
    assert_eq!(said(&hall), ["of Ann"]);
    let round_id = hall.sealed_round();
    hall.no(LEAD, Command::OpenSealed { round: round_id, shown: 0 }, Refusal::Stale);
    hall.no(ANN, Command::OpenSealed { round: round_id, shown: 1 }, Refusal::NotPermitted);
    let late = Command::WriteSealed { round: round_id, text: "late".into(), note: None };
    hall.no(BEN, late, Refusal::TooLate);
    hall.ok(BEN, Command::TakeBackSealed { round: round_id });
    open(&mut hall, 1);
    assert_eq!(said(&hall), ["of Ann", "of Cat"]);
    assert_eq!(round(&hall).stage, SealedStage::Opened);
}

#[test]
fn rule_18_the_last_share_that_is_taken_back_ends_the_showing() {
    let mut hall = one_by_one(&[ANN, BEN]);
    hall.seal(ANN, "of Ann");
    hall.seal(BEN, "of Ben");
    open(&mut hall, 0);
    let round_id = hall.sealed_round();
    hall.ok(BEN, Command::TakeBackSealed { round: round_id });
    assert_eq!(round(&hall).stage, SealedStage::Opened);
}

#[test]
fn rule_18_who_left_keeps_their_share_and_who_was_removed_does_not_and_the_counts_tell_nothing() {
    let mut hall = sealed(&[ANN, BEN, CAT]);
    hall.seal(ANN, "of Ann");
    hall.seal(BEN, "of Ben");
    hall.ok(ANN, Command::Leave { quiet: false });
    assert_eq!(counts(&hall), (2, 4));
    hall.ok(LEAD, Command::Remove { who: id(BEN), reason: RemovalReason::Safety });
    assert_eq!(counts(&hall), (2, 4));
    hall.ok(CAT, Command::Leave { quiet: false });
    assert_eq!(counts(&hall), (2, 3), "who left without a share is not waited for");
    open(&mut hall, 0);
    assert_eq!(said(&hall), ["of Ann"]);
}

#[test]
fn rule_18_who_is_muted_or_sent_to_the_door_is_not_shown_and_writes_nothing() {
    let mut hall = sealed(&[ANN, BEN, CAT]);
    let round_id = hall.sealed_round();
    for (who, text) in [(ANN, "of Ann"), (BEN, "of Ben"), (CAT, "of Cat")] {
        hall.seal(who, text);
    }
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    let more = Command::WriteSealed { round: round_id, text: "more".into(), note: None };
    hall.no(ANN, more, Refusal::Muted);
    hall.ok(LEAD, Command::SendToDoor { who: id(BEN) });
    assert_eq!(counts(&hall), (3, 4));
    open(&mut hall, 0);
    assert_eq!(said(&hall), ["of Cat"]);
}

#[test]
fn rule_18_in_a_pause_people_write_and_nothing_is_opened() {
    let mut hall = sealed(&[ANN]);
    hall.ok(LEAD, Command::HoldSilence { seconds: 60 });
    hall.seal(ANN, "of Ann");
    pass(&mut hall, LEAD);
    let round_id = hall.sealed_round();
    hall.no(LEAD, Command::OpenSealed { round: round_id, shown: 0 }, Refusal::Paused);
    assert_eq!(round(&hall).stage, SealedStage::Writing);
    hall.wait(MINUTE);
    assert_eq!(said(&hall), ["of Ann"]);
}

#[test]
fn rule_18_what_is_held_is_shown_when_the_meeting_moves_on_and_forgotten_at_its_end() {
    let mut hall = one_by_one(&[ANN, BEN]);
    hall.seal(ANN, "of Ann");
    hall.seal(BEN, "of Ben");
    let change = Command::ChangeMode { item: ItemIndex(0), mode: Mode::Open, crosstalk: Crosstalk::Free };
    hall.ok(LEAD, change);
    assert_eq!(said(&hall), ["of Ann", "of Ben"]);
    assert_eq!(hall.meeting.floor.sealed, None);

    let mut hall = sealed(&[ANN, BEN]);
    hall.seal(ANN, "of Ann");
    hall.ok(LEAD, Command::EndMeeting {});
    assert!(said(&hall).is_empty());
    assert_eq!(view(&hall.meeting, id(ANN)).expect("is in").me.sealed, None);
}

#[test]
fn rule_18_only_in_its_own_mode_and_only_of_the_round_that_runs() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    let write = |round| Command::WriteSealed { round, text: "words".into(), note: None };
    hall.no(ANN, write(RoundId(1)), Refusal::WrongMode);
    let mut hall = sealed(&[ANN]);
    let round = hall.sealed_round();
    hall.no(ANN, write(RoundId(round.0 + 1)), Refusal::Stale);
    hall.no(ANN, Command::WriteSealed { round, text: " ".into(), note: None }, Refusal::TextEmpty);
    let long = "x".repeat(4_001);
    hall.no(ANN, Command::WriteSealed { round, text: long, note: None }, Refusal::TextTooLong);
    hall.no(ANN, Command::Post { text: "words".into(), note: None }, Refusal::NotHolder);
}
