//! A quiet exit looks to others like a lost connection, and coming back like a connection that is back
//! (docs/rules.md, "Who is told what").

use super::{
    alike::{ban, known, remove, revoke, same},
    hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, SECOND, config, id, item},
};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    ordinal::ItemIndex,
    role::{Role, RoomKind, Service},
    settings::{Admission, Door},
    state::Place,
};

/// Leaves quietly in one meeting, loses the connection in the other, and the same happens afterwards.
fn quietly_or_lost(members: &[u8], mode: Mode, then: impl Fn(&mut Hall, &dyn Fn(&mut Hall))) {
    let [quiet, lost] = [true, false].map(|quiet| {
        let mut hall = Hall::peers(item(mode), members);
        then(&mut hall, &|hall| match quiet {
            true => hall.ok(ANN, Command::Leave { quiet: true }),
            false => hall.lose(ANN),
        });
        hall
    });
    for viewer in members.iter().copied().filter(|who| *who != ANN) {
        same(&known(&quiet, viewer), &known(&lost, viewer), viewer);
    }
    assert!(known(&quiet, LEAD) != known(&lost, LEAD), "leads know that she left");
}

/// Ann is in the middle of her share.
fn ann_shares(hall: &mut Hall) {
    hall.start_round();
    hall.share(LEAD);
    hall.post(ANN);
    hall.wait(20 * SECOND);
}

#[test]
fn a_quiet_exit_is_a_lost_connection() {
    for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag] {
        quietly_or_lost(&[ANN, BEN, CAT], mode, |hall, goes| {
            hall.start_round();
            goes(hall);
            hall.run_until(10 * MINUTE);
        });
    }
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Round, |hall, goes| {
        ann_shares(hall);
        goes(hall);
        hall.wait(5 * MINUTE);
        hall.run_until(10 * MINUTE);
    });
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Round, |hall, goes| {
        goes(hall);
        hall.wait(MINUTE);
        hall.start_round();
        hall.run_until(10 * MINUTE);
    });
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Queue, |hall, goes| {
        hall.hand(BEN);
        hall.hand(ANN);
        hall.hand(CAT);
        goes(hall);
        hall.post(BEN);
        hall.wait(3 * MINUTE);
    });
}

/// Comes back from a quiet exit, from the waiting room or from a lost connection.
fn comes_back(hall: &mut Hall, who: u8) {
    match hall.meeting.people[&id(who)].person.place {
        Place::Present => hall.back(who),
        Place::Waiting => hall.ok(LEAD, Command::Admit { who: id(who) }),
        _ => {
            hall.join(who, Role::Member).expect("may wait");
        }
    }
}

#[test]
fn who_comes_back_from_a_quiet_exit_has_a_connection_again() {
    for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag, Mode::Open] {
        for away_ms in [SECOND, 4 * MINUTE] {
            quietly_or_lost(&[ANN, BEN, CAT], mode, |hall, goes| {
                let _ = hall.send(LEAD, Command::StartRound { item: ItemIndex(0) });
                goes(hall);
                hall.run_until(away_ms);
                comes_back(hall, ANN);
                hall.run_until(10 * MINUTE);
            });
        }
    }
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Round, |hall, goes| {
        ann_shares(hall);
        goes(hall);
        hall.wait(30 * SECOND);
        comes_back(hall, ANN);
        hall.run_until(10 * MINUTE);
    });
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Queue, |hall, goes| {
        hall.hand(BEN);
        hall.hand(ANN);
        goes(hall);
        hall.wait(MINUTE);
        comes_back(hall, ANN);
        hall.post(BEN);
        hall.wait(3 * MINUTE);
    });
}

#[test]
fn who_is_let_in_again_from_the_waiting_room_has_a_connection_again() {
    let [sent, lost] = [true, false].map(|sent| {
        let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN, CAT]);
        hall.start_round();
        match sent {
            true => hall.ok(LEAD, Command::SendToDoor { who: id(ANN) }),
            false => hall.lose(ANN),
        }
        hall.wait(10 * SECOND);
        comes_back(&mut hall, ANN);
        hall.run_until(10 * MINUTE);
        hall
    });
    same(&known(&sent, BEN), &known(&lost, BEN), BEN);
}

#[test]
fn who_is_let_in_again_without_a_connection_is_still_away() {
    let [quiet, lost] = [true, false].map(|quiet| {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open)]);
        config.settings.admission = Admission::OneByOne;
        let mut hall = Hall::opened(config, &[ANN, BEN]);
        if quiet {
            hall.ok(ANN, Command::Leave { quiet: true });
            hall.join(ANN, Role::Member).expect("may wait");
        }
        hall.lose(ANN);
        if quiet {
            hall.ok(LEAD, Command::Admit { who: id(ANN) });
        }
        hall
    });
    same(&known(&quiet, BEN), &known(&lost, BEN), BEN);
}

#[test]
fn who_is_sent_away_after_a_quiet_exit_has_left_like_anybody_without_a_connection() {
    let acts: [fn(&mut Hall); 4] = [remove, ban, revoke, |hall| {
        remove(hall);
        ban(hall);
    }];
    for act in acts {
        for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag, Mode::Open] {
            quietly_or_lost(&[ANN, BEN, CAT], mode, |hall, goes| {
                let _ = hall.send(LEAD, Command::StartRound { item: ItemIndex(0) });
                goes(hall);
                hall.wait(SECOND);
                act(hall);
                assert!(hall.meeting.slot_of(id(ANN)).is_none_or(|slot| !slot.state.is_to_come()));
                hall.run_until(10 * MINUTE);
            });
        }
        quietly_or_lost(&[ANN, BEN, CAT], Mode::Round, |hall, goes| {
            hall.start_round();
            hall.share(LEAD);
            hall.post(ANN);
            goes(hall);
            hall.wait(SECOND);
            act(hall);
            hall.run_until(10 * MINUTE);
        });
        quietly_or_lost(&[ANN, BEN, CAT], Mode::Round, |hall, goes| {
            goes(hall);
            act(hall);
            hall.start_round();
            hall.run_until(10 * MINUTE);
        });
    }
}

#[test]
fn who_is_turned_away_after_a_quiet_exit_has_left() {
    let knocks = |hall: &mut Hall| {
        hall.ok(ANN, Command::Leave { quiet: true });
        hall.join(ANN, Role::Member).expect("may wait");
    };
    let [denied, removed] = [true, false].map(|denied| {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Round)]);
        config.settings.admission = Admission::OneByOne;
        let mut hall = Hall::opened(config, &[ANN, BEN, CAT]);
        hall.start_round();
        match denied {
            true => {
                knocks(&mut hall);
                hall.ok(LEAD, Command::Deny { who: id(ANN) });
            }
            false => {
                hall.lose(ANN);
                remove(&mut hall);
            }
        }
        hall.run_until(10 * MINUTE);
        hall
    });
    same(&known(&denied, BEN), &known(&removed, BEN), BEN);
}

#[test]
fn who_gives_up_quietly_at_the_door_after_a_quiet_exit_is_still_away() {
    quietly_or_lost(&[ANN, BEN, CAT], Mode::Queue, |hall, goes| {
        hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
        hall.hand(BEN);
        hall.hand(ANN);
        goes(hall);
        if hall.meeting.present(id(ANN)).is_none() {
            hall.join(ANN, Role::Member).expect("may wait");
            hall.ok(ANN, Command::Leave { quiet: true });
        }
        hall.post(BEN);
        hall.wait(3 * MINUTE);
    });
}

#[test]
fn a_lead_who_leaves_quietly_is_a_lead_who_lost_the_connection() {
    let [quiet, lost] = [true, false].map(|quiet| {
        let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN, CAT]);
        hall.serve(BEN, Service::Backup);
        match quiet {
            true => hall.ok(LEAD, Command::Leave { quiet: true }),
            false => hall.lose(LEAD),
        }
        hall.run_until(25 * SECOND);
        hall.post(ANN);
        hall.run_until(MINUTE);
        assert_eq!(hall.meeting.lead, Some(id(BEN)), "the backup follows");
        comes_back(&mut hall, LEAD);
        hall.run_until(2 * MINUTE);
        hall
    });
    for viewer in [ANN, CAT] {
        same(&known(&quiet, viewer), &known(&lost, viewer), viewer);
    }
}
