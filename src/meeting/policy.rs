//! The permission table (docs/rules.md, "Who may do what"), as data. Only `permit` asks it.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::{
    agenda::Mode,
    id::ParticipantId,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    settings::Settings,
    state::{Meeting, Participant},
};

/// Something a person may or may not do: a row of the permission table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Post in an open item.
    PostOpen,
    /// Post during someone's turn, or while nobody has the floor.
    PostDuringTurn,
    /// Reply while a sharer's feedback runs.
    Reply,
    /// Raise a hand, take an offered turn, pass, come back later, object, only listen.
    TakeTurns,
    /// Ask for feedback and stop it.
    AskFeedback,
    /// Whisper to the leads.
    WhisperLeads,
    /// Whisper to one person.
    WhisperOne,
    /// Write to people who wait and to latecomers.
    WriteToWaiting,
    /// React to a message.
    React,
    /// Take back what one wrote oneself.
    TakeBack,
    /// Take back or cover what another wrote.
    TakeBackOthers,
    /// Remind the holder and give one more minute.
    NudgeExtend,
    /// Call the next.
    CallNext,
    /// Give and take the floor, reorder, start and close a round.
    KeepOrder,
    /// Name the next in tag.
    NameNext,
    /// Advance the agenda.
    Advance,
    /// Change how an item is held: its mode, its cross-talk, and whether there are reactions.
    ChangeMode,
    /// Arrange the items to come, move their minutes, say which topic the meeting is at.
    ArrangeAgenda,
    /// Turn the pages of an item's material.
    TurnPages,
    /// Propose topics, take back one's own, and choose among them.
    ProposeTopics,
    /// Admit from the waiting room, deny, and send back there.
    Admit,
    /// Change how people come in.
    SetDoor,
    /// Mute and unmute.
    Mute,
    /// Remove from this meeting.
    Remove,
    /// Ban from the series.
    Ban,
    /// Step aside with somebody, and end that of another lead.
    StepAside,
    /// Pause the floor in a crisis, hold a silence, and go on.
    PauseFloor,
    /// Hand out roles and services, and the lead.
    HandOutRoles,
    /// Open the meeting.
    OpenMeeting,
    /// End the meeting.
    EndMeeting,
    /// Volunteer to lead after the lead was lost.
    Volunteer,
    /// Ask for help.
    AskForHelp,
    /// Read somebody's call for help, be with them, and write to them.
    AnswerHelp,
    /// Leave, quietly too.
    Leave,
}

/// What a person can be: a role, a service, or the holder of the floor. It is a column of the
/// permission table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// A member.
    Member,
    /// The holder of the floor.
    Holder,
    /// A timekeeper.
    Timekeeper,
    /// A co-facilitator.
    CoFacilitator,
    /// A facilitator.
    Facilitator,
    /// A therapist.
    Therapist,
    /// A co-therapist.
    CoTherapist,
    /// An observer.
    Observer,
    /// A presenter.
    Presenter,
    /// A greeter.
    Greeter,
    /// Whoever steps in for the lead.
    Backup,
}

/// The columns in the order of the table's cells.
pub const COLUMNS: [Column; 11] = [
    Column::Member,
    Column::Holder,
    Column::Timekeeper,
    Column::CoFacilitator,
    Column::Facilitator,
    Column::Therapist,
    Column::CoTherapist,
    Column::Observer,
    Column::Presenter,
    Column::Greeter,
    Column::Backup,
];

/// A setting of a room that a cell of the permission table depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Whether the timekeeper may call the next.
    TimekeeperCalls,
    /// Whether a co-facilitator may end the meeting.
    CoFacilitatorEnds,
    /// Whether an observer may whisper to the leads.
    ObserverWhispers,
}

impl Setting {
    /// Whether it is on.
    #[must_use]
    pub(super) const fn is_on(self, settings: &Settings) -> bool {
        match self {
            Self::TimekeeperCalls => settings.timekeeper_calls,
            Self::CoFacilitatorEnds => settings.co_facilitator_ends,
            Self::ObserverWhispers => settings.observer_whispers,
        }
    }
}

/// What the permission table says of one capability and one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "type", content = "setting", rename_all = "snake_case")]
pub enum Cell {
    /// Never.
    No,
    /// Always.
    Yes,
    /// If the setting is on.
    IfEnabled(Setting),
    /// In items held as tag.
    InTag,
    /// In items that a presenter may advance from.
    WherePresenterAdvances,
    /// In peer-led rooms.
    PeerLedOnly,
}

/// One row of the permission table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Row {
    /// The capability.
    pub capability: Capability,
    /// One cell for each column, in the order of the columns.
    pub cells: [Cell; 11],
}

const fn row(capability: Capability, cells: [Cell; 11]) -> Row {
    Row { capability, cells }
}

const N: Cell = Cell::No;
const Y: Cell = Cell::Yes;
const F: Cell = Cell::PeerLedOnly;
const TC: Cell = Cell::IfEnabled(Setting::TimekeeperCalls);
const CE: Cell = Cell::IfEnabled(Setting::CoFacilitatorEnds);
const OW: Cell = Cell::IfEnabled(Setting::ObserverWhispers);
const TG: Cell = Cell::InTag;
const P: Cell = Cell::WherePresenterAdvances;

/// The table. Columns: member, holder, timekeeper, co-facilitator, facilitator, therapist,
/// co-therapist, observer, presenter, greeter, backup.
#[rustfmt::skip]
pub const TABLE: [Row; 34] = [
    row(Capability::PostOpen,            [Y, Y,  Y,  Y,  Y,  Y, Y, N,  Y,  Y,  Y]),
    row(Capability::PostDuringTurn,      [N, Y,  N,  Y,  Y,  Y, Y, N,  P,  N,  N]),
    row(Capability::Reply,               [Y, Y,  Y,  Y,  Y,  Y, Y, N,  Y,  Y,  Y]),
    row(Capability::TakeTurns,           [Y, Y,  Y,  Y,  Y,  Y, Y, N,  Y,  Y,  Y]),
    row(Capability::AskFeedback,         [N, Y,  N,  N,  N,  N, N, N,  N,  N,  N]),
    row(Capability::WhisperLeads,        [Y, Y,  Y,  Y,  Y,  Y, Y, OW, Y,  Y,  Y]),
    row(Capability::WhisperOne,          [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::WriteToWaiting,      [N, N,  N,  Y,  Y,  Y, Y, N,  N,  Y,  N]),
    row(Capability::React,               [Y, Y,  Y,  Y,  Y,  Y, Y, N,  Y,  Y,  Y]),
    row(Capability::TakeBack,            [Y, Y,  Y,  Y,  Y,  Y, Y, Y,  Y,  Y,  Y]),
    row(Capability::TakeBackOthers,      [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::NudgeExtend,         [N, N,  Y,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::CallNext,            [N, N,  TC, Y,  Y,  Y, Y, N,  P,  N,  N]),
    row(Capability::KeepOrder,           [N, N,  TC, Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::NameNext,            [N, TG, N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::Advance,             [N, N,  N,  Y,  Y,  Y, Y, N,  P,  N,  N]),
    row(Capability::ChangeMode,          [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::ArrangeAgenda,       [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::TurnPages,           [N, N,  N,  Y,  Y,  Y, Y, N,  P,  N,  N]),
    row(Capability::ProposeTopics,       [Y, Y,  Y,  Y,  Y,  Y, Y, N,  Y,  Y,  Y]),
    row(Capability::Admit,               [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::SetDoor,             [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::Mute,                [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::Remove,              [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::Ban,                 [N, N,  N,  N,  Y,  Y, N, N,  N,  N,  N]),
    row(Capability::StepAside,           [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::PauseFloor,          [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::HandOutRoles,        [N, N,  N,  N,  F,  Y, N, N,  N,  N,  N]),
    row(Capability::OpenMeeting,         [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::EndMeeting,          [N, N,  N,  CE, Y,  Y, Y, N,  N,  N,  N]),
    row(Capability::Volunteer,           [F, F,  F,  F,  F,  N, N, N,  F,  F,  F]),
    row(Capability::AskForHelp,          [Y, Y,  Y,  Y,  Y,  Y, Y, Y,  Y,  Y,  Y]),
    row(Capability::AnswerHelp,          [N, N,  N,  Y,  Y,  Y, Y, N,  N,  N,  Y]),
    row(Capability::Leave,               [Y, Y,  Y,  Y,  Y,  Y, Y, Y,  Y,  Y,  Y]),
];

/// The permission table with its columns, as clients get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct PolicyTable {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The table as clients get it.
#[must_use]
pub fn table() -> PolicyTable {
    PolicyTable { columns: COLUMNS.to_vec(), rows: TABLE.to_vec() }
}

/// What the table says of one capability and one column.
#[must_use]
pub(super) fn cell(capability: Capability, column: Column) -> Cell {
    let place = COLUMNS.iter().position(|c| *c == column);
    let row = TABLE.iter().find(|row| row.capability == capability);
    match (row, place) {
        (Some(row), Some(place)) => row.cells[place],
        _ => Cell::No,
    }
}

/// The columns that a person stands in. An observer stands in one only. Holding the floor is a
/// column of its own, which a lead who speaks as a lead does not use.
fn columns_of(meeting: &Meeting, who: &Participant, with_holder: bool) -> Vec<Column> {
    let role = match who.person.role {
        Role::Observer => return vec![Column::Observer],
        Role::Member => Column::Member,
        Role::Facilitator => Column::Facilitator,
        Role::CoFacilitator => Column::CoFacilitator,
        Role::Therapist => Column::Therapist,
        Role::CoTherapist => Column::CoTherapist,
    };
    let mut columns = vec![role];
    for service in &who.person.services {
        match service {
            Service::Timekeeper => columns.push(Column::Timekeeper),
            Service::Presenter => columns.push(Column::Presenter),
            Service::Greeter => columns.push(Column::Greeter),
            Service::Backup => columns.push(Column::Backup),
        }
    }
    if with_holder && meeting.turn_of(who.person.id).is_some() {
        columns.push(Column::Holder);
    }
    columns
}

/// What a cell means in this meeting.
fn ask(meeting: &Meeting, cell: Cell) -> Result<(), Refusal> {
    let item = meeting.current().map(|(_, item)| item);
    let when = |yes: bool, refusal: Refusal| if yes { Ok(()) } else { Err(refusal) };
    match cell {
        Cell::Yes => Ok(()),
        Cell::No => Err(Refusal::NotPermitted),
        Cell::IfEnabled(setting) => when(setting.is_on(&meeting.config.settings), Refusal::TurnedOff),
        Cell::InTag => when(item.is_some_and(|i| i.mode == Mode::Tag), Refusal::WrongMode),
        Cell::WherePresenterAdvances => {
            when(item.is_some_and(|i| i.presenter_advances), Refusal::NotPermitted)
        }
        Cell::PeerLedOnly => when(meeting.config.kind == RoomKind::PeerLed, Refusal::RoleDoesNotFit),
    }
}

/// The wider of two answers; of two refusals the one that says more than "not permitted".
fn wider(a: Result<(), Refusal>, b: Result<(), Refusal>) -> Result<(), Refusal> {
    match (a, b) {
        (Ok(()), _) | (_, Ok(())) => Ok(()),
        (Err(Refusal::NotPermitted), other) | (other, _) => other,
    }
}

fn asked(
    meeting: &Meeting,
    who: ParticipantId,
    capability: Capability,
    with_holder: bool,
) -> Result<(), Refusal> {
    let who = meeting.present(who).ok_or(Refusal::NotPresent)?;
    columns_of(meeting, who, with_holder)
        .into_iter()
        .map(|column| ask(meeting, cell(capability, column)))
        .fold(Err(Refusal::NotPermitted), wider)
}

/// Whether a person may do something now, by all that they are.
///
/// # Errors
/// The reason why not; `NotPresent` for anyone who is not in the meeting.
pub(super) fn may(meeting: &Meeting, who: ParticipantId, capability: Capability) -> Result<(), Refusal> {
    asked(meeting, who, capability, true)
}

/// The same without what holding the floor gives them.
///
/// # Errors
/// The reason why not; `NotPresent` for anyone who is not in the meeting.
pub(super) fn may_without_floor(
    meeting: &Meeting,
    who: ParticipantId,
    capability: Capability,
) -> Result<(), Refusal> {
    asked(meeting, who, capability, false)
}
