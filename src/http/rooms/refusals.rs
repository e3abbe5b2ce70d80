//! What the room refuses, in the codes of the API.

use crate::{
    http::problem::{Code, Problem},
    room::{CannotLead, EditError, entry::Shut},
};

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        match error {
            EditError::TitleMissing => Self::field(Code::TitleRequired, "title"),
            EditError::NameMissing => Self::field(Code::NameMissing, "name"),
            EditError::TooLong { field, chars_max } => {
                Self::field(Code::TooLong, field).detail(format!("at most {chars_max} characters"))
            }
            EditError::TooMany { field, count_max } => {
                Self::field(Code::TooMany, field).detail(format!("at most {count_max}"))
            }
            EditError::NotText { field, unfit } => Self::field(Code::TextInvalid, field).character(unfit),
            EditError::OutOfRange { field, min, max } => {
                Self::field(Code::OutOfRange, field).detail(format!("{min} to {max}"))
            }
            EditError::FormatUnknown => Self::field(Code::FormatUnknown, "format"),
            EditError::FormatKind => Self::field(Code::FormatKind, "format"),
            EditError::Agenda(wrongs) => Self::fields(Code::AgendaInvalid, wrongs),
            EditError::Settings(wrongs) => Self::fields(Code::SettingsInvalid, wrongs),
            EditError::Schedule(wrongs) => Self::fields(Code::ScheduleInvalid, wrongs),
            EditError::NoSuchDate => Self::from(Code::NotFound),
            EditError::Listing(wrongs) => Self::fields(Code::ListingInvalid, wrongs),
            EditError::Entry(wrongs) => Self::fields(Code::EntryInvalid, wrongs),
            EditError::Answers(wrongs) => Self::fields(Code::AnswersInvalid, wrongs),
            EditError::SettingsUnreadable { field } => Self::field(Code::Invalid, field),
        }
    }
}

impl From<Shut> for Problem {
    fn from(shut: Shut) -> Self {
        Self::from(match shut {
            Shut::ByInvitation => Code::RoomClosed,
            Shut::Over => Code::NewcomersOver,
            Shut::NoPlace => Code::NoPlaceOpen,
            Shut::NoStart => Code::NoStart,
        })
    }
}

impl From<CannotLead> for Problem {
    fn from(cannot: CannotLead) -> Self {
        Self::from(match cannot {
            CannotLead::NotATherapist => Code::TherapistRequired,
            CannotLead::NotAHost => Code::Forbidden,
        })
    }
}
