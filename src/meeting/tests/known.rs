//! What each person may know, written by hand from docs/rules.md ("Who is told what") and not from the
//! code: everything that anyone is sent is held against it, as the JSON that it is sent as.

use serde_json::{Value, json};

use super::hall::{ANN, BEN, Hall, LEAD, PROMPTS, SCRIPT, id, item, told};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Numbered,
    id::ParticipantId,
    reason::RemovalReason,
    role::{Role, Service},
    state::Meeting,
    view::{view, waiting_view},
};

/// Words that only leads may read.
const FOR_LEADS: [&str; 5] = ["left_quietly", "denied", "removed", "banned", "revoked"];

/// Who looks, as the rules see them.
struct Viewer {
    id: String,
    leads: bool,
    door: bool,
    backup: bool,
}

impl Viewer {
    fn of(meeting: &Meeting, who: ParticipantId) -> Self {
        let person = meeting.present(who).map(|p| &p.person);
        let leads = person.is_some_and(|p| !matches!(p.role, Role::Member | Role::Observer));
        let serves =
            |service| person.is_some_and(|p| p.role != Role::Observer && p.services.contains(&service));
        let (door, backup) = (leads || serves(Service::Greeter), serves(Service::Backup));
        Self { id: json!(who).as_str().expect("a text").to_owned(), leads, door, backup }
    }

    fn is(&self, value: &Value) -> bool {
        value == self.id.as_str()
    }

    /// What this person may not be sent, whatever it is part of.
    fn reads(&self, json: &Value) {
        let text = json.to_string();
        assert!(!text.contains("\"usual\":"), "another's clock: {text}");
        if !self.leads {
            for word in FOR_LEADS {
                assert!(!text.contains(&format!("\"{word}\"")), "{word}: {text}");
            }
            assert!(!text.contains(SCRIPT) && !text.contains(PROMPTS), "for leads: {text}");
        }
    }

    /// A turn: only its holder is told that its time is over. Nobody else's is longer than the usual.
    fn turn(&self, turn: &Value, usual_ms: u64) {
        if turn.is_null() || self.is(&turn["holder"]) {
            return;
        }
        let stage = &turn["stage"]["type"];
        assert!(stage != "grace" && stage != "last_draft", "{turn}");
        assert!(turn["share_ms"].as_u64().expect("a length") <= usual_ms, "{turn}");
    }

    /// A call is for leads, for the backup once it goes to them, and for the caller, who is not told who
    /// is with them.
    fn call(&self, who: &Value, call: &Value) {
        if call.is_null() || self.leads {
            return;
        }
        if self.is(who) {
            assert!(call["claimed_by"].is_null(), "{call}");
        } else {
            assert!(self.backup && call["for_backup"] == true, "{call}");
        }
    }

    fn message(&self, message: &Value) {
        if message["alone"] == true {
            return assert!(self.is(&message["from"]) || self.is(&message["to"]), "{message}");
        }
        // `open` is left out.
        match message["kind"].as_str().unwrap_or("open") {
            "door" => assert!(self.door || self.is(&message["from"]) || self.is(&message["to"]), "{message}"),
            "whisper" => {
                assert!(self.leads || self.is(&message["from"]) || self.is(&message["to"]), "{message}");
            }
            _ => assert!(message["to"].is_null(), "{message}"),
        }
    }

    fn person(&self, person: &Value) {
        assert!(person["mute"].is_null() || self.leads || self.is(&person["id"]), "{person}");
        self.call(&person["id"], &person["help"]);
        assert!(person["place"] != "waiting" || self.door, "{person}");
        assert!(person["place"] != "removed" || self.leads, "{person}");
    }

    fn event(&self, event: &Value, usual_ms: u64) {
        let null = |field: &str| assert!(event[field].is_null(), "{field}: {event}");
        match event["type"].as_str().expect("a type") {
            "created" => panic!("for the log alone: {event}"),
            "knocked" => assert!(self.door, "{event}"),
            "admitted" if !self.door => {
                null("by");
                assert_eq!(event["seemed_in"], false, "{event}");
            }
            "departed" if !self.leads => {
                assert_eq!(event["how"], "left", "{event}");
                assert!(event["was"] == "present" || (self.door && event["was"] == "waiting"), "{event}");
                assert_eq!(event["seemed_in"], false, "{event}");
                ["by", "reason"].into_iter().for_each(null);
            }
            "item_time_told" | "duties_noted" => assert!(self.leads, "{event}"),
            "help_changed" => self.call(&event["who"], &event["call"]),
            "mute_changed" if !self.leads => {
                assert!(self.is(&event["who"]), "{event}");
                null("by");
            }
            "turn_warned" => {}
            "turn_changed" => self.turn(&event["turn"], usual_ms),
            "turn_ended" if !self.leads && !self.is(&event["holder"]) => {
                assert_ne!(event["reason"], "muted", "{event}");
            }
            "multiplier_changed" => assert!(self.is(&event["who"]), "{event}"),
            "whispered" | "posted" => self.message(&event["message"]),
            _ => {}
        }
    }
}

/// The longest share that anyone knows of: of the item or of the running round, or what a lost connection
/// left of one that was extended.
fn usual_ms(meeting: &Meeting) -> u64 {
    let item = meeting.current().map_or(0, |(_, item)| item.share_ms);
    let usual = item.max(meeting.round().map_or(0, |round| round.share_ms));
    let timing = meeting.timing();
    (usual + timing.extension_ms).max(timing.held_share_ms_min)
}

/// Holds what a person is told of an event, which was applied last, against the list.
pub(super) fn check_told(meeting: &Meeting, who: ParticipantId, numbered: &Numbered) {
    let viewer = Viewer::of(meeting, who);
    let event = json!(numbered)["event"].take();
    viewer.reads(&event);
    viewer.event(&event, usual_ms(meeting));
    if event["type"] == "turn_warned" {
        assert!(meeting.turn_of(who).is_some(), "a warning is the holder's: {event}");
    }
}

/// Holds all that a person would be shown of the meeting now against the list.
pub(super) fn check_shown(meeting: &Meeting, who: ParticipantId) {
    let viewer = Viewer::of(meeting, who);
    if let Some(waiting) = waiting_view(meeting, who) {
        let waiting = json!(waiting);
        viewer.reads(&waiting);
        for whisper in waiting["whispers"].as_array().expect("a list") {
            assert!(viewer.is(&whisper["from"]) || viewer.is(&whisper["to"]), "{whisper}");
        }
    }
    let Some(view) = view(meeting, who) else { return };
    let view = json!(view);
    viewer.reads(&view);
    viewer.turn(&view["floor"]["turn"], usual_ms(meeting));
    let each = |list: &Value, check: &dyn Fn(&Value)| list.as_array().expect("a list").iter().for_each(check);
    each(&view["people"], &|person| viewer.person(person));
    assert!(view["duties"] == json!([]) || viewer.leads, "who is missing: {}", view["duties"]);
    each(&view["messages"], &|message| viewer.message(message));
    each(&view["whispers"], &|message| viewer.message(message));
    assert!(viewer.is(&view["me"]["id"]), "{}", view["me"]);
    let percent = meeting.people.get(&who).map(|p| p.multiplier_percent);
    assert_eq!(view["me"]["multiplier_percent"].as_u64(), percent.map(u64::from));
}

/// The list would notice: what leads are told is refused to a member.
#[test]
fn what_leads_are_told_is_not_for_members() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(LEAD, Command::Remove { who: id(ANN), reason: RemovalReason::Other });
    let mut noticed = 0;
    for numbered in &hall.log {
        let Some(for_lead) = told(&hall.meeting, id(LEAD), numbered) else { continue };
        let check = || check_told(&hall.meeting, id(BEN), &for_lead);
        noticed += usize::from(std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err());
    }
    assert_eq!(noticed, 3 + 3, "three at the door; a call for help, a mute, a removal");
    let shown = std::panic::catch_unwind(|| {
        let viewer = Viewer::of(&hall.meeting, id(BEN));
        viewer.reads(&json!(view(&hall.meeting, id(LEAD))));
    });
    assert!(shown.is_err());
}
