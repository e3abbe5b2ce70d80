//! The names people are shown by: pseudonyms of members, display names of accounts
//! (docs/rules.md, "Joining and safety").

use std::fmt;

use icu_properties::{CodePointMapData, props::Script};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::general_security_profile::{GeneralSecurityProfile, IdentifierType};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    joiners::{Unseen, unseen},
    limits::{NAME_BYTES_MAX, NAME_GRAPHEMES_MAX, NAME_MARKS_MAX, NAME_OWN_MARKS_MAX},
    look_alikes,
    role_words::claims_role,
};
use crate::text::{Unfit, is_unseen, looks_empty};

/// Why a name was refused. Its text may be shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NameError {
    /// Nothing of it can be seen.
    #[error("a name is needed")]
    Missing,
    /// Nothing of it is a letter or digit that tells it from other names.
    #[error("a name needs at least one letter or digit")]
    Letterless,
    /// More than [`NAME_GRAPHEMES_MAX`] characters or [`NAME_BYTES_MAX`] bytes.
    #[error("use at most {NAME_GRAPHEMES_MAX} characters")]
    TooLong,
    /// A control, private or unassigned character, or one that only hides.
    #[error("the name contains a character that can't be shown safely: {0}")]
    Character(Unfit),
    /// More marks on one letter than any language writes, or one without a letter.
    #[error("the name has too many marks in one place")]
    Marks,
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
        if looks_empty(text) {
            return Err(NameError::Missing);
        }
        let normal: String = text.nfkc().collect();
        // Named as it was typed.
        let typed = |Unfit(c)| Unfit(text.chars().find(|raw| raw.nfkc().any(|part| part == c)).unwrap_or(c));
        let name = single_spaced(normal.trim()).map_err(|unfit| NameError::Character(typed(unfit)))?;
        if name.len() > NAME_BYTES_MAX || name.graphemes(true).count() > NAME_GRAPHEMES_MAX {
            return Err(NameError::TooLong);
        }
        check_marks(&name)?;
        let lettered = name.chars().any(|c| c.is_alphanumeric() && !is_combining_mark(c));
        if !lettered || look_alikes::skeleton(&name).is_empty() {
            return Err(NameError::Letterless);
        }
        Ok(Self(name))
    }

    /// The name as it is shown.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a person would take it for one of these (UTS 39, section 4, made coarser).
    #[must_use]
    pub(crate) fn looks_like_any(&self, others: impl IntoIterator<Item = String>) -> bool {
        let readings = look_alikes::readings(&self.0);
        others.into_iter().any(|other| !readings.is_disjoint(&look_alikes::readings(&other)))
    }

    /// A text that is equal for names that differ in nothing that counts. For comparing only, never
    /// for display.
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

/// Without what its script does not need here, and with single spaces.
fn single_spaced(text: &str) -> Result<String, Unfit> {
    let typed: Vec<char> = text.chars().collect();
    let mut name = String::with_capacity(text.len());
    for (at, &c) in typed.iter().enumerate() {
        match unseen(&typed, at) {
            Some(Unseen::Needed) => name.push(c),
            Some(Unseen::Idle) => {}
            None if c.is_whitespace() && !c.is_control() => {
                if !name.ends_with(' ') {
                    name.push(' ');
                }
            }
            None if !is_forbidden(c) => name.push(c),
            Some(Unseen::Hides) | None => return Err(Unfit(c)),
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

/// Marks of a script's own stand on its letters, and none twice in a row; others, such as accents, may
/// be few. So nothing piles up over the lines around a name.
fn check_marks(name: &str) -> Result<(), NameError> {
    let (mut base, mut last, mut own, mut others) = (None, ' ', 0, 0);
    for c in name.chars().filter(|c| !is_unseen(*c)) {
        if !is_combining_mark(c) {
            (base, own, others) = ((c != ' ').then(|| script(c)), 0, 0);
        } else if Some(script(c)) == base {
            own += 1;
        } else {
            others += 1;
        }
        let piled = is_combining_mark(c) && c == last;
        if base.is_none() && c != ' ' || piled || own > NAME_OWN_MARKS_MAX || others > NAME_MARKS_MAX {
            return Err(NameError::Marks);
        }
        last = c;
    }
    Ok(())
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}
