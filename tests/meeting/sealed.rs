//! The sealed round (rule 18): what people write reaches nobody before it is opened, whatever happens meanwhile.

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    command::Command,
    ordinal::{ItemIndex, MessageId, RoundId},
    reason::RemovalReason,
    refusal::Refusal,
    role::Role,
    sealed::{SealedRound, SealedShare, SealedStage},
    settings::Door,
};
use serde_json::json;

use crate::{
    nowhere::nowhere,
    random::Random,
    support::{
        Server,
        person::Person,
        roles::{Facilitator, Leads, Member},
        room::{Room, all_agree, peers, time_passes},
    },
};

/// A room with one item, held as a sealed round.
async fn room(one_by_one: bool) -> Room {
    let mut wish = peers("peer_checkin");
    wish["agenda"] = json!([{
        "name": "Mood", "minutes": 10, "mode": "sealed", "crosstalk": "none", "share_ms": 120_000, "one_by_one": one_by_one,
    }]);
    Room::on(Server::start_apart().await, wish).await
}

fn round(person: &Person) -> &SealedRound {
    person.view().floor.sealed.as_ref().expect("a sealed round")
}

/// The first round of a meeting.
const ROUND: RoundId = RoundId(1);

fn write(text: &str) -> Command {
    Command::WriteSealed { round: ROUND, text: text.into(), note: None }
}

fn open(shown: u32) -> Command {
    Command::OpenSealed { round: ROUND, shown }
}

async fn member(room: &Room, name: &str) -> Member {
    let mut member = room.member(name).await;
    member.sees("the meeting", |_| true).await;
    member
}

async fn opened(lead: &mut Facilitator) {
    lead.opens().await;
    lead.sees("the sealed round", |view| view.floor.sealed.is_some()).await;
}

#[tokio::test]
async fn a_share_reaches_nobody_before_it_is_opened_and_those_who_are_in_afterwards() {
    let mut random = Random::new(29);
    let (canary, first_try, of_bo) = (random.canary(), random.canary(), random.canary());
    let room = room(false).await;
    let mut ada = room.lead().await;
    opened(&mut ada).await;
    let mut kit = member(&room, "Kit").await;
    let mut bo = member(&room, "Bo").await;
    let mut odile = member(&room, "Odile").await;
    let watching = odile.id();
    ada.does(Command::GiveRole { who: watching, role: Role::Observer }).await;
    odile.takes_the_offer().await;
    for member in [&mut kit, &mut bo] {
        member.does(Command::AnswerObserver { who: watching, yes: true }).await;
    }
    ada.does(Command::SetDoor { door: Door::OneByOne }).await;
    let mut waiting = room.member("Wanda").await;

    kit.sync().await;
    kit.does(write(&first_try)).await;
    kit.does(write(&canary)).await;
    bo.sync().await;
    bo.does(write(&of_bo)).await;
    odile.refused(write("I watch"), Refusal::NotPermitted).await;
    all_agree(all![ada, kit, bo, odile]).await;
    assert_eq!((round(&odile).shares_in, round(&odile).of), (2, 3), "counts, and no names");

    // The server is killed between two instructions, and everybody comes back.
    let server = room.server.stop_and_start(false).await;
    for person in [&mut *ada, &mut *kit, &mut *bo, &mut *odile, &mut *waiting] {
        person.cut();
        person.find(&server);
        person.come().await;
    }
    ada.reload().await;
    odile.page(MessageId(u64::MAX)).await;
    ada.sees("everyone", |view| view.pause.is_none()).await;
    for person in [&mut *ada, &mut *odile, &mut *bo, &mut *waiting] {
        person.sync().await;
        for words in [&canary, &first_try] {
            assert!(!person.heard().contains(words.as_str()), "{:?} was told", person.me);
        }
    }
    kit.reload().await;
    assert_eq!(
        kit.view().me.sealed,
        Some(SealedShare::Words { text: canary.clone(), note: None }),
        "one's own words are there on every device"
    );
    nowhere(&canary, &server.data_dir());

    let away = bo.id();
    ada.does(Command::Remove { who: away, reason: RemovalReason::Other }).await;
    ada.does(Command::PassSealed { round: ROUND }).await;
    ada.sees("the opened round", |view| {
        view.floor.sealed.as_ref().is_some_and(|round| round.stage == SealedStage::Opened)
    })
    .await;
    for person in [&mut *ada, &mut *kit, &mut *odile] {
        person.sync().await;
        assert_eq!(person.texts(), [canary.as_str()]);
        assert!(!person.heard().contains(&of_bo), "who was removed is not shown");
    }
    waiting.sync().await;
    assert!(!waiting.heard().contains(&canary));
}

#[tokio::test]
async fn the_time_to_write_ends_it_and_a_lead_shows_one_after_the_other() {
    let room = room(true).await;
    let mut ada = room.lead().await;
    opened(&mut ada).await;
    let mut kit = member(&room, "Kit").await;
    let mut bo = member(&room, "Bo").await;
    for (person, text) in [(&mut kit, "of Kit"), (&mut bo, "of Bo")] {
        person.sync().await;
        person.does(write(text)).await;
    }
    time_passes(&room.server.clock, 120_000, all![ada, kit, bo]).await;
    assert_eq!(ada.texts(), ["of Kit"]);
    bo.refused(write("late"), Refusal::TooLate).await;
    kit.refused(open(1), Refusal::NotPermitted).await;
    ada.refused(open(0), Refusal::Stale).await;
    ada.does(open(1)).await;
    all_agree(all![ada, kit, bo]).await;
    assert_eq!(bo.texts(), ["of Kit", "of Bo"]);
    assert_eq!(round(&bo).stage, SealedStage::Opened);
    // What was shown is a message like any other.
    let message = bo.view().messages.last().unwrap().id;
    bo.does(Command::TakeBack { message }).await;
    kit.sync().await;
    assert_eq!(kit.texts(), ["of Kit", ""]);
}

#[tokio::test]
async fn whoever_hands_in_while_it_is_opened_is_shown_or_told_that_it_is_too_late() {
    let room = room(false).await;
    let mut ada = room.lead().await;
    opened(&mut ada).await;
    let mut kit = member(&room, "Kit").await;
    let (mut shown, mut late) = (0, 0);
    for trial in 1..=60 {
        let (round, text) = (RoundId(trial), format!("of Kit, {trial}."));
        kit.until("the round", |kit| {
            kit.view().floor.sealed.as_ref().is_some_and(|sealed| sealed.id == round)
        })
        .await;
        let open = Command::OpenSealed { round, shown: 0 };
        let hand_in = Command::WriteSealed { round, text: text.clone(), note: None };
        let verdict = if trial % 2 == 0 {
            tokio::join!(ada.ask(open), kit.ask(hand_in)).1
        } else {
            tokio::join!(kit.ask(hand_in), ada.ask(open)).0
        };
        ada.sync().await;
        match verdict {
            Ok(_) => {
                shown += 1;
                assert_eq!(ada.texts().last(), Some(&text.as_str()), "{trial}");
            }
            Err(_) => {
                late += 1;
                assert!(!ada.heard().contains(&text), "{trial}");
            }
        }
        room.server.clock.advance_ms(2_000);
        for mode in [Mode::Open, Mode::Sealed] {
            ada.does(Command::ChangeMode { item: ItemIndex(0), mode, crosstalk: Crosstalk::None }).await;
        }
    }
    assert!(shown > 0 && late > 0, "both happened: {shown} and {late}");
}
