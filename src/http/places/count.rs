//! Who comes to the dates of a room, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    http::{problem::Problem, web::Web},
    meeting::id::ParticipantId,
    room::{
        Room,
        places::{Attendance, PlaceCounts, Places, PlacesRule, Stand, missed_in_a_row},
        schedule::DateKey,
    },
};

/// What was said of the dates of a room, and who was there before.
pub(in crate::http) struct Said {
    rule: PlacesRule,
    seats: Option<u32>,
    dates: BTreeMap<DateKey, Places>,
    attendance: Vec<Attendance>,
}

pub(in crate::http) fn counts_example() -> Value {
    json!({"seats": 8, "coming": 1, "late": 0, "absent": 0, "waiting": 0})
}

impl Said {
    pub(in crate::http) async fn of(web: &Web, room: &Room) -> Result<Self, Problem> {
        let rule = web.store.room_places(room.id).await?;
        let mut dates: BTreeMap<DateKey, Vec<_>> = BTreeMap::new();
        for row in web.store.places(room.id).await? {
            dates.entry(row.date).or_default().push(row.place);
        }
        let dates = dates.into_iter().map(|(date, rows)| (date, Places::new(rows))).collect();
        let attendance = web.store.attendance(room.id).await?;
        Ok(Self { rule, seats: rule.seats(room.capacity), dates, attendance })
    }

    /// Who comes to a date.
    pub(in crate::http) fn counts(&self, date: DateKey) -> PlaceCounts {
        PlaceCounts::of(self.dates.get(&date).unwrap_or(&Places::default()), self.seats)
    }

    /// How many members have missed as many dates in a row as the rule names.
    pub(in crate::http) fn missing(&self) -> u32 {
        let Some(absence) = self.rule.absence else { return 0 };
        let members: BTreeSet<_> = self.attendance.iter().map(|kept| kept.participant).collect();
        let missed = |who: &_| missed_in_a_row(&self.attendance, *who) >= absence.missed_in_a_row;
        u32::try_from(members.iter().filter(|who| missed(who)).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn of_date(&self, date: DateKey) -> Option<&Places> {
        self.dates.get(&date)
    }

    /// The dates that are gone, and somebody's place with them.
    pub(super) fn gone(&self, who: ParticipantId) -> Vec<DateKey> {
        let is_gone = |places: &Places| places.of(who).is_some_and(|place| place.stand == Stand::Gone);
        self.dates.iter().filter(|(_, places)| is_gone(places)).map(|(date, _)| *date).collect()
    }

    pub(super) const fn rule(&self) -> &PlacesRule {
        &self.rule
    }

    pub(super) fn attendance(&self) -> &[Attendance] {
        &self.attendance
    }
}
