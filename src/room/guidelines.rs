//! What a new room starts with: guidelines and topics, which the host may edit.

use super::language::Language;
use crate::meeting::role::RoomKind;

/// The guidelines of a new room.
pub(crate) fn default_for(kind: RoomKind, language: Language) -> Vec<String> {
    let lines: &[&str] = match (kind, language) {
        (RoomKind::PeerLed, Language::En) => &[
            "What is said here stays here. Names and stories are not carried outside.",
            "Speak from your own experience.",
            "No advice unless someone asks for it.",
            "In turns, one person has the floor at a time; in open parts, leave each other room. Passing is always fine.",
            "Everybody is welcome as they are: no put-downs, no preaching, nothing to sell.",
            "Sit somewhere private, and take no screenshots.",
            "This group is for adults.",
            "We are no emergency service. In danger, call your local emergency number.",
        ],
        (RoomKind::PeerLed, Language::De) => &[
            "Was hier gesagt wird, bleibt hier. Namen und Geschichten werden nicht nach außen getragen.",
            "Sprich von deinen eigenen Erfahrungen.",
            "Kein Rat, außer jemand bittet darum.",
            "In Runden hat eine Person das Wort; in offenen Teilen lasst einander Raum. Passen ist jederzeit in Ordnung.",
            "Alle sind willkommen, wie sie sind: keine Abwertung, kein Bekehren, keine Werbung.",
            "Such dir einen ungestörten Ort und mach keine Bildschirmfotos.",
            "Diese Gruppe ist für Erwachsene.",
            "Wir sind kein Notdienst. Ruf bei Gefahr den örtlichen Notruf.",
        ],
        (RoomKind::TherapistLed, Language::En) => &[
            "What is said here stays here. The therapist explains the limits of confidentiality.",
            "Speak from your own experience.",
            "Say what you notice and how it affects you; leave advice until someone asks for it.",
            "In turns, one person has the floor; in open parts, leave each other room. You decide how much you share.",
            "Come on time, stay to the end, and tell the therapist beforehand when you can't come.",
            "Sit somewhere private, and take no screenshots.",
            "This group is for adults.",
            "The group is no emergency service. In danger, call your local emergency number.",
        ],
        (RoomKind::TherapistLed, Language::De) => &[
            "Was hier gesagt wird, bleibt hier. Die Grenzen der Schweigepflicht erklärt die Therapeutin oder der Therapeut.",
            "Sprich von deinen eigenen Erfahrungen.",
            "Sag, was du wahrnimmst und wie es auf dich wirkt; Rat nur, wenn jemand darum bittet.",
            "In Runden hat eine Person das Wort; in offenen Teilen lasst einander Raum. Du bestimmst, wie viel du teilst.",
            "Komm pünktlich, bleib bis zum Schluss und sag vorher ab, wenn du verhindert bist.",
            "Such dir einen ungestörten Ort und mach keine Bildschirmfotos.",
            "Diese Gruppe ist für Erwachsene.",
            "Die Gruppe ist kein Notdienst. Ruf bei Gefahr den örtlichen Notruf.",
        ],
    };
    lines.iter().map(ToString::to_string).collect()
}

/// Whether a topic is of grief, in the languages that topics are offered in.
pub(crate) fn is_of_grief(topic: &str) -> bool {
    let topic = topic.to_lowercase();
    ["grief", "bereave", "trauer"].iter().any(|word| topic.contains(word))
}

/// Topics to offer.
pub(crate) fn topics_for(kind: RoomKind, language: Language) -> Vec<String> {
    let topics: &[&str] = match (kind, language) {
        (RoomKind::PeerLed, Language::En) => &[
            "grief",
            "illness",
            "addiction recovery",
            "caring for someone",
            "parenting",
            "separation",
            "loneliness",
            "life changes",
        ],
        (RoomKind::PeerLed, Language::De) => &[
            "Trauer",
            "Krankheit",
            "Leben ohne Sucht",
            "Pflege von Angehörigen",
            "Elternsein",
            "Trennung",
            "Einsamkeit",
            "Umbrüche im Leben",
        ],
        (RoomKind::TherapistLed, Language::En) => &[
            "anxiety",
            "depression",
            "trauma",
            "emotion regulation",
            "relationships",
            "obsessions and compulsions",
            "eating",
            "addiction",
        ],
        (RoomKind::TherapistLed, Language::De) => &[
            "Angst",
            "Depression",
            "Trauma",
            "Umgang mit Gefühlen",
            "Beziehungen",
            "Zwänge",
            "Essen",
            "Sucht",
        ],
    };
    topics.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::{
        limits::{GUIDELINE_CHARS_MAX, GUIDELINES_MAX, TOPIC_CHARS_MAX},
        text,
    };

    #[test]
    fn the_defaults_are_within_the_limits() {
        for kind in [RoomKind::PeerLed, RoomKind::TherapistLed] {
            for language in [Language::En, Language::De] {
                let lines = default_for(kind, language);
                assert_eq!(
                    text::lines(&lines, GUIDELINES_MAX, GUIDELINE_CHARS_MAX, "guidelines").as_ref(),
                    Ok(&lines)
                );
                let topics = topics_for(kind, language);
                assert_eq!(text::lines(&topics, 20, TOPIC_CHARS_MAX, "topics").as_ref(), Ok(&topics));
            }
        }
    }

    #[test]
    fn the_first_language_counts() {
        assert_eq!(Language::of(Some("de-AT,de;q=0.9,en;q=0.8")), Language::De);
        assert_eq!(Language::of(Some("en-GB,de;q=0.9")), Language::En);
        assert_eq!(Language::of(Some("fr")), Language::En);
        assert_eq!(Language::of(None), Language::En);
    }
}
