//! What the members of a therapist-led room are asked to consent to, apart from the guidelines.

use super::language::Language;
use crate::time::UnixMs;

/// One version of a room's text. A version never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    /// Counts the versions from 1.
    pub version: u32,
    /// The text; empty if nothing is asked from then on.
    pub text: String,
    /// Since when it is asked.
    pub since: UnixMs,
}

/// That a person consented to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The version.
    pub version: u32,
    /// When they did.
    pub given_at: UnixMs,
    /// When they took it back; `None` while it stands.
    pub withdrawn_at: Option<UnixMs>,
}

/// What a new therapist-led room asks, until its owner writes something else.
pub(crate) fn default_for(language: Language) -> String {
    let paragraphs: &[&str] = match language {
        Language::En => &[
            "Confidentiality. What is said here stays in the group. The therapist keeps it too, with these limits: \
             when somebody is in serious danger, when a child or somebody who can’t protect themselves is in danger, \
             and when the law requires it. Where it is possible, the therapist speaks with you first.",
            "The server. What is written is encrypted on its way and on the disk, and can’t be read any more once the \
             meeting has ended. It is not end-to-end encrypted: whoever runs the server could read a meeting while \
             it runs. Screenshots can’t be prevented.",
            "In an emergency. This group is no emergency service. If you are in danger, call your local emergency \
             number. If the therapist thinks that you are in danger, they may ask where you are and call for help.",
            "Cancelling. Say beforehand when you can’t come. You may stop at any time, and you can take back your \
             consent on the page of your seat.",
            "Questions. Ask the therapist before you consent if anything is unclear.",
        ],
        Language::De => &[
            "Vertraulichkeit. Was hier gesagt wird, bleibt in der Gruppe. Auch die Therapeutin oder der Therapeut \
             behält es für sich, mit diesen Grenzen: wenn jemand in ernster Gefahr ist, wenn ein Kind oder jemand in \
             Gefahr ist, der sich nicht selbst schützen kann, und wenn das Gesetz es verlangt. Wo es möglich ist, \
             wird vorher mit dir gesprochen.",
            "Der Server. Was geschrieben wird, ist unterwegs und auf der Festplatte verschlüsselt und nach dem Ende \
             des Treffens nicht mehr lesbar. Es ist nicht Ende-zu-Ende-verschlüsselt: Wer den Server betreibt, könnte \
             ein laufendes Treffen mitlesen. Bildschirmfotos lassen sich nicht verhindern.",
            "Im Notfall. Diese Gruppe ist kein Notdienst. Ruf bei Gefahr den örtlichen Notruf. Wenn du in Gefahr \
             scheinst, darf die Therapeutin oder der Therapeut fragen, wo du bist, und Hilfe rufen.",
            "Absagen. Sag vorher Bescheid, wenn du nicht kommen kannst. Du kannst jederzeit aufhören und deine \
             Einwilligung auf der Seite deines Platzes zurücknehmen.",
            "Fragen. Wenn etwas unklar ist, frag, bevor du einwilligst.",
        ],
    };
    paragraphs.join("\n\n")
}
