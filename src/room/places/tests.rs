//! Places against a second, plain model of them, and the cases that people ask about.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Answer, Place, PlaceChange as Change, PlaceRefusal, Places, Stand, Terms};
use crate::{meeting::id::ParticipantId, time::UnixMs};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const NOW: UnixMs = UnixMs::from_ms(1_900_000_000_000);

fn who(n: u8) -> ParticipantId {
    ParticipantId::from_bytes([n; 16])
}

/// A date whose door opens after so many hours.
fn terms(seats: u32, hours: u64) -> Terms {
    let door_at = NOW.plus_ms(hours * HOUR_MS);
    let starts_at = door_at.plus_ms(15 * MINUTE_MS);
    Terms { seats: Some(seats), door_at, starts_at, ends_at: starts_at.plus_ms(HOUR_MS) }
}

fn come(n: u8) -> Change {
    Change::Answer(who(n), Answer::Coming { late: false })
}

fn wait(n: u8) -> Change {
    Change::Answer(who(n), Answer::Waiting)
}

fn stands(places: &Places) -> Vec<(u8, Stand)> {
    places.rows().iter().map(|place| (place.who.as_bytes()[0], place.stand)).collect()
}

/// The plainest thing that could be right: who has a place, who waits in which order, and to whom one is
/// offered until when.
#[derive(Debug, Default)]
struct Model {
    seats: usize,
    coming: BTreeSet<u8>,
    line: Vec<u8>,
    offers: Vec<(u8, UnixMs)>,
    absent: BTreeSet<u8>,
}

impl Model {
    fn taken(&self) -> usize {
        self.coming.len() + self.offers.len()
    }

    fn leave(&mut self, n: u8) {
        self.coming.remove(&n);
        self.line.retain(|other| *other != n);
        self.offers.retain(|(other, _)| *other != n);
        self.absent.remove(&n);
    }

    /// Offers end, and places that are free are offered to those who wait longest.
    fn pass(&mut self, terms: &Terms, now: UnixMs) {
        self.offers.iter_mut().for_each(|(_, until)| *until = (*until).min(terms.door_at));
        self.offers.retain(|(_, until)| *until > now);
        while self.taken() > self.seats && !self.offers.is_empty() {
            let (last, _) = self.offers.pop().expect("an offer");
            self.line.insert(0, last);
        }
        let left_ms = terms.door_at.since(now);
        if left_ms < 5 * MINUTE_MS {
            return;
        }
        while self.taken() < self.seats && !self.line.is_empty() {
            let length_ms = (left_ms / 4).clamp(15 * MINUTE_MS, 12 * HOUR_MS);
            let until = now.plus_ms(length_ms).min(terms.door_at);
            self.offers.push((self.line.remove(0), until));
        }
    }

    fn free_for(&self, n: u8, terms: &Terms, now: UnixMs) -> bool {
        let ahead = self.line.iter().position(|other| *other == n).unwrap_or(self.line.len());
        let ahead = if now >= terms.starts_at { 0 } else { ahead };
        self.taken() + ahead < self.seats
    }

    fn act(&mut self, act: &Act, terms: &Terms, now: UnixMs) -> Result<(), PlaceRefusal> {
        match *act {
            Act::Come(n) if self.coming.contains(&n) => {}
            Act::Come(n) => {
                let offered = self.offers.iter().any(|(other, _)| *other == n);
                if !offered && !self.free_for(n, terms, now) {
                    return Err(PlaceRefusal::Full);
                }
                self.leave(n);
                self.coming.insert(n);
            }
            Act::Wait(n) => {
                let known = self.coming.contains(&n) || self.line.contains(&n);
                if known || self.offers.iter().any(|(other, _)| *other == n) {
                } else if self.free_for(n, terms, now) {
                    self.leave(n);
                    self.coming.insert(n);
                } else if now >= terms.door_at {
                    return Err(PlaceRefusal::Full);
                } else {
                    self.leave(n);
                    self.line.push(n);
                }
            }
            Act::Absent(n) => {
                self.leave(n);
                self.absent.insert(n);
            }
            Act::TakeBack(n) => self.leave(n),
            Act::Passes(_) | Act::Seats(_) | Act::Moves(_) => {}
        }
        Ok(())
    }
}

#[derive(Debug, Clone)]
enum Act {
    Come(u8),
    Wait(u8),
    Absent(u8),
    TakeBack(u8),
    /// Minutes.
    Passes(u64),
    /// Another capacity.
    Seats(u32),
    /// The date moves to so many hours after the first time.
    Moves(u64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let person = 1..=9_u8;
    let act = prop_oneof![
        4 => person.clone().prop_map(Act::Come),
        4 => person.clone().prop_map(Act::Wait),
        2 => person.clone().prop_map(Act::Absent),
        2 => person.prop_map(Act::TakeBack),
        3 => (1..400_u64).prop_map(Act::Passes),
        1 => (1..5_u32).prop_map(Act::Seats),
        1 => (20..60_u64).prop_map(Act::Moves),
    ];
    prop::collection::vec(act, 1..80)
}

proptest! {
    /// Never over capacity, in order, and every offer is taken, left or passed on.
    #[test]
    fn places_are_what_a_plain_model_says(acts in acts()) {
        let mut terms = terms(3, 40);
        let mut now = NOW;
        let mut places = Places::default();
        let mut model = Model { seats: 3, ..Model::default() };
        for act in &acts {
            let change = match *act {
                Act::Come(n) => come(n),
                Act::Wait(n) => wait(n),
                Act::Absent(n) => Change::Answer(who(n), Answer::Absent),
                Act::TakeBack(n) => Change::TakeBack(who(n)),
                Act::Passes(minutes) => {
                    now = now.plus_ms(minutes * MINUTE_MS);
                    Change::Settle
                }
                Act::Seats(seats) => {
                    terms.seats = Some(seats);
                    model.seats = seats as usize;
                    Change::Settle
                }
                Act::Moves(hours) => {
                    terms = Terms { seats: terms.seats, ..self::terms(1, hours) };
                    Change::Settle
                }
            };
            let before = places.coming();
            let done = places.change(change, &terms, now);
            if now >= terms.ends_at {
                break;
            }
            model.pass(&terms, now);
            prop_assert_eq!(done, model.act(act, &terms, now), "{:?}", act);
            model.pass(&terms, now);

            let seats = terms.seats.unwrap_or(0);
            prop_assert!(places.coming() <= before.max(seats), "over capacity");
            let of = |wanted: fn(&Stand) -> bool| -> Vec<u8> {
                stands(&places).into_iter().filter(|(_, stand)| wanted(stand)).map(|(n, _)| n).collect()
            };
            let coming: BTreeSet<u8> = of(|stand| *stand == Stand::Coming).into_iter().collect();
            prop_assert_eq!(&coming, &model.coming);
            prop_assert_eq!(of(|stand| *stand == Stand::Waiting), model.line.clone());
            let offers: Vec<_> = stands(&places).into_iter().filter_map(|(n, stand)| match stand {
                Stand::Offered { until } => Some((n, until)),
                _ => None,
            }).collect();
            prop_assert_eq!(&offers, &model.offers);
            prop_assert!(offers.iter().all(|(_, until)| *until > now && *until <= terms.door_at));
            let absent: BTreeSet<u8> = of(|stand| *stand == Stand::Absent).into_iter().collect();
            prop_assert_eq!(&absent, &model.absent);
        }
    }
}

#[test]
fn an_offer_stands_half_a_day_and_near_the_date_so_short_that_it_passes_on() {
    for (hours, length_ms) in [(72, 12 * HOUR_MS), (16, 4 * HOUR_MS), (1, 15 * MINUTE_MS)] {
        let terms = terms(1, hours);
        let mut places = Places::default();
        for change in [come(1), wait(2), Change::TakeBack(who(1))] {
            places.change(change, &terms, NOW).unwrap();
        }
        assert_eq!(stands(&places), [(2, Stand::Offered { until: NOW.plus_ms(length_ms) })], "{hours} h");
    }
    let terms = terms(1, 0);
    let mut places = Places::default();
    let before = UnixMs::from_ms(NOW.as_ms() - 4 * 60_000);
    for change in [come(1), wait(2), Change::TakeBack(who(1))] {
        places.change(change, &terms, before).unwrap();
    }
    assert_eq!(stands(&places), [(2, Stand::Waiting)], "the door is about to open");
    assert_eq!(places.change(come(3), &terms, NOW), Err(PlaceRefusal::Full), "it is theirs who waits");
    places.change(come(2), &terms, NOW).unwrap();
}

#[test]
fn who_has_a_place_comes_in_and_others_while_there_are_places() {
    let terms = terms(2, 1);
    let mut places = Places::default();
    let door = |n: u8, here: &[u8]| Change::Come(who(n), here.iter().map(|n| who(*n)).collect());
    for change in [come(1), come(2), wait(3)] {
        places.change(change, &terms, NOW).unwrap();
    }
    places.change(door(1, &[]), &terms, terms.door_at).unwrap();
    assert_eq!(places.change(door(3, &[1]), &terms, terms.starts_at), Err(PlaceRefusal::Full));
    let later = terms.starts_at.plus_ms(10 * MINUTE_MS);
    let mut kept = places.clone();
    kept.change(Change::Answer(who(2), Answer::Coming { late: true }), &terms, terms.starts_at).unwrap();
    assert_eq!(kept.change(door(4, &[1]), &terms, later), Err(PlaceRefusal::Full), "they said they are late");
    places.change(door(4, &[1]), &terms, later).unwrap();
    assert_eq!(places.of(who(2)).map(|place| place.stand), Some(Stand::Missed));
    assert_eq!(places.change(door(2, &[1, 4]), &terms, later), Err(PlaceRefusal::Full));
    assert_eq!(places.change(door(2, &[1, 4]), &terms, terms.ends_at), Err(PlaceRefusal::Over));
}

#[test]
fn what_a_lead_does_counts_and_is_never_over_capacity() {
    let terms = terms(1, 30);
    let mut places = Places::default();
    places.change(come(1), &terms, NOW).unwrap();
    assert_eq!(places.change(Change::Give(who(2)), &terms, NOW), Err(PlaceRefusal::Full));
    places.change(Change::Remove(who(1)), &terms, NOW).unwrap();
    assert_eq!(places.change(come(1), &terms, NOW), Err(PlaceRefusal::Removed));
    places.change(Change::TakeBack(who(1)), &terms, NOW).unwrap();
    assert_eq!(places.change(wait(1), &terms, NOW), Err(PlaceRefusal::Removed));
    places.change(Change::Give(who(1)), &terms, NOW).unwrap();
    assert_eq!(stands(&places), [(1, Stand::Coming)]);
}

#[test]
fn without_sign_up_people_say_whether_they_come_and_nobody_waits() {
    let terms = Terms { seats: None, ..terms(1, 30) };
    let mut places =
        Places::new(vec![Place { who: who(9), stand: Stand::Waiting, late: false, since: NOW, number: 1 }]);
    for n in 1..=5 {
        places.change(come(n), &terms, NOW).unwrap();
    }
    assert_eq!(places.coming(), 6, "who waited when sign-up was given up comes");
    assert_eq!(places.change(wait(7), &terms, NOW), Err(PlaceRefusal::NoSignUp));
    assert_eq!(places.free(&terms), None);
}
