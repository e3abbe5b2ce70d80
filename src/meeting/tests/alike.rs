//! What others can't tell apart: of two meetings that differ only in what was done to one person, the
//! others are told the same, and see the same (docs/rules.md, "Who is told what").

use super::hall::{ANN, BEN, CAT, Hall, LEAD, SECOND, config, id, item, told};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    input::{Input, Signal},
    ordinal::{ItemIndex, MessageId},
    reason::RemovalReason,
    role::{Role, RoomKind, Service},
    settings::Admission,
    state::Meeting,
    view::{MeetingView, view},
};

/// What one person was told, and what they see in the end.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    events: Vec<Event>,
    view: MeetingView,
}

pub(super) fn known(hall: &Hall, viewer: u8) -> Known {
    let (first, rest) = hall.log.split_first().expect("a log");
    let mut meeting = Meeting::replay([first]).expect("begins with its creation");
    let mut events = Vec::new();
    for numbered in rest {
        meeting.apply(numbered);
        events.extend(told(&meeting, id(viewer), numbered).map(|numbered| numbered.event));
    }
    let mut view = view(&meeting, id(viewer)).expect("is present");
    // Everybody sees that numbers are left out, and nobody what for.
    for event in &mut events {
        if let Event::Posted { message } = event {
            message.id = MessageId(0);
        }
    }
    view.messages.iter_mut().for_each(|message| message.id = MessageId(0));
    Known { events, view }
}

#[track_caller]
pub(super) fn same(one: &Known, other: &Known, viewer: u8) {
    let differs = one.events.iter().zip(&other.events).find(|(one, other)| one != other);
    assert!(differs.is_none(), "{viewer}: {differs:#?}");
    let longer = if one.events.len() > other.events.len() { one } else { other };
    let more = longer.events.get(one.events.len().min(other.events.len()));
    assert!(more.is_none(), "{viewer}: {more:#?}");
    assert!(
        one.view == other.view,
        "{viewer} sees a difference: {:#?} {:#?}",
        one.view.floor,
        other.view.floor
    );
}

/// Of a round in which Ann has the floor, Ben and Cat know the same after either of two acts.
#[track_caller]
fn alike(begin: impl Fn(&mut Hall), one: impl Fn(&mut Hall), other: impl Fn(&mut Hall)) {
    let held = |act: &dyn Fn(&mut Hall)| {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Round), item(Mode::Open)]);
        config.settings.admission = Admission::OneByOne;
        let mut hall = Hall::opened(config, &[ANN, BEN, CAT]);
        hall.serve(CAT, Service::Greeter);
        hall.start_round();
        hall.share(LEAD);
        begin(&mut hall);
        hall.wait(SECOND);
        act(&mut hall);
        hall
    };
    let (one, other) = (held(&one), held(&other));
    for viewer in [BEN, CAT] {
        same(&known(&one, viewer), &known(&other, viewer), viewer);
    }
    assert!(known(&one, LEAD) != known(&other, LEAD), "leads know the difference");
}

fn leave(hall: &mut Hall) {
    hall.ok(ANN, Command::Leave { quiet: false });
}

pub(super) fn remove(hall: &mut Hall) {
    hall.ok(LEAD, Command::Remove { who: id(ANN), reason: RemovalReason::Safety });
}

pub(super) fn ban(hall: &mut Hall) {
    hall.ok(LEAD, Command::Ban { who: id(ANN), reason: RemovalReason::Guidelines });
}

pub(super) fn revoke(hall: &mut Hall) {
    hall.input(Input::Signal(Signal::Revoked { who: id(ANN) }));
}

fn mute(hall: &mut Hall) {
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
}

fn move_on(hall: &mut Hall) {
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::CallNext { from: Some(turn) });
}

#[test]
fn who_was_sent_away_has_left() {
    for begin in [|_: &mut Hall| {}, |hall: &mut Hall| hall.post(ANN)] {
        alike(begin, remove, leave);
        alike(begin, ban, leave);
        alike(begin, revoke, leave);
    }
}

#[test]
fn who_was_turned_away_at_the_door_has_left_it() {
    let knocks = |hall: &mut Hall| {
        leave(hall);
        hall.join(ANN, Role::Member).expect("may wait");
    };
    let deny = |hall: &mut Hall| hall.ok(LEAD, Command::Deny { who: id(ANN) });
    alike(knocks, deny, leave);
    alike(knocks, remove, leave);
}

#[test]
fn a_mute_of_the_holder_is_a_lead_moving_on() {
    let begins: [fn(&mut Hall); 4] = [
        |_| {},
        |hall| {
            let turn = hall.turn_id();
            hall.ok(ANN, Command::StartTimer { turn });
        },
        |hall| hall.post(ANN),
        |hall| {
            hall.post(ANN);
            hall.lose(ANN);
        },
    ];
    for begin in begins {
        alike(begin, mute, move_on);
    }
}

#[test]
fn a_mute_of_somebody_else_is_told_to_nobody_else() {
    let lift = |hall: &mut Hall| hall.ok(LEAD, Command::Unmute { who: id(ANN) });
    let passed = |hall: &mut Hall| {
        let turn = Some(hall.turn_id());
        hall.ok(ANN, Command::Pass { turn });
    };
    alike(passed, mute, |_| {});
    alike(
        passed,
        |hall| {
            mute(hall);
            lift(hall);
        },
        |_| {},
    );
}

/// What Ann does with her share, and the lead beside it: all of it before her own time is over.
const SHARES: [fn(&mut Hall); 7] = [
    |hall| {
        begins(hall);
        hall.wait(40 * SECOND);
    },
    |hall| {
        begins(hall);
        hall.wait(190 * SECOND);
    },
    |hall| {
        begins(hall);
        hall.wait(130 * SECOND);
        let turn = hall.turn_id();
        hall.ok(LEAD, Command::Nudge { turn });
        hall.ok(LEAD, Command::Extend { turn });
        hall.wait(80 * SECOND);
    },
    |hall| {
        begins(hall);
        hall.wait(115 * SECOND);
        let turn = hall.turn_id();
        hall.ok(ANN, Command::AskForMore { turn });
        hall.wait(70 * SECOND);
    },
    |hall| {
        for cut in [30, 140] {
            begins(hall);
            hall.wait(cut * SECOND);
            hall.lose(ANN);
            hall.wait(10 * SECOND);
            hall.back(ANN);
        }
        hall.wait(60 * SECOND);
    },
    |hall| {
        begins(hall);
        hall.wait(30 * SECOND);
        hall.lose(ANN);
        hall.wait(70 * SECOND);
        hall.back(ANN);
        hall.share(BEN);
        hall.share(CAT);
        begins(hall);
        hall.wait(100 * SECOND);
    },
    |hall| {
        begins(hall);
        for _ in 0..20 {
            hall.wait(10 * SECOND);
            let advance = Command::Advance { from: ItemIndex(0), to: None };
            if hall.send(LEAD, advance).is_ok() {
                return;
            }
        }
        panic!("a lead may go on when the usual time and the grace are over");
    },
];

fn begins(hall: &mut Hall) {
    let turn = hall.turn_id();
    let _ = hall.send(ANN, Command::StartTimer { turn });
    hall.post(ANN);
}

#[test]
fn a_share_of_double_length_is_one_of_the_usual_length_that_goes_on() {
    for share in SHARES {
        let [usual, double] = [[200, 100], [100, 200]].map(|percents| {
            let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN, CAT]);
            hall.ok(ANN, Command::SetMultiplier { percent: 150 });
            for percent in percents {
                hall.ok(ANN, Command::SetMultiplier { percent });
            }
            hall.start_round();
            hall.share(LEAD);
            share(&mut hall);
            hall
        });
        for viewer in [LEAD, BEN, CAT] {
            same(&known(&usual, viewer), &known(&double, viewer), viewer);
        }
        assert!(known(&usual, ANN) != known(&double, ANN), "Ann knows her own time");
    }
}
