//! What events and calendars are called where their group is not named.

use crate::room::language::Language;

pub(super) const fn meeting(language: Language) -> &'static str {
    match language {
        Language::En => "Meeting",
        Language::De => "Treffen",
    }
}

pub(super) const fn calendar(language: Language) -> &'static str {
    match language {
        Language::En => "Meetings",
        Language::De => "Treffen",
    }
}
