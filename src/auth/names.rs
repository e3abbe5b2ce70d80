//! The names people are shown by: pseudonyms of members, display names of accounts
//! (docs/rules.md, "Joining and safety").

use std::fmt;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::general_security_profile::{GeneralSecurityProfile, IdentifierType};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    limits::{NAME_BYTES_MAX, NAME_GRAPHEMES_MAX, NAME_MARKS_MAX},
    look_alikes,
    role_words::claims_role,
};

/// Why a name was refused. Its text may be shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NameError {
    /// Nothing is left of it, or nothing that tells it from other names.
    #[error("a name needs at least one letter or digit")]
    NoLetterOrDigit,
    /// More than [`NAME_GRAPHEMES_MAX`] characters or [`NAME_BYTES_MAX`] bytes.
    #[error("use at most {NAME_GRAPHEMES_MAX} characters")]
    TooLong,
    /// A control, formatting, invisible, private or unassigned character.
    #[error("the name contains a character that can't be shown safely")]
    ForbiddenCharacter,
    /// More than [`NAME_MARKS_MAX`] combining marks in a row, or one without a base.
    #[error("the name has too many accents in one place")]
    TooManyMarks,
    /// It claims a role.
    #[error("a name can't claim a role: roles are shown by the server")]
    ClaimsRole,
}

/// A name that is safe to show: NFKC (UAX 15), trimmed, single spaces, 1 to
/// [`NAME_GRAPHEMES_MAX`] visible characters. Parsing its text again gives the same name.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pseudonym(String);

impl Pseudonym {
    /// A member's pseudonym, which may not claim a role ("Dr", "Therapeutin", "M0derator").
    ///
    /// # Errors
    /// The first rule it breaks.
    pub(crate) fn parse(text: &str) -> Result<Self, NameError> {
        let name = Self::parse_display(text)?;
        if claims_role(&name.0) { Err(NameError::ClaimsRole) } else { Ok(name) }
    }

    /// The display name of an account (host, therapist), which may carry a title.
    ///
    /// # Errors
    /// The first rule it breaks; never [`NameError::ClaimsRole`].
    pub(crate) fn parse_display(text: &str) -> Result<Self, NameError> {
        // NFKC shrinks a text to a quarter at most (mathematical letters to ASCII).
        if text.len() > 4 * NAME_BYTES_MAX {
            return Err(NameError::TooLong);
        }
        let normal: String = text.nfkc().collect();
        let name = single_spaced(normal.trim())?;
        if name.len() > NAME_BYTES_MAX || name.graphemes(true).count() > NAME_GRAPHEMES_MAX {
            return Err(NameError::TooLong);
        }
        check_marks(&name)?;
        let lettered = name.chars().any(|c| c.is_alphanumeric() && !is_combining_mark(c));
        if !lettered || look_alikes::skeleton(&name).is_empty() {
            return Err(NameError::NoLetterOrDigit);
        }
        Ok(Self(name))
    }

    /// The name as it is shown.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A text that is equal for names that look the same (UTS 39, section 4, made coarser). For
    /// comparing only, never for display.
    #[must_use]
    pub(crate) fn skeleton(&self) -> String {
        look_alikes::skeleton(&self.0)
    }
}

/// Names stay out of logs.
impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(..)")
    }
}

fn single_spaced(text: &str) -> Result<String, NameError> {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        if is_forbidden(c) {
            return Err(NameError::ForbiddenCharacter);
        }
        if !c.is_whitespace() {
            name.push(c);
        } else if !name.ends_with(' ') {
            name.push(' ');
        }
    }
    Ok(name)
}

/// Whether the character has no place in a name: controls, unassigned and private ones (neither letter,
/// digit nor mark, and without an identifier type in UTS 39), what has no glyph (bidi controls,
/// zero-width, fillers, tags, variation selectors), the other format characters, and the blank
/// braille pattern.
fn is_forbidden(c: char) -> bool {
    let unfit = match c.identifier_type() {
        None => !c.is_alphanumeric() && !is_combining_mark(c),
        Some(kind) => matches!(
            kind,
            IdentifierType::Not_Character | IdentifierType::Default_Ignorable | IdentifierType::Deprecated
        ),
    };
    unfit || c.is_control() || is_visible_format(c) || matches!(c, '\u{2800}' | '\u{FFFC}' | '\u{FFFD}')
}

/// General category Cf without Default_Ignorable_Code_Point (UAX 44).
const fn is_visible_format(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}' | '\u{891}' | '\u{8E2}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}'
    )
}

fn check_marks(name: &str) -> Result<(), NameError> {
    let mut allowed = 0; // a mark needs a base
    for c in name.chars() {
        if !is_combining_mark(c) {
            allowed = if c == ' ' { 0 } else { NAME_MARKS_MAX };
        } else if allowed == 0 {
            return Err(NameError::TooManyMarks);
        } else {
            allowed -= 1;
        }
    }
    Ok(())
}
