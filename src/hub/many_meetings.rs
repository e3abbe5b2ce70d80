//! Many meetings at once after a stop: each is open again, and whoever comes to one waits for few others.
//! `RONDO_MEETINGS=1000 cargo test --release --lib many_meetings -- --nocapture` for more, with figures; and
//! `RONDO_EVENTS` for longer ones.

use std::sync::Arc;

use futures::{StreamExt, future::join_all, stream};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;

use super::{
    Directory, Grounds,
    entrant::Entrant,
    mailbox::{Attach, RoomMessage},
    opening::Reopened,
    outbox::Outbox,
    record::{Digest, Receipt, Receipts, Record},
    state_record::StateRecord,
    states::States,
};
use crate::{
    auth::Subject,
    clock::{Clock as _, SharedClock, SystemClock},
    jobs::Queue,
    mail::on_call::Letters,
    meeting::{
        command::Command,
        event::{Event, Numbered},
        id::{MeetingId, ParticipantId, RoomId},
        input::{Actor, Input},
        role::Role,
        round::LastStart,
        settings::MeetingConfig,
        state::{Meeting, Phase},
        time::MeetingMs,
    },
    push::Push,
    room::{Room, places::PlacesRule},
    store::{
        self, Append, AuditBatch, MeetingState, Store,
        contract::fixtures::{NOW, account, room},
        lifecycle,
    },
};

/// Appends that wait together.
const AT_ONCE: usize = 256;
/// People who come at once, each to a meeting of their own.
const KNOCKS: usize = 3;
const LEAD: ParticipantId = ParticipantId::from_bytes([1; 16]);

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn id(n: usize) -> [u8; 16] {
    (n as u128 + 1).to_be_bytes()
}

/// What happens in each meeting, as a room stores it.
struct Said {
    records: Vec<Record>,
    /// The states that are kept, each after so many of the records.
    states: Vec<(usize, StateRecord)>,
}

fn said(events: u64) -> Said {
    let config = room(1, 1).meeting_config(MeetingId::from_bytes(id(0)), None);
    let (mut meeting, created) = Meeting::create(config, MeetingMs::ZERO);
    let mut records = vec![Record { receipts: Vec::new(), events: vec![created.into()] }];
    let (mut states, mut receipts) = (Vec::new(), Receipts::default());
    let join = Command::Join { guidelines_version: 1, adult: true, name: None };
    let mut commands = vec![Command::OpenMeeting {}, join];
    while meeting.seq < events {
        let text =
            format!("Text {}, as long as what people write in a chat when they have a moment.", meeting.seq);
        let command = commands.pop().unwrap_or(Command::Post { text, note: None });
        let actor = Actor {
            id: LEAD,
            name: "Ada".to_owned(),
            entry_role: Role::Facilitator,
            simulated: false,
            held: false,
            last_start: LastStart::default(),
            label: None,
        };
        let outcome = meeting.handle(Input::Command { actor, command }, MeetingMs::ZERO);
        let number = u128::from(outcome.result.unwrap());
        let receipt = Receipt {
            who: LEAD,
            id: MeetingId::from_bytes(number.to_be_bytes()).to_string(),
            digest: Digest([7; 32]),
            seq: meeting.seq,
        };
        receipts.remember(receipt.clone());
        let events = outcome.events.into_iter().map(|recorded| recorded.numbered).collect();
        records.push(Record { receipts: vec![receipt], events });
        let kept = states.last().map_or(0, |(_, state): &(usize, StateRecord)| state.meeting.seq);
        if States::are_due(kept, meeting.seq) {
            let state = StateRecord { meeting: Arc::new(meeting.clone()), receipts: receipts.clone() };
            states.push((records.len(), state));
        }
    }
    Said { records, states }
}

/// A store in which so many meetings run, each with a record for each command.
async fn running(dir: &TempDir, meetings: usize, events: u64) -> Vec<RoomId> {
    let store = open(dir).await;
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    let said = said(events);
    let mut configs = Vec::new();
    for n in 0..meetings {
        let series = Room { id: RoomId::from_bytes(id(n)), ..room(1, 1) };
        let meeting = MeetingId::from_bytes(id(n));
        store.create_series_key(series.id).await.unwrap();
        store.create_room(series.clone(), PlacesRule::default(), AuditBatch::default()).await.unwrap();
        lifecycle::begin_meeting(&store, meeting, series.id, None, NOW).await.unwrap();
        configs.push(series.meeting_config(meeting, None));
    }
    let mut states = said.states.into_iter().peekable();
    for (stored, record) in said.records.iter().enumerate() {
        let appends = configs.iter().map(|config| store.append(of(record, config)));
        stream::iter(appends).buffer_unordered(AT_ONCE).for_each(async |stored| stored.unwrap()).await;
        if let Some((_, state)) = states.next_if(|(after, _)| *after == stored + 1) {
            for config in &configs {
                keep(&store, &state, config).await;
            }
        }
    }
    store.close().await;
    configs.iter().map(|config| config.room).collect()
}

/// The record as one of another meeting.
fn of(record: &Record, config: &MeetingConfig) -> Append {
    let made = |numbered: &Arc<Numbered>| match &numbered.event {
        Event::Created { .. } => {
            let event = Event::Created { config: config.clone().into() };
            Arc::new(Numbered { event, ..Numbered::clone(numbered) })
        }
        _ => Arc::clone(numbered),
    };
    let events = record.events.iter().map(made).collect();
    Record { receipts: record.receipts.clone(), events }.into_append(config, Vec::new())
}

async fn keep(store: &Store, state: &StateRecord, config: &MeetingConfig) {
    let mut meeting = Meeting::clone(&state.meeting);
    *meeting.config = config.clone();
    let (seq, receipts) = (meeting.seq, state.receipts.clone());
    let payload = StateRecord { meeting: Arc::new(meeting), receipts }.to_bytes().unwrap();
    let (meeting, room) = (config.meeting, config.room);
    store.keep_state(MeetingState { meeting, room, seq, payload }).await.unwrap();
}

async fn open(dir: &TempDir) -> Arc<Store> {
    store::open(dir.path().join("rondo.db").to_str().unwrap(), dir.path()).await.unwrap()
}

/// The lead comes back to a room. Returns when they are welcome.
async fn comes(directory: &Directory, room: RoomId) {
    let entrant = Entrant {
        room,
        participant: LEAD,
        subject: Subject::Participant(LEAD),
        role: Role::Facilitator,
        held: false,
        last_start: LastStart::default(),
        label: None,
        begins: None,
        expected: false,
        reachable: false,
        name: Some("Ada".to_owned()),
        expires_at: NOW,
        life_ms: 60_000,
        stands_until: NOW,
    };
    let (outbox, mut peer) = Outbox::pair().await;
    let attach =
        Attach { connection: directory.next_connection(), entrant: Arc::new(entrant), resume: None, outbox };
    assert!(directory.room(room).try_tell(RoomMessage::Attach(Box::new(attach))));
    let mut heard = [0; 100];
    peer.read_exact(&mut heard).await.expect("a welcome");
    assert!(String::from_utf8_lossy(&heard).contains(r#"{"type":"welcome""#));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_meetings_are_open_after_a_stop_and_nobody_is_refused() {
    let (meetings, events) = (number("RONDO_MEETINGS", 80), number("RONDO_EVENTS", 50) as u64);
    let dir = tempfile::tempdir().unwrap();
    let rooms = running(&dir, meetings, events).await;
    let clock = SystemClock::new();

    let store = open(&dir).await;
    let begun = clock.monotonic_ms();
    for room in &rooms {
        store.read_log(MeetingId::from_bytes(*room.as_bytes()), ..).await.unwrap();
    }
    let bare_ms = clock.monotonic_ms() - begun;

    let shared: SharedClock = Arc::new(SystemClock::new());
    let push = Arc::new(Push::for_tests(dir.path(), &store, &shared));
    let on_call = Letters::new(Queue::new(Arc::clone(&store)), false);
    let directory = Directory::new(Arc::clone(&store), shared, Grounds::default(), push, on_call, None);
    let begun = clock.monotonic_ms();
    let reopening = directory.reopen(rooms.clone());
    assert_eq!(directory.reopened(), Reopened { left: meetings, lost: 0 });
    let reopening = tokio::spawn(reopening);
    join_all(rooms.iter().rev().take(KNOCKS).map(|room| comes(&directory, *room))).await;
    let (welcome_ms, left) = (clock.monotonic_ms() - begun, directory.reopened().left);
    assert!(left > meetings / 4, "whoever comes does not wait for all others: {left} are left");
    reopening.await.unwrap();
    let all_ms = clock.monotonic_ms() - begun;
    assert_eq!(directory.reopened(), Reopened { left: 0, lost: 0 });
    for room in &rooms {
        let status = directory.status(*room).await.expect("it is open");
        assert_eq!((status.phase, status.people.len()), (Phase::Running {}, 1));
    }
    eprintln!(
        "{meetings} meetings with {events} events each: all open in {all_ms} ms, {:.2} times the time that it takes \
         to read their logs, and who comes is welcome in {:.2} times of it",
        all_ms as f64 / bare_ms.max(1) as f64,
        welcome_ms as f64 / bare_ms.max(1) as f64,
    );
}
