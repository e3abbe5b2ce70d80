//! The kinds of mail, each from typed data to a letter.

use super::{
    contact::{Contact, Dated, Invitation},
    letter::Letter,
    on_call::Named,
    when::{in_full, in_short},
    words::{Words, words},
};

use crate::room::language::Language;

/// What every letter of a room shares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The name of the group, if the host wants it told.
    pub(super) group: Option<&'a str>,
    /// The page of the room, for who has a seat.
    pub(super) room_page: &'a str,
    /// The page of the reader's dates there: sign up, come late, not come.
    pub(super) seat_page: &'a str,
    /// The page on which an address is confirmed or given up, with the secret of the reader.
    pub(super) own_page: &'a str,
}

impl Frame<'_> {
    fn subject(self, subject: String) -> String {
        match self.group {
            Some(group) => one_line(&format!("{subject} · {group}")),
            None => subject,
        }
    }

    fn body(self, words: &Words, mut body: Vec<String>) -> Vec<String> {
        if let Some(group) = self.group {
            body.insert(0, (words.group)(group));
        }
        body
    }

    /// A letter to a member, who can stop them.
    fn for_member(self, words: &Words, subject: String, body: Vec<String>, link: (&str, &str)) -> Letter {
        let (label, page) = link;
        Letter {
            subject: self.subject(subject),
            body: self.body(words, body),
            link: (label.to_owned(), page.to_owned()),
            footer: vec![words.why.to_owned(), (words.stop)(self.own_page)],
        }
    }
}

/// A subject is one line, whatever a title holds.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

pub(super) fn confirmation(contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    Letter {
        subject: words.confirm_subject.to_owned(),
        body: vec![words.confirm.to_owned()],
        link: (words.confirm_link.to_owned(), frame.own_page.to_owned()),
        footer: vec![words.confirm_not_you.to_owned()],
    }
}

pub(super) fn invitation(invitation: &Invitation, frame: &Frame<'_>) -> Letter {
    let words = words(invitation.language);
    Letter {
        subject: frame.subject(words.invite_subject.to_owned()),
        body: frame
            .body(words, vec![(words.invite)(&one_line(&invitation.host)), words.invite_more.to_owned()]),
        link: (words.invite_link.to_owned(), invitation.link.clone()),
        footer: vec![words.invite_once.to_owned()],
    }
}

/// To whoever is on call, about a call for help that nobody has read. It says no more than that there is one.
pub(super) fn on_call(language: Language, frame: &Frame<'_>) -> Letter {
    let words = words(language);
    Letter {
        subject: frame.subject(words.on_call_subject.to_owned()),
        body: frame.body(words, vec![words.on_call.to_owned(), words.on_call_more.to_owned()]),
        link: (words.room_link.to_owned(), frame.room_page.to_owned()),
        footer: vec![words.on_call_why.to_owned()],
    }
}

pub(super) fn on_call_named(named: &Named, language: Language, frame: &Frame<'_>) -> Letter {
    let words = words(language);
    Letter {
        subject: frame.subject(words.named_subject.to_owned()),
        body: frame.body(words, vec![(words.named)(&one_line(&named.host)), words.named_more.to_owned()]),
        link: (words.room_link.to_owned(), frame.room_page.to_owned()),
        footer: vec![words.on_call_why.to_owned()],
    }
}

pub(super) fn sign_up(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let body = about(date, words.signed_up, contact, words);
    frame.for_member(words, words.sign_up_subject.to_owned(), body, (words.own_dates_link, frame.seat_page))
}

pub(super) fn reminder(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let subject = (words.reminder_subject)(&in_short(date.start_at, contact.zone, contact.language));
    let mut body = about(date, words.meets, contact, words);
    body.push(words.where_to.to_owned());
    frame.for_member(words, subject, body, (words.room_link, frame.room_page))
}

pub(super) fn date_changed(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    if date.several {
        let body = about(date, words.several, contact, words);
        return frame.for_member(
            words,
            words.several_subject.to_owned(),
            body,
            (words.dates_link, frame.room_page),
        );
    }
    let mut body = Vec::new();
    if let Some(was_at) = date.was_at {
        body.push((words.was)(&in_full(was_at, contact.zone, date.zone, contact.language)));
    }
    body.extend(about(date, words.is_now, contact, words));
    frame.for_member(words, words.changed_subject.to_owned(), body, (words.room_link, frame.room_page))
}

pub(super) fn date_cancelled(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let body = about(date, words.is_cancelled, contact, words);
    frame.for_member(words, words.cancelled_subject.to_owned(), body, (words.dates_link, frame.room_page))
}

pub(super) fn dates(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let mut body = about(&Dated { number: None, ..date.clone() }, words.dates, contact, words);
    body.push(words.dates_more.to_owned());
    frame.for_member(words, words.dates_subject.to_owned(), body, (words.room_link, frame.room_page))
}

pub(super) fn dates_over(contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let link = (words.dates_link, frame.room_page);
    frame.for_member(words, words.over_subject.to_owned(), vec![words.over.to_owned()], link)
}

/// To somebody whose address is erased with the room: there is nothing to stop.
pub(super) fn farewell(contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    Letter { footer: vec![words.farewell.to_owned()], ..dates_over(contact, frame) }
}

pub(super) fn waitlist_offer(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let mut body = about(date, words.is_free, contact, words);
    if let Some(until) = date.until {
        body.push((words.kept_until)(&in_full(until, contact.zone, date.zone, contact.language)));
    }
    frame.for_member(words, words.offer_subject.to_owned(), body, (words.offer_link, frame.seat_page))
}

pub(super) fn place_removed(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let body = about(date, words.is_removed, contact, words);
    let link = (words.own_dates_link, frame.seat_page);
    frame.for_member(words, words.removed_subject.to_owned(), body, link)
}

pub(super) fn place_left(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    let body = about(date, words.is_left, contact, words);
    frame.for_member(words, words.left_subject.to_owned(), body, (words.own_dates_link, frame.seat_page))
}

pub(super) fn lead_open(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    open(date, (words.lead_open_subject, words.has_no_lead), contact, frame)
}

pub(super) fn duty_open(date: &Dated, contact: &Contact, frame: &Frame<'_>) -> Letter {
    let words = words(contact.language);
    open(date, (words.duty_open_subject, words.lacks_somebody), contact, frame)
}

fn open(
    date: &Dated,
    (subject, sentence): (&str, fn(&str) -> String),
    contact: &Contact,
    frame: &Frame<'_>,
) -> Letter {
    let words = words(contact.language);
    let mut body = about(date, sentence, contact, words);
    body.push(words.may_take.to_owned());
    frame.for_member(words, subject.to_owned(), body, (words.duties_link, frame.seat_page))
}

fn about(date: &Dated, sentence: fn(&str) -> String, contact: &Contact, words: &Words) -> Vec<String> {
    let Contact { zone, language, .. } = contact;
    let mut body = vec![sentence(&in_full(date.start_at, *zone, date.zone, *language))];
    body.extend(date.number.map(words.session));
    body
}

#[cfg(test)]
mod tests {
    use super::{super::kind::Kind, *};
    use crate::{
        room::{language::Language, schedule::Zone},
        time::UnixMs,
    };

    const TITLE: &str = "Canary of grief\r\nBcc: everyone@canary.example";

    fn zone(name: &str) -> Zone {
        name.parse().expect("a zone")
    }

    fn letter(kind: Kind, language: Language, group: Option<&str>) -> Letter {
        letter_in("Europe/Berlin", kind, language, group)
    }

    /// A letter of each kind from a host in Berlin. A kind without one does not compile.
    fn letter_in(reader: &str, kind: Kind, language: Language, group: Option<&str>) -> Letter {
        let zone_of_reader = zone(reader);
        let (address, secret) = ("kit@example.org".to_owned(), "secret".to_owned());
        let contact = Contact { address: address.clone(), language, zone: zone_of_reader, secret };
        let link = "https://rondo.example/join#x".to_owned();
        let invited =
            Invitation { address, language, link, host: "Hanne\r\nBcc: x@canary.example".to_owned() };
        let at = UnixMs::from_ms(1_900_000_000_000);
        let date = Dated {
            was_at: Some(at.plus_ms(3_600_000)),
            until: Some(at),
            ..Dated::at(at, Some(zone("Europe/Berlin")))
        };
        let page = "https://rondo.example/meet/x";
        let frame = Frame { group, room_page: page, seat_page: page, own_page: page };
        match kind {
            Kind::Confirmation => confirmation(&contact, &frame),
            Kind::Invitation => invitation(&invited, &frame),
            Kind::SignUp => sign_up(&date, &contact, &frame),
            Kind::Reminder => reminder(&date, &contact, &frame),
            Kind::DateChanged => date_changed(&date, &contact, &frame),
            Kind::DateCancelled => date_cancelled(&date, &contact, &frame),
            Kind::Dates => dates(&date, &contact, &frame),
            Kind::DatesOver => dates_over(&contact, &frame),
            Kind::Farewell => farewell(&contact, &frame),
            Kind::WaitlistOffer => waitlist_offer(&date, &contact, &frame),
            Kind::PlaceRemoved => place_removed(&date, &contact, &frame),
            Kind::PlaceLeft => place_left(&date, &contact, &frame),
            Kind::LeadOpen => lead_open(&date, &contact, &frame),
            Kind::DutyOpen => duty_open(&date, &contact, &frame),
            Kind::OnCall => on_call(language, &frame),
            Kind::OnCallNamed => on_call_named(&Named { host: invited.host }, language, &frame),
        }
    }

    #[test]
    fn every_time_in_a_letter_stands_beside_the_hosts_where_they_differ() {
        for (kind, language) in Kind::ALL.into_iter().flat_map(|kind| Language::ALL.map(|one| (kind, one))) {
            let text = letter_in("America/New_York", kind, language, None).text();
            let times = text.matches("(America/New_York)").count();
            assert_eq!(text.matches("(Europe/Berlin)").count(), times, "{kind:?}: {text}");
            let untimed = matches!(
                kind,
                Kind::Confirmation
                    | Kind::Invitation
                    | Kind::DatesOver
                    | Kind::Farewell
                    | Kind::OnCall
                    | Kind::OnCallNamed
            );
            assert_eq!(times == 0, untimed, "{kind:?}: {text}");
            let near = letter_in("Europe/Berlin", kind, language, None).text();
            assert_eq!(
                near.matches("(Europe/Berlin)").count(),
                times,
                "once where they are the same: {near}"
            );
        }
    }

    #[test]
    fn a_subject_is_one_line_and_names_the_group_only_where_the_host_says_so() {
        for (kind, language) in Kind::ALL.into_iter().flat_map(|kind| Language::ALL.map(|one| (kind, one))) {
            let quiet = letter(kind, language, None);
            assert!(!quiet.text().contains("Canary of") && !quiet.subject.contains("Canary"), "{kind:?}");
            let named = letter(kind, language, Some(TITLE));
            // Who has not confirmed an address may be somebody else.
            let tells = kind != Kind::Confirmation;
            assert_eq!(named.subject.contains("Canary of grief"), tells, "{kind:?}");
            assert!(!named.subject.chars().any(char::is_control), "{kind:?}: {:?}", named.subject);
        }
    }
}
