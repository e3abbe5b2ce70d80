//! An act of power against a message that is on its way at the same time: after the act, nothing.

use rondo::meeting::{command::Command, event::Event, ordinal::ItemIndex, refusal::Refusal};

use crate::{
    random::{Random, number},
    support::{
        Server,
        roles::{Leads, Member},
        room::{Practice, Room, all_agree, peers},
    },
};

const POSTS: usize = 4;

async fn room() -> Room {
    Room::on(Server::start_apart().await, peers("tools_discussion")).await
}

/// In one meeting, which ends by itself after its planned time.
const TRIALS_PER_MEETING: u64 = 500;

/// 500 mutes against 4 messages each; `RONDO_RACES` makes it more, in meetings of 500.
#[tokio::test]
async fn a_muted_members_message_is_never_stored_or_delivered() {
    let mut random = Random::new(3);
    let trials = number("RONDO_RACES", 500);
    let (mut before, mut after) = (0, 0);
    for begun in (0..trials).step_by(TRIALS_PER_MEETING as usize) {
        let these = (trials - begun).min(TRIALS_PER_MEETING);
        let (earlier, later) = muted_in_one_meeting(&mut random, these).await;
        (before, after) = (before + earlier, after + later);
    }
    eprintln!("{trials} mutes, {before} messages before and {after} after them");
    assert!(before > 0 && after > 0, "a race: {before} before, {after} after");
}

/// How many messages came before a mute and were stored, and how many after it and were refused.
async fn muted_in_one_meeting(random: &mut Random, trials: u64) -> (usize, usize) {
    let room = room().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    ada.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    let who = odile.id();
    let (mut before, mut after) = (0, 0);
    for trial in 0..trials {
        room.server.clock.advance_ms(2_000);
        odile.keep_up().await;
        ada.keep_up().await;
        let mute_at = random.below(POSTS + 1);
        let (mut posts, mut mute) = (Vec::new(), 0);
        for number in 0..=POSTS {
            if number == mute_at {
                mute = ada.send(&format!("mute-{trial}"), Command::Mute { who, for_ms: None }).await;
            }
            if number < POSTS {
                let post = Command::Post { text: format!("{trial}-{number}"), note: None };
                posts.push(odile.send(&format!("{trial}-{number}"), post).await);
            }
        }
        let muted = ada.answer(mute).await.expect("the mute");
        for reference in posts {
            match odile.answer(reference).await {
                Ok(seq) => {
                    assert!(seq < muted, "stored after the mute");
                    before += 1;
                }
                Err(code) => {
                    assert_eq!(code, Refusal::Muted.into());
                    after += 1;
                }
            }
        }
        // A resend and another socket are no way around it.
        let resend = Command::Post { text: "around".into(), note: None };
        assert_eq!(odile.ask(resend).await, Err(Refusal::Muted.into()));
        ada.does(Command::Unmute { who }).await;
    }
    ada.sync().await;
    assert_eq!(ada.posted().len(), before);
    nothing_between_mute_and_unmute(&ada.events, who);
    (before, after)
}

fn nothing_between_mute_and_unmute(
    events: &[rondo::meeting::event::Numbered],
    who: rondo::meeting::id::ParticipantId,
) {
    let mut muted = false;
    for numbered in events {
        match &numbered.event {
            Event::MuteChanged { who: target, mute, .. } if *target == who => muted = mute.is_some(),
            Event::Posted { message } if message.from == who => assert!(!muted, "{numbered:?}"),
            _ => {}
        }
    }
}

/// 50 removals against 4 messages each.
#[tokio::test]
async fn a_removed_member_says_and_hears_nothing_more() {
    let mut random = Random::new(5);
    let room = room().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    ada.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
    let mut heard_after = 0;
    for trial in 0..40 {
        room.server.clock.advance_ms(3_000);
        ada.keep_up().await;
        let mut kit = room.member(&format!("Kit {trial}")).await;
        let who = kit.id();
        // After the first removal, a lead lets in who comes by the same link.
        if trial > 0 {
            ada.admits(who).await;
        }
        kit.sees("the meeting", |_| true).await;
        let remove_at = random.below(POSTS + 1);
        let mut remove = 0;
        for number in 0..=POSTS {
            if number == remove_at {
                let reason = rondo::meeting::reason::RemovalReason::Other;
                remove = ada.send(&format!("remove-{trial}"), Command::Remove { who, reason }).await;
                ada.send(&format!("secret-{trial}"), said(&format!("After {trial}."))).await;
            }
            if number < POSTS {
                kit.send(&format!("{number}"), said(&format!("{trial}-{number}"))).await;
            }
        }
        let removed = ada.answer(remove).await.expect("the removal");
        assert_eq!(kit.ends().await, Some(4005));
        ada.sync().await;
        let late = ada.events.iter().any(|numbered| {
            numbered.seq > removed
                && matches!(&numbered.event, Event::Posted { message } if message.from == who)
        });
        assert!(!late, "a message after the removal");
        assert!(!kit.heard().contains(&format!("After {trial}.")));
        assert!(kit.events.iter().all(|event| event.seq < removed));
        heard_after += usize::from(answers(&kit) < POSTS);
    }
    assert!(heard_after > 0, "a race");
}

fn said(text: &str) -> Command {
    Command::Post { text: text.to_owned(), note: None }
}

fn answers(kit: &Member) -> usize {
    kit.heard().matches("\"accepted\"").count()
}

/// Whichever comes first, the person is muted and holds no turn, and everybody sees the same.
#[tokio::test]
async fn two_leads_who_mute_somebody_and_give_them_the_floor_at_once_see_one_end() {
    let mut random = Random::new(29);
    let practice = Practice::of("cbt").await;
    let mut odile = practice.room.member("Odile").await;
    let mut theo = practice.therapist().await;
    let mut thea = practice.co_therapist().await;
    theo.opens().await;
    theo.admits(odile.id()).await;
    theo.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(2)) }).await;
    let who = odile.id();
    let (mut given, mut refused) = (0, 0);
    for _ in 0..number("RONDO_RACES", 500) / 10 {
        practice.room.server.clock.advance_ms(2_000);
        for person in [&mut *odile, &mut *theo, &mut *thea] {
            person.keep_up().await;
        }
        let from = thea.turn().map(|turn| turn.id);
        let (mute, give) = (Command::Mute { who, for_ms: None }, Command::GiveFloor { from, to: who });
        let (muted, gave) = if random.below(2) == 0 {
            tokio::join!(theo.ask(mute), thea.ask(give))
        } else {
            let (gave, muted) = tokio::join!(thea.ask(give), theo.ask(mute));
            (muted, gave)
        };
        muted.expect("the mute holds");
        match gave {
            Ok(_) => given += 1,
            Err(code) => {
                assert_eq!(code, Refusal::NoSuchPerson.into());
                refused += 1;
            }
        }
        for person in [&mut *odile, &mut *theo, &mut *thea] {
            person.sync().await;
            assert!(person.view().floor.turn.as_ref().is_none_or(|turn| turn.holder != who));
        }
        odile.refused(said("let me in"), Refusal::Muted).await;
        theo.does(Command::Unmute { who }).await;
    }
    assert!(given > 0 && refused > 0, "{given} before the mute, {refused} after it");
    all_agree(all![odile, theo, thea]).await;
}
