//! What each viewer may know of the agenda.

use super::people::Eyes;
use crate::meeting::agenda::AgendaItem;

impl Eyes {
    /// The agenda as this viewer reads it.
    pub(in crate::meeting) fn agenda(self, items: &[AgendaItem]) -> Vec<AgendaItem> {
        items.iter().map(|item| self.item(item)).collect()
    }

    /// An item as this viewer reads it: the script and the prompts are for leads.
    pub(in crate::meeting) fn item(self, item: &AgendaItem) -> AgendaItem {
        let for_leads = |text: &str| if self == Self::Lead { text.to_owned() } else { String::new() };
        AgendaItem { script: for_leads(&item.script), prompts: for_leads(&item.prompts), ..item.clone() }
    }
}
