//! What each viewer may know of the agenda.

use super::people::Eyes;
use crate::meeting::agenda::AgendaItem;

impl Eyes {
    /// The agenda as this viewer reads it.
    pub(in crate::meeting) fn agenda(self, items: &[AgendaItem]) -> Vec<AgendaItem> {
        items.iter().map(|item| self.item(item)).collect()
    }

    /// An item as this viewer reads it: the script is for leads.
    pub(in crate::meeting) fn item(self, item: &AgendaItem) -> AgendaItem {
        let script = if self == Self::Lead { item.script.clone() } else { String::new() };
        AgendaItem { script, ..item.clone() }
    }
}
