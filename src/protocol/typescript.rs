//! The protocol's types, its tables and its limits in TypeScript.

use std::{
    any::TypeId,
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
};

use ts_rs::{Config, TS, TypeVisitor};

use crate::{
    meeting::{
        limits::{
            ITEM_MINUTES_MAX, MESSAGES_IN_SNAPSHOT, MUTE_MS_MAX, NOTE_CHARS_MAX, TEXT_CHARS_MAX,
            TOPIC_CHARS_MAX, TOPICS_OF_ONE_MAX, WHISPERS_KEPT,
        },
        policy::{self, PolicyTable},
        role::RoomKind,
        settings::Settings,
    },
    room::{
        Wrong,
        agenda::Tight,
        kept::{KEPT, Kept},
        limits::{
            AGENDA_ITEMS_MAX, AGENDA_TEXT_CHARS_MAX, BREATH_MS_MAX, FEEDBACK_REPLIES_MAX,
            ITEM_NAME_CHARS_MAX, ITEM_PAGES_MAX, ITEM_TEXT_CHARS_MAX, KEEP_DAYS_MAX, MEETING_MINUTES_MAX,
            PAGE_TEXT_CHARS_MAX, SHARE_MS_MIN, TIMING_MS_MAX, TIMING_MS_MIN,
        },
    },
};

use super::{SUBPROTOCOL, client::ClientMessage, close::CloseCode, limits, server::ServerMessage};

/// The whole file `web-client/src/protocol/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations::new();
    declarations.visit::<ClientMessage>();
    declarations.visit::<ServerMessage>();
    declarations.visit::<PolicyTable>();
    declarations.visit::<Wrong>();
    declarations.visit::<Tight>();
    declarations.visit::<Kept>();

    let mut file = String::from(
        "// Made from the Rust types; `RONDO_BLESS=1 cargo test --test generated` makes it again.\n\
         // They are of messages in which `whole.ts` has filled in what the server leaves out.\n\n",
    );
    let mut line = |text: String| writeln!(file, "{text}").unwrap_or_default();
    line(format!("export const SUBPROTOCOL = {SUBPROTOCOL:?};"));
    line(format!("export const MESSAGE_BYTES_MAX = {};", limits::MESSAGE_BYTES_MAX));
    line(format!("export const HEARTBEAT_MS = {};", limits::HEARTBEAT_MS));
    line(format!("export const SILENCE_MS_MAX = {};", limits::SILENCE_MS_MAX));
    line("\n/** Close codes: the number on the wire, its name, and when to come back. */".into());
    line(
        "export const CLOSE_CODES: Record<number, { code: CloseCode; retry_after_ms: number | null }> = {"
            .into(),
    );
    for code in CloseCode::ALL {
        let name = serde_json::to_string(&code).unwrap_or_default();
        let retry = code.retry_after_ms().map_or("null".into(), |ms| ms.to_string());
        line(format!("  {}: {{ code: {name}, retry_after_ms: {retry} }},", code.number()));
    }
    line("};".into());
    line("\n/** Who may do what, so that nobody is shown a control that the server would refuse. */".into());
    let table = serde_json::to_string_pretty(&policy::table()).unwrap_or_default();
    line(format!("export const POLICY: PolicyTable = {table};"));
    line("\n/** The limits of what is written in a meeting, and of what a view of it holds. */".into());
    line(format!("export const MEETING_LIMITS = {} as const;", meeting_limits()));
    line("\n/** The limits of an agenda and of the clocks of the floor. */".into());
    line(format!("export const AGENDA_LIMITS = {} as const;", agenda_limits()));
    line("\n/** All that a room keeps about people. */".into());
    let kept = serde_json::to_string_pretty(KEPT).unwrap_or_default();
    line(format!("export const KEPT: readonly Kept[] = {kept};"));
    line("\n/** What a new room is set to. */".into());
    let of = |kind| serde_json::to_string_pretty(&Settings::for_kind(kind)).unwrap_or_default();
    line(format!(
        "export const DEFAULT_SETTINGS: Record<RoomKind, Settings> = {{ peer_led: {}, therapist_led: {} }};",
        of(RoomKind::PeerLed),
        of(RoomKind::TherapistLed)
    ));
    for (_, declaration) in declarations.found {
        line(format!("\n{declaration}"));
    }
    file
}

fn meeting_limits() -> serde_json::Value {
    serde_json::json!({
        "text_chars_max": TEXT_CHARS_MAX,
        "note_chars_max": NOTE_CHARS_MAX,
        "topic_chars_max": TOPIC_CHARS_MAX,
        "topics_of_one_max": TOPICS_OF_ONE_MAX,
        "mute_ms_max": MUTE_MS_MAX,
        "messages_in_snapshot": MESSAGES_IN_SNAPSHOT,
        "whispers_in_snapshot": WHISPERS_KEPT,
    })
}

fn agenda_limits() -> serde_json::Value {
    serde_json::json!({
        "feedback_replies_max": FEEDBACK_REPLIES_MAX,
        "keep_days_max": KEEP_DAYS_MAX,
        "items_max": AGENDA_ITEMS_MAX,
        "meeting_minutes_max": MEETING_MINUTES_MAX,
        "texts_chars_max": AGENDA_TEXT_CHARS_MAX,
        "minutes_max": ITEM_MINUTES_MAX,
        "name_chars_max": ITEM_NAME_CHARS_MAX,
        "text_chars_max": ITEM_TEXT_CHARS_MAX,
        "pages_max": ITEM_PAGES_MAX,
        "page_text_chars_max": PAGE_TEXT_CHARS_MAX,
        "share_ms_min": SHARE_MS_MIN,
        "timing_ms_min": TIMING_MS_MIN,
        "timing_ms_max": TIMING_MS_MAX,
        "breath_ms_max": BREATH_MS_MAX,
    })
}

/// Every type that is reachable from the ones visited, by name.
struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    found: BTreeMap<String, String>,
}

impl Declarations {
    fn new() -> Self {
        Self { config: Config::new().with_large_int("number"), seen: HashSet::new(), found: BTreeMap::new() }
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.found.insert(T::ident(&self.config), format!("{docs}export {}", T::decl(&self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
