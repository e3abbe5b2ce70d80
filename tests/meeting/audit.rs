//! The audit trail: one entry for each act of power, with who, whom and why, and never a word of
//! what was said.

use rondo::{
    AuditCheck, Party,
    meeting::{
        command::Command,
        id::ParticipantId,
        ordinal::{ItemIndex, MessageId},
        reason::{RemovalReason, TakeBackReason},
        role::{Role, Service},
        settings::Door,
    },
    open_audit,
};

use crate::{
    random::Random,
    support::{
        roles::Leads,
        room::{Practice, time_passes},
    },
};

/// Action, target and reason of an entry, as the test expects it.
type Act = (&'static str, Option<ParticipantId>, Option<&'static str>);

#[tokio::test]
async fn every_act_of_power_has_one_entry_and_nothing_else_has_one() {
    let canary = Random::new(13).canary();
    let practice = Practice::of("cbt").await;
    let mut theo = practice.therapist().await;
    let lead = theo.id();
    let mut expected: Vec<Act> = vec![("lead_changed", Some(lead), Some("arrived"))];
    theo.opens().await;
    expected.extend([("opened", None, None), ("agenda_advanced", None, None)]);
    let mut odile = practice.room.member("Odile").await;
    let mut kit = practice.room.member("Kit").await;
    let bo = practice.room.member("Bo").await;
    let (odile_id, kit_id, bo_id) = (odile.id(), kit.id(), bo.id());
    for who in [odile_id, kit_id] {
        theo.admits(who).await;
        expected.push(("admitted", Some(who), None));
    }
    theo.does(Command::Deny { who: bo_id }).await;
    expected.push(("denied", Some(bo_id), None));
    odile.sees("the meeting", |_| true).await;
    kit.sees("the meeting", |_| true).await;
    acts(&mut theo, &mut odile, &mut kit, &mut expected).await;
    // Words, whispers, hands, lost connections and refused acts are no acts of power.
    theo.says(&canary).await;
    let mut of_odile = Vec::new();
    for _ in 0..3 {
        of_odile.push(MessageId(odile.says(&canary).await));
    }
    odile.does(Command::TakeBack { message: of_odile[0] }).await;
    theo.does(Command::Cover { message: of_odile[1], note: canary.clone() }).await;
    theo.does(Command::TakeBackOther { message: of_odile[1], reason: TakeBackReason::Privacy }).await;
    theo.does(Command::TakeBackAll { who: odile_id, reason: TakeBackReason::Removed }).await;
    expected.extend([
        ("covered", Some(odile_id), None),
        ("took_back", Some(odile_id), Some("privacy")),
        ("took_back", Some(odile_id), Some("removed")),
    ]);
    odile.does(Command::Whisper { to: None, text: canary.clone() }).await;
    assert!(odile.ask(Command::MuteAll {}).await.is_err());
    odile.cut();
    time_passes(&practice.room.server.clock, 10_000, all![theo]).await;
    theo.does(Command::Remove { who: odile_id, reason: RemovalReason::Safety }).await;
    expected.push(("removed", Some(odile_id), Some("safety")));
    theo.does(Command::Ban { who: kit_id, reason: RemovalReason::Guidelines }).await;
    expected.push(("banned", Some(kit_id), Some("guidelines")));
    theo.ends_the_meeting().await;
    expected.push(("ended", None, Some("ended_by_lead")));
    theo.ends().await;

    let room = practice.room.id.parse().unwrap();
    let data = practice.room.server.stop().await;
    let dir = data.path().join("rondo");
    let audit = open_audit(&dir.join("rondo.db").display().to_string()).await.unwrap();
    let mut trail = audit.list(Some(room), None, 1_000).await.unwrap();
    trail.reverse();
    trail.retain(|entry| entry.entry.meeting.is_some());
    let noted: Vec<_> = trail
        .iter()
        .map(|entry| {
            (entry.entry.action.as_str(), target(entry.entry.target), entry.entry.reason_code.as_deref())
        })
        .collect();
    assert_eq!(noted, expected);
    for entry in &trail {
        let by_server = entry.entry.action == "lead_changed";
        let actor = if by_server { Party::Server } else { Party::Participant(lead) };
        assert_eq!(entry.entry.actor, actor, "{}", entry.entry.action);
    }
    assert!(matches!(audit.verify(None).await.unwrap(), AuditCheck::Intact(_)));
    drop(audit);
    crate::nowhere::nowhere(&canary, &dir);
}

fn target(party: Option<Party>) -> Option<ParticipantId> {
    party.map(|party| match party {
        Party::Participant(who) => who,
        other => panic!("{other}"),
    })
}

async fn acts(
    theo: &mut crate::support::roles::Therapist,
    odile: &mut crate::support::roles::Member,
    observer: &mut crate::support::roles::Member,
    expected: &mut Vec<Act>,
) {
    let member = odile;
    let (odile, kit) = (member.id(), observer.id());
    let mut acts: Vec<(Command, Vec<Act>)> = vec![
        (Command::Mute { who: odile, for_ms: None }, vec![("muted", Some(odile), None)]),
        (Command::Unmute { who: odile }, vec![("unmuted", Some(odile), None)]),
        (
            Command::StepAside { who: odile },
            vec![("stepped_aside", Some(odile), None), ("floor_paused", None, None)],
        ),
        (Command::EndAside { who: odile }, Vec::new()),
        (Command::ResumeFloor {}, vec![("floor_resumed", None, None)]),
        (Command::SetDoor { door: Door::Closed }, vec![("door_changed", None, Some("closed"))]),
        (Command::SendToDoor { who: odile }, vec![("sent_to_door", Some(odile), None)]),
        (Command::PutOff { who: odile, word: Some("Almost.".into()) }, vec![("put_off", Some(odile), None)]),
        (Command::Admit { who: odile }, vec![("admitted", Some(odile), None)]),
        (Command::HoldSilence { seconds: 10 }, vec![("silence_held", None, None)]),
        (Command::PauseFloor {}, vec![("floor_paused", None, None)]),
        (Command::ResumeFloor {}, vec![("floor_resumed", None, None)]),
        (
            Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(4)) },
            vec![("agenda_advanced", None, None)],
        ),
        // What is offered is given once it is taken.
        (Command::GiveRole { who: kit, role: Role::Observer }, Vec::new()),
        (Command::SetService { who: odile, service: Service::Greeter, on: true }, Vec::new()),
        (
            Command::ChangeMode {
                item: ItemIndex(4),
                mode: rondo::meeting::agenda::Mode::Open,
                crosstalk: rondo::meeting::agenda::Crosstalk::Free,
            },
            vec![("mode_changed", None, None)],
        ),
        (Command::SwitchReactions { item: ItemIndex(4), on: true }, vec![("reactions_switched", None, None)]),
    ];
    acts.push((Command::MuteAll {}, vec![("everyone_muted", None, None)]));
    acts.push((Command::UnmuteAll {}, vec![("everyone_unmuted", None, None)]));
    for (command, entries) in acts {
        let asks = matches!(command, Command::GiveRole { .. });
        let offers = matches!(command, Command::SetService { .. });
        theo.does(command).await;
        expected.extend(entries);
        if offers {
            member.takes_the_offer().await;
            expected.push(("service_changed", Some(odile), Some("greeter")));
        }
        if asks {
            observer.takes_the_offer().await;
            expected.push(("observer_asked", Some(kit), None));
            // Whose answer it was is in no entry.
            member.does(Command::AnswerObserver { who: kit, yes: true }).await;
            expected.push(("role_changed", Some(kit), Some("observer")));
        }
    }
}
