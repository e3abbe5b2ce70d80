//! Stands in for the formats until they are merged.
use super::{agenda::AgendaItem, role::RoomKind};
#[derive(Debug)]
pub struct Format { pub id: String, pub name: String, pub kind: Option<RoomKind>, pub minutes: u32, pub size: (u32, u32), pub share_ms: u64, pub joining: &'static str, pub items: Vec<AgendaItem> }
pub fn all() -> &'static [Format] { use std::sync::LazyLock; static F: LazyLock<Vec<Format>> = LazyLock::new(|| vec![
 Format { id: "peer_checkin".into(), name: "Peer support meeting".into(), kind: Some(RoomKind::PeerLed), minutes: 90, size: (4,12), share_ms: 120_000, joining: "open", items: vec![AgendaItem { name: "Check-in".into(), text: String::new(), minutes: 90, mode: super::agenda::Mode::Round, crosstalk: super::agenda::Crosstalk::None, share_ms: 120_000, presenter_advances: false, closing: false }] },
 Format { id: "process".into(), name: "Process group".into(), kind: Some(RoomKind::TherapistLed), minutes: 90, size: (5,10), share_ms: 0, joining: "slow_open", items: vec![AgendaItem { name: "Group".into(), text: String::new(), minutes: 90, mode: super::agenda::Mode::Open, crosstalk: super::agenda::Crosstalk::Free, share_ms: 0, presenter_advances: false, closing: false }] },
 ]); &F }
pub fn find(id: &str) -> Option<&'static Format> { all().iter().find(|f| f.id == id) }
pub fn validate_agenda(items: &[AgendaItem]) -> Result<(), String> { if items.is_empty() { Err("empty".into()) } else { Ok(()) } }
