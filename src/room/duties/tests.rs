//! Who serves, held against a plain model: a queue of people.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    meeting::{
        id::{AccountId, ParticipantId},
        role::RoomKind,
    },
    room::schedule::Schedule,
};

const MINUTES: u32 = 60;
const WEEK_MS: u64 = 7 * 24 * 60 * 60_000;

fn seat(n: u8) -> Holder {
    Holder::Seat { participant: ParticipantId::from_bytes([n; 16]) }
}

fn lead(n: u8) -> Holder {
    Holder::Account { account: AccountId::from_bytes([n; 16]) }
}

/// Mondays at 19:00 in UTC, from the first one after `now` on.
fn mondays() -> (Schedule, UnixMs) {
    let now = UnixMs::from_ms(1_900_000_000_000);
    let input = json!({
        "zone": "UTC", "start": "2030-03-18T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["monday"]},
    });
    let input = serde_json::from_value(input).expect("a schedule");
    (Schedule::new(&input, RoomKind::PeerLed, now).expect("a good one"), now)
}

/// The keys of the next dates, the first one as 0.
fn key(schedule: &Schedule, place: usize) -> DateKey {
    let (_, now) = mondays();
    schedule.dates_from(now, MINUTES).nth(place).expect("a date").key
}

fn cancelled(schedule: &Schedule, place: usize) -> Schedule {
    let change = serde_json::from_value(json!({"cancelled": true})).expect("a change");
    schedule.change_date(key(schedule, place), change, mondays().1).expect("cancelled")
}

struct Group {
    schedule: Schedule,
    duties: Duties,
    now: UnixMs,
    gone: BTreeSet<Holder>,
}

impl Group {
    fn new() -> Self {
        let (schedule, now) = mondays();
        Self { schedule, duties: Duties::default(), now, gone: BTreeSet::new() }
    }

    fn does(&mut self, change: DutyChange) -> Result<(), DutyRefusal> {
        let gone = self.gone.clone();
        let may =
            move |duty: Duty, who: Holder| !gone.contains(&who) && who.may_have(duty, RoomKind::PeerLed);
        let book = Book { schedule: &self.schedule, minutes: MINUTES, now: self.now, may: &may };
        self.duties = self.duties.changed(change, &book)?;
        Ok(())
    }

    /// Who has a duty on the dates from the first of all on.
    fn serves(&self, duty: Duty, count: usize) -> Vec<Option<Holder>> {
        let dates: Vec<_> =
            self.schedule.dates_from(self.duties.since(self.now), MINUTES).take(count).collect();
        let roster = self.duties.roster(&dates, &|_, who| !self.gone.contains(&who));
        dates.iter().map(|date| roster.get(&date.key)?.get(&duty).copied()).collect()
    }

    fn in_turn(&mut self, people: &[Holder], dates_each: u32) {
        let way = WayInput::InTurn { order: people.to_vec(), dates_each };
        self.does(DutyChange::Choose(Duty::Timekeeper, way)).expect("a rotation");
    }

    fn key(&self, place: usize) -> DateKey {
        key(&self.schedule, place)
    }
}

#[test]
fn people_serve_in_turn_and_a_cancelled_date_uses_up_none() {
    let mut group = Group::new();
    group.in_turn(&[seat(1), seat(2), seat(3)], 1);
    let some = |people: &[u8]| people.iter().map(|n| (*n > 0).then(|| seat(*n))).collect::<Vec<_>>();
    assert_eq!(group.serves(Duty::Timekeeper, 4), some(&[1, 2, 3, 1]));
    group.schedule = cancelled(&group.schedule, 1);
    assert_eq!(group.serves(Duty::Timekeeper, 5), some(&[1, 0, 2, 3, 1]));
    group.gone.insert(seat(2));
    assert_eq!(group.serves(Duty::Timekeeper, 5), some(&[1, 0, 3, 1, 3]));
    group.gone.clear();
    group.in_turn(&[seat(1), seat(2)], 2);
    assert_eq!(group.serves(Duty::Timekeeper, 6), some(&[1, 0, 1, 2, 2, 1]));
}

#[test]
fn two_people_exchange_dates_and_one_gives_theirs_back() {
    let mut group = Group::new();
    group.in_turn(&[seat(1), seat(2), seat(3)], 1);
    let (first, second) = (group.key(0), group.key(1));
    let duty = Duty::Timekeeper;
    assert_eq!(group.does(DutyChange::Ask(second, duty, seat(1), first)), Err(DutyRefusal::NotTheirs));
    group.does(DutyChange::Ask(first, duty, seat(1), second)).expect("asked");
    assert_eq!(group.does(DutyChange::Agree(first, duty, seat(3), second)), Err(DutyRefusal::NoSuchSwap));
    group.does(DutyChange::Agree(first, duty, seat(2), second)).expect("exchanged");
    assert_eq!(group.serves(duty, 3), [Some(seat(2)), Some(seat(1)), Some(seat(3))]);
    assert!(group.duties.swaps().is_empty(), "it is done");

    assert_eq!(group.does(DutyChange::GiveBack(first, duty, seat(1))), Err(DutyRefusal::NotTheirs));
    group.does(DutyChange::GiveBack(first, duty, seat(2))).expect("given back");
    assert_eq!(group.serves(duty, 1), [None]);
    group.does(DutyChange::Take(first, duty, seat(3))).expect("free for anybody");
    assert_eq!(group.does(DutyChange::Take(first, duty, seat(1))), Err(DutyRefusal::Taken));
    assert_eq!(group.does(DutyChange::Take(second, duty, seat(3))), Err(DutyRefusal::Taken));
}

#[test]
fn an_exchange_is_off_once_one_of_the_two_serves_elsewhere() {
    let mut group = Group::new();
    group.in_turn(&[seat(1), seat(2)], 1);
    let (first, second) = (group.key(0), group.key(1));
    group.does(DutyChange::Ask(first, Duty::Timekeeper, seat(1), second)).expect("asked");
    group.does(DutyChange::Give(second, Duty::Timekeeper, Some(seat(3)))).expect("given by hand");
    assert!(group.duties.swaps().is_empty());
    let late = DutyChange::Agree(first, Duty::Timekeeper, seat(2), second);
    assert_eq!(group.does(late), Err(DutyRefusal::NoSuchSwap));
}

#[test]
fn an_open_lead_is_taken_by_who_leads_the_room_and_by_others_where_they_sign_up() {
    let mut group = Group::new();
    let first = group.key(0);
    let take = |who| DutyChange::Take(first, Duty::Lead, who);
    assert_eq!(group.does(take(seat(1))), Err(DutyRefusal::NotForThem));
    group.does(take(lead(1))).expect("leads the room");
    assert_eq!(group.does(take(lead(2))), Err(DutyRefusal::Taken), "the first one wins");
    group.does(DutyChange::Choose(Duty::SecondLead, WayInput::SignUp {})).expect("sign-up");
    group.does(DutyChange::Take(first, Duty::SecondLead, seat(1))).expect("signed up");
    assert!(!seat(1).may_have(Duty::Lead, RoomKind::TherapistLed));
    assert!(seat(1).may_have(Duty::Timekeeper, RoomKind::TherapistLed));
}

#[test]
fn what_is_over_or_gone_is_forgotten_and_what_moves_takes_its_duties_along() {
    let mut group = Group::new();
    let (first, second) = (group.key(0), group.key(1));
    for (date, who) in [(first, 1), (second, 2)] {
        group.does(DutyChange::Give(date, Duty::Lead, Some(seat(who)))).expect("given");
    }
    let held = group.duties.settled(&group.schedule, MINUTES, Some(first), group.now, &|_, _| true);
    assert_eq!(held.dates().collect::<Vec<_>>(), [second]);
    assert_eq!(held.without(&|who| who == seat(2)), Duties::default());
    let effects = BTreeMap::from([(second, Effect::Follows { to: first })]);
    let carried = held.carried(&group.schedule, Some(&group.schedule), &effects);
    assert_eq!(carried.dates().collect::<Vec<_>>(), [first]);
    assert_eq!(held.carried(&group.schedule, None, &BTreeMap::new()), Duties::default());
    group.now = group.now.plus_ms(WEEK_MS);
    assert_eq!(group.does(DutyChange::Give(first, Duty::Lead, None)), Err(DutyRefusal::NoSuchDate));
}

#[test]
fn an_order_is_of_different_people_who_may_serve() {
    let mut group = Group::new();
    let choose =
        |order, dates_each| DutyChange::Choose(Duty::Greeter, WayInput::InTurn { order, dates_each });
    for (order, dates_each) in
        [(vec![], 1), (vec![seat(1), seat(1)], 1), (vec![seat(1)], 0), (vec![seat(1)], 13)]
    {
        assert_eq!(group.does(choose(order, dates_each)), Err(DutyRefusal::NoRotation));
    }
    group.gone.insert(seat(2));
    assert_eq!(group.does(choose(vec![seat(1), seat(2)], 1)), Err(DutyRefusal::NotForThem));
}

proptest! {
    /// Week by week a plain queue serves the same people, whoever comes and goes and whichever dates are
    /// cancelled; and those who stay serve equally often.
    #[test]
    fn a_rotation_is_a_queue(
        people in 1u8..6,
        dates_each in 1u32..4,
        weeks in proptest::collection::vec((any::<bool>(), 0u8..12), 1..40),
    ) {
        let everyone: Vec<Holder> = (1..=people).map(seat).collect();
        let mut group = Group::new();
        group.in_turn(&everyone, dates_each);
        let mut queue: VecDeque<Holder> = everyone.iter().copied().collect();
        let mut served = 0;
        let mut times: BTreeMap<Holder, u32> = BTreeMap::new();
        let mut left = false;
        for (week, (off, moves)) in weeks.into_iter().enumerate() {
            if off {
                group.schedule = cancelled(&group.schedule, week);
            }
            if let Some(who) = everyone.get(usize::from(moves)) {
                left = true;
                if !group.gone.remove(who) {
                    group.gone.insert(*who);
                }
            }
            let expected = if off { None } else {
                let turn = queue.iter().position(|who| !group.gone.contains(who));
                turn.map(|turn| {
                    if turn > 0 {
                        queue.rotate_left(turn);
                        served = 0;
                    }
                    served += 1;
                    let who = queue[0];
                    if served == dates_each {
                        queue.rotate_left(1);
                        served = 0;
                    }
                    who
                })
            };
            let date = group.schedule.dates_from(group.now, MINUTES).next().expect("a date");
            let dates: Vec<_> = group.schedule.dates_from(group.duties.since(group.now), MINUTES)
                .take_while(|other| other.starts_at <= date.starts_at).collect();
            let roster = group.duties.roster(&dates, &|_, who| !group.gone.contains(&who));
            let who = roster.get(&date.key).and_then(|serving| serving.get(&Duty::Timekeeper)).copied();
            prop_assert_eq!(who, expected);
            if let Some(who) = who {
                *times.entry(who).or_default() += 1;
            }
            let gone = group.gone.clone();
            group.duties = group.duties.settled(
                &group.schedule, MINUTES, Some(date.key), group.now, &|_, who| !gone.contains(&who),
            );
            group.now = date.ends_at.plus_ms(1);
        }
        let least = everyone.iter().map(|who| times.get(who).copied().unwrap_or(0)).min().unwrap_or(0);
        let most = times.values().copied().max().unwrap_or(0);
        prop_assert!(left || most - least <= dates_each, "{times:?}");
    }
}
