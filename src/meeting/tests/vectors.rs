//! Vectors for the client's reducer: snapshot + visible events = snapshot after. They stand in
//! tests/vectors; RONDO_BLESS=1 writes them again, otherwise a stale one fails.

use std::{collections::BTreeMap, fs, path::PathBuf};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde::{Deserialize, Serialize};

use super::{
    arbitrary::{PEOPLE, room, step},
    deeds::{self, person},
    formats_run::run_format,
    hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, OBSERVER, SECOND, config, facts, id, item, told},
};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode, Page},
    audience::needs_snapshot,
    command::Command,
    duty::{Assignment, Duty},
    event::Numbered,
    id::ParticipantId,
    input::{Input, Signal},
    ordinal::{ItemIndex, TopicId},
    reason::{RemovalReason, TakeBackReason},
    role::{Role, RoomKind, Service},
    settings::Door,
    state::{Meeting, Reaction},
    time::MeetingMs,
    view::{MeetingView, view},
};
use crate::room::formats::formats;

/// Random histories that are kept as vectors.
const HISTORIES: u8 = 24;
/// Steps of each.
const STEPS: usize = 120;
/// All vectors together.
const BYTES_MAX: usize = 1_700_000;

/// What one viewer saw between two fresh snapshots.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Case {
    viewer: ParticipantId,
    snapshot: MeetingView,
    events: Vec<Numbered>,
    after: MeetingView,
}

/// The cases of a viewer in a log; a case ends where their standing changes.
fn cases(log: &[Numbered], viewer: ParticipantId) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open = false;
    let (first, rest) = log.split_first().expect("a log");
    let mut meeting = Meeting::replay([first]).expect("begins with its creation");
    for numbered in rest {
        meeting.apply(numbered);
        let Some(after) = view(&meeting, viewer) else {
            open = false;
            continue;
        };
        if !open || needs_snapshot(&numbered.event) == Some(viewer) {
            cases.push(Case { viewer, snapshot: after.clone(), events: Vec::new(), after });
            open = true;
        } else if let Some(case) = cases.last_mut() {
            case.events.extend(told(&meeting, viewer, numbered));
            case.after = after;
        }
    }
    cases.retain(|case| !case.events.is_empty());
    cases
}

/// A round in which all pass, one changes her mind, and somebody asks for more time.
fn scene() -> Vec<Numbered> {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    for who in [LEAD, ANN, BEN] {
        let turn = Some(hall.turn_id());
        hall.ok(who, Command::Pass { turn });
    }
    hall.hand(ANN);
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::AskForMore { turn });
    hall.wait(100 * SECOND);
    hall.lose(ANN);
    hall.wait(20 * SECOND);
    hall.back(ANN);
    hall.wait(90 * SECOND);
    hall.done(ANN);
    hall.wait(MINUTE);
    hall.ok(LEAD, Command::PauseFloor {});
    hall.wait(MINUTE);
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.ok(LEAD, Command::HoldSilence { seconds: 30 });
    hall.wait(31 * SECOND);
    sealed_part(&mut hall);
    hall.ok(LEAD, Command::MuteAll {});
    hall.wait(MINUTE);
    hall.ok(LEAD, Command::UnmuteAll {});
    hall.ok(BEN, Command::ListenOnly { on: true });
    hall.ok(ANN, Command::SetMultiplier { percent: 150 });
    hall.ok(LEAD, Command::Mute { who: id(BEN), for_ms: Some(SECOND) });
    hall.serve(BEN, Service::Backup);
    hall.ok(ANN, Command::AskForHelp {});
    hall.wait(MINUTE);
    hall.ok(LEAD, Command::SeeHelp { who: id(ANN) });
    hall.ok(BEN, Command::ClaimHelp { who: id(ANN), on: true });
    hall.ok(BEN, Command::Whisper { to: Some(id(ANN)), text: "I am here".into() });
    hall.ok(ANN, Command::WhisperAlone { to: id(LEAD), text: "for you alone".into() });
    hall.ok(LEAD, Command::StepAside { who: id(ANN) });
    hall.ok(ANN, Command::EndAside { who: id(ANN) });
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.ok(BEN, Command::Leave { quiet: true });
    hall.wait(MINUTE);
    hall.join(BEN, Role::Member).expect("may come back");
    hall.ok(BEN, Command::Leave { quiet: true });
    hall.ok(LEAD, Command::Remove { who: id(BEN), reason: RemovalReason::Other });
    hall.log
}

/// A sealed round in which one writes and thinks again, and another passes.
fn sealed_part(hall: &mut Hall) {
    let (item, crosstalk) = (hall.meeting.item.expect("a current item"), Crosstalk::None);
    let before = hall.meeting.mode().expect("a mode");
    hall.ok(LEAD, Command::ChangeMode { item, mode: Mode::Sealed, crosstalk });
    hall.seal(ANN, "not yet");
    let round = hall.sealed_round();
    hall.ok(ANN, Command::TakeBackSealed { round });
    hall.seal(ANN, "sealed words");
    hall.ok(BEN, Command::PassSealed { round });
    hall.ok(LEAD, Command::OpenSealed { round, shown: 0 });
    hall.ok(LEAD, Command::ChangeMode { item, mode: before, crosstalk });
}

/// Words that are taken back by their writer and by a lead, and words that are covered.
fn taken_back_scene() -> Vec<Numbered> {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open)]);
    config.settings.reactions = true;
    let mut hall = Hall::opened(config, &[ANN, BEN]);
    for who in [ANN, BEN, BEN, ANN] {
        hall.post(who);
    }
    let said: Vec<_> = hall.meeting.messages.iter().map(|message| message.id).collect();
    hall.ok(ANN, Command::React { message: said[1], reaction: Reaction::Thanks });
    hall.ok(ANN, Command::Whisper { to: None, text: "about Ben".into() });
    let whisper = hall.meeting.whispers[0].id;
    hall.ok(LEAD, Command::Cover { message: said[1], note: "loss".into() });
    hall.ok(ANN, Command::TakeBack { message: said[0] });
    hall.ok(ANN, Command::TakeBack { message: whisper });
    hall.ok(LEAD, Command::TakeBackOther { message: said[1], reason: TakeBackReason::Privacy });
    hall.ok(LEAD, Command::TakeBackAll { who: id(BEN), reason: TakeBackReason::Removed });
    hall.log
}

/// Topics, pages, a round that is interrupted, and an agenda that is arranged again.
fn agenda_scene() -> Vec<Numbered> {
    let pages = vec![Page { title: "A page".into(), text: "Its text".into() }; 2];
    let mut hall = Hall::peers(AgendaItem { pages, chooses_topics: true, ..item(Mode::Round) }, &[ANN, BEN]);
    let mode = |mode| Command::ChangeMode { item: ItemIndex(0), mode, crosstalk: Crosstalk::None };
    hall.ok(ANN, Command::ProposeTopic { text: "Sleep".into() });
    hall.ok(BEN, Command::ProposeTopic { text: "Work".into() });
    hall.ok(BEN, Command::ChooseTopic { topic: TopicId(1), on: true });
    hall.ok(BEN, Command::ChooseTopic { topic: TopicId(1), on: false });
    hall.ok(LEAD, Command::TurnPage { item: ItemIndex(0), page: 1 });
    hall.start_round();
    hall.ok(LEAD, mode(Mode::Directed));
    hall.ok(LEAD, Command::SwitchReactions { item: ItemIndex(0), on: true });
    hall.ok(LEAD, mode(Mode::Round));
    hall.share(LEAD);
    hall.ok(
        LEAD,
        Command::MoveTime { current: ItemIndex(0), from: ItemIndex(1), to: ItemIndex(0), minutes: 5 },
    );
    hall.ok(LEAD, Command::ArrangeAgenda { current: ItemIndex(0), coming: Vec::new() });
    hall.ok(LEAD, Command::TakeUpTopic { topic: Some(TopicId(2)) });
    hall.ok(BEN, Command::WithdrawTopic { topic: TopicId(2) });
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(1)) });
    hall.log
}

/// A door that closes and opens, somebody who is sent back to it, and newcomers whom only a lead lets in.
fn door_scene() -> Vec<Numbered> {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.share(LEAD);
    hall.post(ANN);
    hall.ok(LEAD, Command::SendToDoor { who: id(ANN) });
    hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
    hall.join(CAT, Role::Member).expect("may join");
    hall.signal(Signal::Held { who: id(CAT) });
    hall.ok(LEAD, Command::PutOff { who: id(CAT), word: Some("In a moment.".into()) });
    hall.ok(LEAD, Command::SetDoor { door: Door::Everyone });
    hall.ok(LEAD, Command::Admit { who: id(ANN) });
    hall.ok(LEAD, Command::Admit { who: id(CAT) });
    hall.ok(LEAD, Command::SetDoor { door: Door::Closed });
    hall.log
}

/// Somebody takes a service, asks to speak, and is observed for a while.
fn observers_scene() -> Vec<Numbered> {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.hands(LEAD, Command::SetService { who: id(ANN), service: Service::Timekeeper, on: true });
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(ANN, Command::AskToSpeak { on: true });
    hall.enter(OBSERVER, Role::Observer);
    hall.ok(ANN, Command::AnswerObserver { who: id(OBSERVER), yes: false });
    hall.log
}

/// People who are to serve: one comes, somebody else gets what another was to do, and one is late.
fn duties_scene() -> Vec<Numbered> {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    let plan = [(Duty::SecondLead, ANN), (Duty::Timekeeper, BEN), (Duty::Greeter, CAT)];
    let duties = plan.map(|(duty, who)| Assignment::planned(duty, id(who), format!("P{who}"))).to_vec();
    hall.signal(Signal::Duties { duties });
    hall.serve(LEAD, Service::Timekeeper);
    hall.join(CAT, Role::Member).expect("may join");
    hall.join(BEN, Role::Member).expect("may join");
    hall.log
}

fn random_log(runner: &mut TestRunner) -> Vec<Numbered> {
    let mut pick = |n: usize| {
        let config = room().new_tree(runner).expect("a room").current();
        let steps: Vec<_> = (0..n).map(|_| step().new_tree(runner).expect("a step").current()).collect();
        (config, steps)
    };
    let (config, steps) = pick(STEPS);
    let (mut meeting, created) = Meeting::create(config, MeetingMs::from_ms(0));
    let mut log = vec![created];
    let kind = meeting.config.kind;
    for who in 1..=PEOPLE {
        let command = Command::Join { guidelines_version: 1, adult: true, name: None };
        log.extend(facts(
            meeting.handle(Input::Command { actor: person(kind, who), command }, MeetingMs::from_ms(0)),
        ));
    }
    let command = Command::OpenMeeting {};
    log.extend(facts(
        meeting.handle(Input::Command { actor: person(kind, 1), command }, MeetingMs::from_ms(0)),
    ));
    let mut now = 0;
    for step in steps {
        now += step.later_ms.min(60_000);
        let input = deeds::input(&meeting, &step);
        log.extend(facts(meeting.handle(input, MeetingMs::from_ms(now))));
    }
    log
}

/// One line for each event: a change is read line by line.
fn written(cases: &[Case]) -> String {
    let json = |value: &dyn erased::Json| value.json();
    let shown: Vec<String> = cases
        .iter()
        .map(|case| {
            let events: Vec<_> = case.events.iter().map(|event| json(event)).collect();
            format!(
                "{{\"viewer\":{},\n\"snapshot\":{},\n\"events\":[\n{}\n],\n\"after\":{}}}",
                json(&case.viewer),
                json(&case.snapshot),
                events.join(",\n"),
                json(&case.after)
            )
        })
        .collect();
    format!("[\n{}\n]\n", shown.join(",\n"))
}

mod erased {
    /// Anything that can be written as JSON.
    pub(super) trait Json {
        fn json(&self) -> String;
    }
    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("serialises")
        }
    }
}

fn all_vectors() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (n, format) in formats().iter().enumerate() {
        let viewer = if n % 2 == 0 { ANN } else { LEAD };
        let cases = cases(&run_format(format.id.as_str()).log, id(viewer));
        files.insert(format!("format_{}.json", format.id.as_str()), written(&cases));
    }
    let scenes = [
        ("scene", scene()),
        ("agenda", agenda_scene()),
        ("taken_back", taken_back_scene()),
        ("observers", observers_scene()),
        ("door", door_scene()),
        ("duties", duties_scene()),
    ];
    for (name, log) in scenes {
        let both: Vec<_> = [LEAD, ANN].into_iter().flat_map(|who| cases(&log, id(who))).collect();
        files.insert(format!("{name}.json"), written(&both));
    }
    let mut runner = TestRunner::deterministic();
    for n in 0..HISTORIES {
        let log = random_log(&mut runner);
        let cases: Vec<_> = [1, 3 + n % 4].into_iter().flat_map(|who| cases(&log, id(who))).collect();
        files.insert(format!("history_{n}.json"), written(&cases));
    }
    files
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

#[test]
fn the_vectors_are_fresh_and_small() {
    let files = all_vectors();
    let bytes: usize = files.values().map(String::len).sum();
    assert!(bytes < BYTES_MAX, "{bytes} bytes");
    let bless = std::env::var_os("RONDO_BLESS").is_some();
    for (name, text) in &files {
        let path = folder().join(name);
        let known = fs::read_to_string(&path).unwrap_or_default();
        // Only what changed is written, since another test reads the folder meanwhile.
        if bless && known != *text {
            fs::write(&path, text).expect("writes a vector");
        } else {
            assert!(known == *text, "{name} is stale: RONDO_BLESS=1 writes it again");
        }
    }
    let known = fs::read_dir(folder()).expect("the folder").count();
    assert_eq!(known, files.len(), "no vector is left over");
}

/// Every type of event that a viewer may ever see.
const TYPES: [&str; 61] = [
    "sealed_changed",
    "sealed_share_changed",
    "knocked",
    "admitted",
    "held",
    "sent_to_door",
    "put_off",
    "door_changed",
    "departed",
    "connection_lost",
    "connection_back",
    "duties_noted",
    "restarted",
    "restart_over",
    "opened",
    "ended",
    "item_started",
    "item_time_told",
    "agenda_arranged",
    "time_moved",
    "page_turned",
    "topic_proposed",
    "topic_withdrawn",
    "topic_chosen",
    "topic_taken_up",
    "mode_changed",
    "reactions_switched",
    "floor_paused",
    "floor_resumed",
    "round_started",
    "slot_changed",
    "order_changed",
    "round_phase_changed",
    "round_set_aside",
    "round_resumed",
    "round_closed",
    "turn_changed",
    "turn_warned",
    "turn_ended",
    "feedback_asked",
    "more_time_changed",
    "queue_changed",
    "posted",
    "whispered",
    "reacted",
    "taken_back",
    "covered",
    "help_changed",
    "mute_changed",
    "aside_changed",
    "offer_made",
    "offer_over",
    "speak_asked",
    "observer_asked",
    "observer_answered",
    "observer_question_over",
    "everyone_muted",
    "role_changed",
    "lead_changed",
    "lead_lost_changed",
    "listening_changed",
];

#[test]
fn the_vectors_have_every_type_of_event() {
    let files = all_vectors();
    for name in TYPES.into_iter().chain(["service_changed", "multiplier_changed"]) {
        let spelt = format!("\"event\":{{\"type\":\"{name}\"");
        assert!(files.values().any(|text| text.contains(&spelt)), "no {name}");
    }
}

#[test]
fn the_reducer_runs_the_vectors() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).expect("the folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("reads");
        let cases: Vec<Case> = serde_json::from_str(&text).expect("parses");
        for case in cases {
            let mut view = case.snapshot;
            case.events.iter().for_each(|event| view.reduce(event));
            assert_eq!(view, case.after);
            count += case.events.len();
        }
    }
    assert!(count > 1_000, "{count} events");
}
