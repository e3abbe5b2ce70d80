//! `rondo demo`: whoever comes meets a round that is under way and is soon offered the floor, in their
//! own language; whoever comes to lead meets hard moments, and is told afterwards what they did.

use rondo::{
    clock::Clock,
    meeting::{
        command::Command,
        floor::Stage,
        reason::TakeBackReason,
        round::SlotState,
        state::{Message, MessageKind},
    },
    protocol::debrief::{HardMoment, LeadActKind, MetMoment},
};
use serde_json::json;

use crate::support::{
    PASSWORD, Server,
    people::Administrator,
    person::Person,
    roles::{Facilitator, Member},
    secret_of,
};

/// Simulated people act at this pace or slower.
const STEP_MS: u64 = 500;
/// The clock does not wait for the room, which wakes a step or two late on a busy machine.
const LATE_MS: u64 = 2 * STEP_MS;
const OFFERED_MS_MAX: u64 = 30_000;
const TWO_MINUTES_MS: u64 = 120_000;
/// A meeting of the demo is over after some minutes, and another begins.
const MEETING_MS: u64 = 420_000;

struct Demo {
    server: Server,
    lead: Administrator,
}

impl Demo {
    async fn start() -> Self {
        let server = Server::start_with(|config| config.demo = true).await;
        let browser = server.browser();
        let secret = secret_of(server.app.demo.as_ref().unwrap().lead.as_ref().unwrap());
        browser.post("/api/claim", json!({"secret": secret, "password": PASSWORD})).await.good();
        Self { server, lead: Administrator { browser, id: String::new() } }
    }

    async fn room(&self, title: &str) -> String {
        let rooms = self.lead.get("/api/rooms").await.good();
        let is = |room: &&serde_json::Value| room["title"] == title;
        rooms["rooms"].as_array().unwrap().iter().find(is).unwrap()["id"].as_str().unwrap().to_owned()
    }

    async fn link(&self, language: &str) -> String {
        let request = self.server.browser().request(reqwest::Method::GET, "/api/demo");
        let answer = request.header("Accept-Language", language).send().await.unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        secret_of(answer["join"].as_str().unwrap())
    }

    async fn comes(&self, language: &str, name: &str) -> Member {
        let title = if language.starts_with("de") { "Ein Kreis zum Üben" } else { "A practice circle" };
        let room = self.room(title).await;
        let mut member = self.server.comes(&self.link(language).await, name, &room).await;
        member.come().await;
        // One meeting may just be over, and the next about to be opened.
        within(&mut member, 10_000, |person| person.view.is_some()).await.expect("the meeting");
        member
    }

    async fn comes_to_lead(&self) -> Facilitator {
        let room = self.room("A practice circle").await;
        let mut lead = Facilitator(Person::new(&self.server, &self.lead.browser, &room));
        lead.come().await;
        lead
    }

    /// The rehearsal goes on while nobody is there.
    async fn alone(&self, ms: u64) {
        let room = self.room("A practice circle").await;
        for _ in 0..ms / STEP_MS {
            self.server.clock.advance_ms(STEP_MS);
            self.lead.get(&format!("/api/rooms/{room}")).await.good();
        }
    }
}

/// Time passes until something is so; how long it took. `None` if it never is.
async fn within(person: &mut Person, ms: u64, so: impl Fn(&Person) -> bool) -> Option<u64> {
    let clock = person.clock.clone();
    let start = clock.monotonic_ms();
    while clock.monotonic_ms() - start <= ms + LATE_MS {
        if so(person) {
            return Some(clock.monotonic_ms() - start);
        }
        clock.advance_ms(STEP_MS);
        person.keep_up().await;
    }
    None
}

fn is_offered(person: &Person) -> bool {
    let turn = person.view().floor.turn.as_ref();
    turn.is_some_and(|turn| turn.holder == person.id() && matches!(turn.stage, Stage::Offered { .. }))
}

fn simulated(person: &Person, message: &Message) -> bool {
    person.view().people.iter().any(|other| other.id == message.from && other.simulated)
}

#[tokio::test]
async fn a_visitor_is_offered_the_floor_within_half_a_minute_whenever_they_come() {
    let demo = Demo::start().await;
    demo.alone(20_000).await;
    for nth in 0..10 {
        demo.alone(nth * 13_000).await;
        let mut visitor = demo.comes("en", &format!("Visitor {nth}")).await;
        let took = within(&mut visitor, OFFERED_MS_MAX, is_offered).await;
        assert!(took.is_some(), "visitor {nth}: {}", json!(visitor.view().floor));
        let before = visitor.view().floor.round.as_ref().unwrap().slots.iter();
        let before = before.take_while(|slot| slot.who != visitor.id());
        assert!(before.filter(|slot| slot.state != SlotState::Pending).count() >= 2, "visitor {nth}");
        assert!(visitor.typing > 0, "visitor {nth} sees who writes");
        let name = format!("Visitor {nth}");
        let welcome = |person: &Person| person.texts().iter().any(|text| text.contains(&name));
        assert!(welcome(&visitor), "{name} is welcomed: {}", json!(visitor.events));
        visitor.does(Command::Leave { quiet: false }).await;
    }
}

#[tokio::test]
async fn simulated_people_speak_the_language_of_the_visitor_and_answer_each_other() {
    let demo = Demo::start().await;
    demo.alone(20_000).await;
    let mut ada = demo.comes("de-AT,de;q=0.9", "Ada").await;
    assert_eq!(ada.view().agenda[0].name, demo_item("de"));
    within(&mut ada, OFFERED_MS_MAX * 2, is_offered).await.expect("an offer");
    let turn = ada.view().floor.turn.as_ref().unwrap().id;
    ada.does(Command::Pass { turn: Some(turn) }).await;
    let answered = |person: &Person| {
        person.view().messages.iter().any(|message| {
            message.kind == MessageKind::Reply && simulated(person, message)
                || message.text.starts_with("Danke, dass")
        })
    };
    within(&mut ada, MEETING_MS, answered).await.expect("one answers another");
}

fn demo_item(lang: &str) -> String {
    let words: serde_json::Value = match lang {
        "de" => serde_json::from_str(include_str!("../../src/room/formats/de.json")).unwrap(),
        _ => serde_json::from_str(include_str!("../../src/room/formats/en.json")).unwrap(),
    };
    words["mini"]["items"][0]["name"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_simulated_lead_answers_a_call_and_says_that_no_person_reads_it() {
    let demo = Demo::start().await;
    demo.alone(20_000).await;
    let mut ada = demo.comes("en", "Ada").await;
    ada.does(Command::AskForHelp {}).await;
    let answered =
        |person: &Person| person.view().whispers.iter().any(|w| w.text.contains("no person reads this"));
    within(&mut ada, OFFERED_MS_MAX, answered).await.expect("an answer");
    ada.does(Command::Whisper { to: None, text: "Is anyone there?".to_owned() }).await;
    let answered =
        |person: &Person| person.view().whispers.iter().any(|w| w.text.contains("no person has read"));
    within(&mut ada, OFFERED_MS_MAX, answered).await.expect("an answer");
}

/// A meeting that nobody sees is over after ten minutes. Somebody who lost the connection still sees it.
#[tokio::test]
async fn a_lost_connection_of_the_only_visitor_ends_nothing() {
    let demo = Demo::start().await;
    demo.alone(585_000).await;
    let mut ada = demo.comes("en", "Ada").await;
    // Until the meeting is older than those that nobody comes to.
    within(&mut ada, OFFERED_MS_MAX, |_| false).await;
    let meeting = ada.meeting;
    ada.cut();
    demo.alone(20_000).await;
    ada.connect().await;
    assert_eq!((ada.meeting, ada.joined), (meeting, true), "the same meeting");
}

#[tokio::test]
async fn what_a_visitor_says_is_answered() {
    let demo = Demo::start().await;
    demo.alone(20_000).await;
    let mut ada = demo.comes("en", "Ada").await;
    within(&mut ada, OFFERED_MS_MAX, is_offered).await.expect("an offer");
    let turn = ada.view().floor.turn.as_ref().unwrap().id;
    ada.does(Command::Post { text: "A long week.".to_owned(), note: None }).await;
    ada.does(Command::Done { turn }).await;
    let reacted = |person: &Person| {
        person.view().messages.iter().any(|m| m.from == person.id() && !m.reactions.is_empty())
    };
    within(&mut ada, TWO_MINUTES_MS, reacted).await.expect("somebody hears it");
}

#[tokio::test]
async fn a_lead_meets_hard_moments_within_two_minutes_and_is_told_what_they_did() {
    let demo = Demo::start().await;
    demo.alone(30_000).await;
    let mut robin = demo.comes_to_lead().await;
    within(&mut robin, 10_000, |robin| robin.view.as_ref().is_some_and(|view| view.lead == Some(view.me.id)))
        .await
        .expect("the lead");
    let called = |robin: &Person| robin.view().people.iter().any(|person| person.help.is_some());
    within(&mut robin, TWO_MINUTES_MS, called).await.expect("somebody calls for help");
    let who = robin.view().people.iter().find(|person| person.help.is_some()).unwrap().id;
    within(&mut robin, 4_000, |_| false).await;
    robin.does(Command::SeeHelp { who }).await;
    robin.does(Command::ClaimHelp { who, on: true }).await;
    robin.does(Command::Whisper { to: Some(who), text: "I am with you.".to_owned() }).await;
    let thanked = |robin: &Person| robin.view().whispers.iter().any(|w| w.from == who);
    within(&mut robin, TWO_MINUTES_MS, thanked).await.expect("they answer");
    // Where everyone may write, somebody gives advice, and somebody writes line after line.
    let item = robin.view().item.unwrap();
    if robin.view().floor.turn.is_some() {
        let from = robin.view().floor.turn.as_ref().map(|turn| turn.id);
        robin.does(Command::CallNext { from }).await;
    }
    let mode = rondo::meeting::agenda::Mode::Open;
    let crosstalk = rondo::meeting::agenda::Crosstalk::Free;
    robin.does(Command::ChangeMode { item, mode, crosstalk }).await;
    let advised =
        |robin: &Person| robin.view().messages.iter().any(|m| m.text.starts_with("You really should"));
    within(&mut robin, TWO_MINUTES_MS, advised).await.expect("advice");
    let advice = robin.view().messages.iter().find(|m| m.text.starts_with("You really should")).unwrap().id;
    robin.does(Command::TakeBackOther { message: advice, reason: TakeBackReason::Guidelines }).await;
    within(&mut robin, TWO_MINUTES_MS, |_| false).await;
    robin.does(Command::EndMeeting {}).await;
    robin.ends().await;
    let debrief = robin.debrief.clone().expect("a debrief");
    let met = |moment| debrief.met.iter().find(|met: &&MetMoment| met.moment == moment).unwrap();
    let help = met(HardMoment::Help);
    let kinds: Vec<_> = help.acts.iter().map(|act| act.act).collect();
    assert_eq!(kinds, [LeadActKind::ReadCall, LeadActKind::ClaimedCall, LeadActKind::Whispered]);
    assert!(help.acts.iter().all(|act| (4_000..60_000).contains(&act.after_ms)), "{help:?}");
    let advice = met(HardMoment::Advice);
    assert!(advice.acts.iter().any(|act| act.act == LeadActKind::TookBack), "{advice:?}");
    assert!(met(HardMoment::Dominating).acts.iter().all(|act| act.act != LeadActKind::TookBack));
    assert!(debrief.not_met.is_empty());
}
