//! Every command in every phase, by whom it may come: what is done and what is refused. The table is
//! commands.txt; RONDO_BLESS=1 writes it again, and a change in it is to be read.

use std::{collections::BTreeSet, fmt::Write, fs, path::PathBuf};

use super::{
    arbitrary::MODES,
    hall::{ANN, BEN, CAT, DAN, Hall, LEAD, OBSERVER, actor, config, id, item, post},
};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    floor::FeedbackKind,
    input::{Input, Signal},
    offer::Offered,
    ordinal::{ItemIndex, MessageId, RoundId, TopicId, TurnId},
    reason::{RemovalReason, TakeBackReason},
    role::{Role, RoomKind, Service},
    round::LastStart,
    settings::{Admission, Door},
    state::Reaction,
    time::MeetingMs,
};

fn samples(hall: &Hall) -> Vec<Command> {
    let standing = hall.meeting.floor.turn.as_ref().map(|turn| turn.id);
    let turn = standing.unwrap_or(TurnId(1));
    let ben = id(BEN);
    vec![
        Command::Join { guidelines_version: 1, adult: true, name: None },
        Command::Leave { quiet: false },
        Command::OpenMeeting {},
        Command::EndMeeting {},
        Command::Admit { who: id(CAT) },
        Command::Deny { who: id(CAT) },
        Command::SendToDoor { who: id(CAT) },
        Command::PutOff { who: id(CAT), word: None },
        Command::SetDoor { door: Door::Closed },
        post("words"),
        Command::Whisper { to: None, text: "words".into() },
        Command::Whisper { to: Some(ben), text: "words".into() },
        Command::React { message: MessageId(1), reaction: Reaction::Heard },
        Command::WhisperAlone { to: id(LEAD), text: "words".into() },
        Command::TakeBack { message: MessageId(1) },
        Command::TakeBackOther { message: MessageId(1), reason: TakeBackReason::Privacy },
        Command::TakeBackAll { who: ben, reason: TakeBackReason::Removed },
        Command::Cover { message: MessageId(1), note: "loss".into() },
        Command::AskForHelp {},
        Command::SeeHelp { who: ben },
        Command::ClaimHelp { who: ben, on: true },
        Command::AnswerOffer { what: Offered::Service { service: Service::Timekeeper }, yes: true },
        Command::WithdrawOffer { who: ben, what: Offered::Service { service: Service::Timekeeper } },
        Command::AskToSpeak { on: true },
        Command::AnswerObserver { who: id(OBSERVER), yes: true },
        Command::StepAside { who: ben },
        Command::EndAside { who: ben },
        Command::Accept { turn },
        Command::StartTimer { turn },
        Command::Pass { turn: Some(turn) },
        Command::Pass { turn: None },
        Command::Defer { turn: Some(turn) },
        Command::Defer { turn: None },
        Command::Done { turn },
        Command::AskForMore { turn },
        Command::Object {},
        Command::AskFeedback { turn, kind: FeedbackKind::Questions },
        Command::StopFeedback { turn },
        Command::NameNext { turn, who: ben },
        Command::RaiseHand {},
        Command::LowerHand {},
        Command::ListenOnly { on: true },
        Command::SetMultiplier { percent: 150 },
        Command::StartRound { item: ItemIndex(0) },
        Command::CloseRound { round: RoundId(1) },
        Command::CallNext { from: standing },
        Command::GiveFloor { from: standing, to: ben },
        Command::TakeFloor { turn },
        Command::Nudge { turn },
        Command::Extend { turn },
        Command::MoveInOrder { who: ben, before: None },
        Command::Advance { from: ItemIndex(0), to: None },
        Command::ChangeMode { item: ItemIndex(0), mode: Mode::Open, crosstalk: Crosstalk::None },
        Command::SwitchReactions { item: ItemIndex(0), on: true },
        Command::ArrangeAgenda { current: ItemIndex(0), coming: Vec::new() },
        Command::MoveTime { current: ItemIndex(0), from: ItemIndex(1), to: ItemIndex(0), minutes: 5 },
        Command::TurnPage { item: ItemIndex(0), page: 1 },
        Command::ProposeTopic { text: "patience".into() },
        Command::WithdrawTopic { topic: TopicId(1) },
        Command::ChooseTopic { topic: TopicId(1), on: true },
        Command::TakeUpTopic { topic: Some(TopicId(1)) },
        Command::PauseFloor {},
        Command::WriteSealed { round: RoundId(1), text: "words".into(), note: None },
        Command::PassSealed { round: RoundId(1) },
        Command::TakeBackSealed { round: RoundId(1) },
        Command::OpenSealed { round: RoundId(1), shown: 0 },
        Command::HoldSilence { seconds: 60 },
        Command::ResumeFloor {},
        Command::Mute { who: ben, for_ms: None },
        Command::Unmute { who: ben },
        Command::MuteAll {},
        Command::UnmuteAll {},
        Command::Remove { who: ben, reason: RemovalReason::Guidelines },
        Command::Ban { who: ben, reason: RemovalReason::Guidelines },
        Command::GiveRole { who: ben, role: Role::CoFacilitator },
        Command::SetService { who: ben, service: Service::Timekeeper, on: true },
        Command::HandOverLead { to: ben },
        Command::Volunteer {},
    ]
}

/// Ann has the floor and speaks, where that can be; Ben listens, Cat waits at the door.
fn scene(mode: Mode) -> Hall {
    let first = AgendaItem { crosstalk: Crosstalk::OnRequest, ..item(mode) };
    let mut config = config(RoomKind::PeerLed, vec![first, item(Mode::Open)]);
    config.settings.admission = Admission::OneByOne;
    let mut hall = Hall::opened(config, &[]);
    hall.enter_after(ANN, Role::Member, LastStart::Never {});
    hall.enter(BEN, Role::Member);
    hall.enter(OBSERVER, Role::Observer);
    hall.join(CAT, Role::Member).expect("may wait");
    match mode {
        Mode::Round | Mode::TalkingPiece | Mode::Tag => hall.start_round(),
        Mode::Queue => hall.hand(ANN),
        Mode::Presenter | Mode::Directed => {
            hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
        }
        Mode::Open | Mode::Silent | Mode::Sealed => return hall,
    }
    hall.post(ANN);
    hall
}

fn gathering() -> Hall {
    let mut hall = Hall::new(config(RoomKind::PeerLed, vec![item(Mode::Open)]));
    hall.join(LEAD, Role::Facilitator).expect("leads gather inside");
    for who in [ANN, BEN, CAT] {
        hall.join(who, Role::Member).expect("may wait");
    }
    hall.join(OBSERVER, Role::Observer).expect("may wait");
    hall
}

fn paused() -> Hall {
    let mut hall = scene(Mode::Queue);
    hall.ok(LEAD, Command::PauseFloor {});
    hall
}

fn ended() -> Hall {
    let mut hall = scene(Mode::Queue);
    hall.ok(LEAD, Command::EndMeeting {});
    hall
}

fn scenes() -> Vec<(String, Hall)> {
    let mut scenes = vec![("gathering".to_owned(), gathering())];
    scenes.extend(MODES.map(|mode| (format!("{mode:?}").to_lowercase(), scene(mode))));
    scenes.push(("paused".to_owned(), paused()));
    scenes.push(("ended".to_owned(), ended()));
    scenes
}

const SENDERS: [(&str, u8); 6] = [
    ("lead", LEAD),
    ("holder", ANN),
    ("member", BEN),
    ("observer", OBSERVER),
    ("waiting", CAT),
    ("stranger", DAN),
];

/// The answer to a command; a refusal must have changed nothing.
fn answer(hall: &Hall, who: u8, command: &Command) -> String {
    let mut meeting = hall.meeting.clone();
    meeting.handle(Input::Signal(Signal::Wake {}), MeetingMs::from_ms(hall.now));
    let before = meeting.clone();
    let input = Input::Command { actor: actor(who), command: command.clone() };
    match meeting.handle(input, MeetingMs::from_ms(hall.now)).result {
        Ok(_) => "ok".to_owned(),
        Err(refusal) => {
            assert_eq!(before, meeting, "{command:?} was refused");
            format!("{refusal:?}")
        }
    }
}

fn table() -> String {
    let scenes = scenes();
    let mut table = String::new();
    let count = samples(&scenes[0].1).len();
    for n in 0..count {
        let _ = writeln!(table, "{}", label(&samples(&scenes[0].1)[n]));
        for (sender, who) in SENDERS {
            let mut answers: Vec<(String, Vec<&str>)> = Vec::new();
            for (name, hall) in &scenes {
                let answer = answer(hall, who, &samples(hall)[n]);
                match answers.iter_mut().find(|(known, _)| *known == answer) {
                    Some((_, names)) => names.push(name),
                    None => answers.push((answer, vec![name])),
                }
            }
            let shown: Vec<_> =
                answers.iter().map(|(answer, names)| format!("{answer} ({})", names.join(" "))).collect();
            let _ = writeln!(table, "  {sender}: {}", shown.join(", "));
        }
    }
    table
}

/// The command's name, and what makes the sample special.
fn label(command: &Command) -> String {
    let debug = format!("{command:?}");
    let name: String = debug.chars().take_while(|c| c.is_alphanumeric()).collect();
    match command {
        Command::Whisper { to: Some(_), .. } => format!("{name} to one"),
        Command::Pass { turn: None } | Command::Defer { turn: None } => format!("{name} ahead"),
        _ => name,
    }
}

/// The `type` of each command, from the schema that clients are given.
fn every_type() -> BTreeSet<String> {
    let schema = schemars::schema_for!(Command);
    let variants = schema.as_value()["oneOf"].as_array().expect("a variant for each command").iter();
    let types = variants.map(|variant| variant["properties"]["type"]["const"].as_str());
    types.map(|name| name.expect("a type").to_owned()).collect()
}

#[test]
fn no_command_is_missing() {
    let samples = samples(&gathering());
    let tried: BTreeSet<_> = samples
        .iter()
        .map(|command| serde_json::to_value(command).expect("JSON")["type"].as_str().map(str::to_owned))
        .map(|name| name.expect("a type"))
        .collect();
    assert_eq!(tried, every_type());
}

#[test]
fn every_command_in_every_phase_by_everyone() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/meeting/tests/commands.txt");
    let table = table();
    if std::env::var_os("RONDO_BLESS").is_some() {
        fs::write(&path, &table).expect("writes the table");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    for (now, then) in table.lines().zip(known.lines()) {
        assert_eq!(now, then, "read the change, then RONDO_BLESS=1");
    }
    assert_eq!(table.lines().count(), known.lines().count());
}
