//! Templates: agendas that a host keeps to make rooms from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    agenda::{self, ItemInput},
    error::EditError,
    formats::{self, FormatId},
    limits::TEMPLATE_NAME_CHARS_MAX,
    share::ShareMs,
    text,
};
use crate::{
    meeting::{
        agenda::AgendaItem,
        id::{AccountId, TemplateId},
        role::RoomKind,
        settings::Timing,
    },
    object::objects,
    time::UnixMs,
};

/// A template as it is kept. Only its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Identifies the template.
    pub id: TemplateId,
    /// The account that made it; never changes.
    pub owner: AccountId,
    /// The name that its owner sees.
    pub name: String,
    /// The kind of room it is for.
    pub kind: RoomKind,
    /// The format it came from.
    pub format: FormatId,
    /// The default length of a share.
    pub share_ms: ShareMs,
    /// What a meeting does, item by item.
    pub agenda: Vec<AgendaItem>,
    /// When it was made; never changes.
    pub created_at: UnixMs,
    /// When it was last replaced.
    pub changed_at: UnixMs,
}

/// A template to keep.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTemplate {
    /// The name of the template, 1 to 80 characters.
    pub name: String,
    /// The kind of room that the template is for.
    pub kind: RoomKind,
    /// The id of the format that the agenda came from.
    pub format: String,
    /// The length of one share in milliseconds: 0 for untimed, or 15 seconds to 15 minutes.
    pub share_ms: u64,
    /// The agenda. It must be possible to hold it with the default clocks of the kind of room.
    #[serde(deserialize_with = "objects")]
    pub agenda: Vec<ItemInput>,
}

impl NewTemplate {
    /// The template, if every field is good.
    ///
    /// # Errors
    /// The first field that is wrong; of the agenda, everything that is wrong.
    pub(crate) fn into_template(
        self,
        id: TemplateId,
        owner: AccountId,
        now: UnixMs,
    ) -> Result<Template, EditError> {
        let name = text::line(&self.name, TEMPLATE_NAME_CHARS_MAX, "name")?;
        if name.is_empty() {
            return Err(EditError::NameMissing);
        }
        let format = formats::for_kind(&self.format, self.kind)?;
        let share_ms = ShareMs::chosen(self.share_ms)?;
        let agenda = agenda::check(&self.agenda, &Timing::for_kind(self.kind)).map_err(EditError::Agenda)?;
        Ok(Template {
            id,
            owner,
            name,
            kind: self.kind,
            format: format.id.clone(),
            share_ms,
            agenda,
            created_at: now,
            changed_at: now,
        })
    }
}
