//! Rooms: of either kind, with the agenda of a format or one of their own.

use rondo::formats::{Language, formats};
use rondo::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    id::{MeetingId, RoomId},
    role::RoomKind,
    settings::{Admission, LimitKind, MeetingConfig, Settings},
};

use crate::random::Random;

pub(crate) const MODES: [Mode; 9] = [
    Mode::Round,
    Mode::TalkingPiece,
    Mode::Queue,
    Mode::Tag,
    Mode::Open,
    Mode::Presenter,
    Mode::Directed,
    Mode::Silent,
    Mode::Sealed,
];
pub(crate) const CROSSTALKS: [Crosstalk; 3] = [Crosstalk::None, Crosstalk::OnRequest, Crosstalk::Free];
impl Random {
    pub(crate) fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    /// True once in `n` times.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// An agenda item; a new field of the type costs one line here.
pub(crate) fn item(mode: Mode, minutes: u32, share_ms: u64) -> AgendaItem {
    AgendaItem {
        name: format!("{mode:?}"),
        text: String::new(),
        script: String::new(),
        prompts: String::new(),
        pages: Vec::new(),
        minutes,
        mode,
        crosstalk: Crosstalk::None,
        share_ms,
        presenter_advances: false,
        closing: false,
        chooses_topics: false,
        reactions: None,
        one_by_one: false,
    }
}

/// A room with the settings of its kind.
pub(crate) fn config(kind: RoomKind, agenda: Vec<AgendaItem>) -> MeetingConfig {
    MeetingConfig {
        room: RoomId::from_bytes([200; 16]),
        meeting: MeetingId::from_bytes([201; 16]),
        kind,
        format: "test".to_owned(),
        capacity: 12,
        guidelines_version: 1,
        date: None,
        agenda: agenda.into(),
        settings: Settings::for_kind(kind),
    }
}

fn random_agenda(random: &mut Random) -> Vec<AgendaItem> {
    let items = 1 + random.below(4);
    (0..items)
        .map(|_| {
            let mode = random.of(&MODES);
            let minutes = 1 + random.below(29) as u32;
            let share_ms =
                random.of(&[0, 20_000, 30_000, 60_000, 90_000, 120_000]).min(u64::from(minutes) * 60_000);
            AgendaItem {
                crosstalk: random.of(&CROSSTALKS),
                presenter_advances: random.once_in(2),
                closing: random.once_in(4),
                one_by_one: random.once_in(2),
                reactions: random.of(&[None, Some(false), Some(true)]),
                ..item(mode, minutes, share_ms)
            }
        })
        .collect()
}

/// A room of either kind, with an agenda of a format or of its own.
pub(crate) fn room(random: &mut Random) -> MeetingConfig {
    let format = random.of(formats());
    let either = random.of(&[RoomKind::PeerLed, RoomKind::TherapistLed]);
    let mut config = if random.once_in(2) {
        MeetingConfig {
            format: format.id.as_str().to_owned(),
            ..config(format.kind.unwrap_or(either), format.agenda(Language::En))
        }
    } else {
        config(either, random_agenda(random))
    };
    config.capacity = random.of(&[4, 12, 12, 12]);
    let settings = &mut config.settings;
    settings.admission = random.of(&[Admission::Everyone, Admission::OneByOne]);
    settings.limit = random.of(&[LimitKind::Soft, LimitKind::Hard]);
    settings.reactions = random.once_in(2);
    settings.timekeeper_calls = random.once_in(2);
    settings.co_facilitator_ends = random.once_in(2);
    settings.observer_whispers = random.once_in(2);
    config
}
