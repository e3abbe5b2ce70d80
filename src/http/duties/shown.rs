//! The duties of a room's coming dates, as somebody sees them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    http::{names, problem::Problem, rooms::date_example, web::Web},
    hub::duties::{self, Crew},
    room::{
        Room,
        duties::{Duties, Duty, Holder, Way},
        limits::DUTY_DATES_MAX,
        schedule::{DateKey, DateView},
    },
    time::UnixMs,
};

/// Who serves when.
#[derive(Serialize, JsonSchema)]
pub(super) struct DutiesView {
    /// How each duty finds its people.
    ways: Vec<DutyWay>,
    /// The next dates that are not over, cancelled ones among them: at most 12.
    dates: Vec<DateDuties>,
    /// The exchanges that were asked for, of the reader alone.
    swaps: Vec<SwapView>,
    /// Whether the reader is told, the day before, when a date lacks somebody and they may serve.
    asked: bool,
    /// Everyone who may have duties, for leads; nobody for others.
    people: Vec<Someone>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

/// How a duty finds its people.
#[derive(Serialize, JsonSchema)]
struct DutyWay {
    /// The duty.
    duty: Duty,
    /// How it finds its people.
    way: WayView,
}

/// How a duty finds its people.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum WayView {
    /// The host names somebody for a date.
    ByHand {},
    /// People take it for a date.
    SignUp {},
    /// People serve in turn.
    InTurn {
        /// Who serves, the next one first; nobody for others than leads.
        order: Vec<Holder>,
        /// For how many dates each serves.
        dates_each: u32,
    },
}

/// Who serves on one date.
#[derive(Serialize, JsonSchema)]
struct DateDuties {
    /// The date.
    date: DateView,
    /// Each duty.
    duties: Vec<DutyOf>,
}

/// Who has one duty of one date.
#[derive(Serialize, JsonSchema)]
struct DutyOf {
    /// The duty.
    duty: Duty,
    /// Who has it; null if it is open.
    who: Option<Holder>,
    /// Whether somebody has it.
    taken: bool,
    /// Their name; null if it is open, or the reader was never let into a meeting.
    name: Option<String>,
    /// Whether the reader has it.
    mine: bool,
    /// Whether the reader may take it.
    may_take: bool,
}

/// An exchange that was asked for.
#[derive(Serialize, JsonSchema)]
struct SwapView {
    /// The duty of both dates.
    duty: Duty,
    /// The key of the date of the one who asks.
    date: DateKey,
    /// The key of the date of the one who is asked.
    with: DateKey,
    /// Whether the reader asks; otherwise they are asked.
    mine: bool,
    /// The name of the other; null if the reader was never let into a meeting.
    name: Option<String>,
}

/// Somebody who may have duties.
#[derive(Serialize, JsonSchema)]
struct Someone {
    /// Who it is.
    who: Holder,
    /// Their name.
    name: String,
    /// The duties that they may have.
    may: Vec<Duty>,
}

pub(super) fn example() -> Value {
    let account = json!({"type": "account", "account": "aaaaaaaaaaaaaaaaaaaaaaaaaa"});
    json!({
        "ways": [{"duty": "lead", "way": {"type": "sign_up"}}],
        "dates": [{
            "date": date_example(),
            "duties": [{"duty": "lead", "who": account, "taken": true, "name": "Hanne", "mine": true, "may_take": false}],
        }],
        "swaps": [], "asked": true, "people": [{"who": account, "name": "Hanne", "may": ["lead"]}], "now": 1_900_000_000_000_i64,
    })
}

/// What somebody sees. Names are for those who were in a meeting of the room, and for its leads.
pub(super) struct Reader {
    pub(super) who: Holder,
    pub(super) sees_names: bool,
    pub(super) leads: bool,
}

pub(super) async fn view(
    web: &Web,
    room: &Room,
    crew: &Crew,
    reader: &Reader,
) -> Result<DutiesView, Problem> {
    let now = web.now();
    let duties = web.store.duties(room.id).await?;
    let Some(schedule) = &room.schedule else { return Ok(nothing(now)) };
    let roster = duties::roster(room, &duties, crew, now, DUTY_DATES_MAX);
    let may = |duty, who| crew.may(duty, who);
    let mut names = Names { web, crew, known: BTreeMap::new(), shown: reader.sees_names };
    let mut dates = Vec::new();
    for (date, serving) in roster {
        let mut all = Vec::new();
        for duty in Duty::ALL {
            let who = serving.get(&duty).copied();
            let name = names.of(who).await?;
            let may_take =
                !date.cancelled && who.is_none() && duties.may_take(date.key, duty, reader.who, &may);
            all.push(DutyOf {
                duty,
                taken: who.is_some(),
                who: who.filter(|_| reader.leads),
                name,
                mine: who == Some(reader.who),
                may_take,
            });
        }
        dates.push(DateDuties { date: schedule.date_view(date), duties: all });
    }
    let mut swaps = Vec::new();
    for swap in duties.swaps().iter().filter(|swap| [swap.by, swap.of].contains(&reader.who)) {
        let mine = swap.by == reader.who;
        let name = names.of(Some(if mine { swap.of } else { swap.by })).await?;
        swaps.push(SwapView { duty: swap.duty, date: swap.from, with: swap.to, mine, name });
    }
    let mut people = Vec::new();
    for who in crew.everyone().into_iter().filter(|_| reader.leads) {
        let name = names.of(Some(who)).await?.unwrap_or_default();
        people.push(Someone {
            who,
            name,
            may: Duty::ALL.into_iter().filter(|duty| may(*duty, who)).collect(),
        });
    }
    let asked = duties.asks(reader.who);
    Ok(DutiesView { ways: ways(&duties, reader), dates, swaps, asked, people, now })
}

const fn nothing(now: UnixMs) -> DutiesView {
    DutiesView {
        ways: Vec::new(),
        dates: Vec::new(),
        swaps: Vec::new(),
        asked: true,
        people: Vec::new(),
        now,
    }
}

fn ways(duties: &Duties, reader: &Reader) -> Vec<DutyWay> {
    let view = |duty| match duties.way(duty) {
        Way::ByHand => WayView::ByHand {},
        Way::SignUp => WayView::SignUp {},
        Way::InTurn(rotation) => WayView::InTurn {
            order: rotation.order().iter().copied().filter(|_| reader.leads).collect(),
            dates_each: rotation.dates_each(),
        },
    };
    Duty::ALL.into_iter().map(|duty| DutyWay { duty, way: view(duty) }).collect()
}

/// The names of people, each opened once.
struct Names<'a> {
    web: &'a Web,
    crew: &'a Crew,
    known: BTreeMap<Holder, String>,
    shown: bool,
}

impl Names<'_> {
    async fn of(&mut self, who: Option<Holder>) -> Result<Option<String>, Problem> {
        let Some(who) = who.filter(|_| self.shown) else { return Ok(None) };
        if let Some(name) = self.known.get(&who) {
            return Ok(Some(name.clone()));
        }
        let name = match who {
            Holder::Account { account } => self.crew.lead(account).map(|lead| lead.display_name.clone()),
            Holder::Seat { participant } => match self.crew.seat(participant) {
                Some(seat) => Some(names::open(self.web, seat).await?),
                None => None,
            },
        };
        let name = name.unwrap_or_default();
        self.known.insert(who, name.clone());
        Ok(Some(name))
    }
}
