//! What people ask for, and how the floor moves on by itself.

use rondo::meeting::{
    command::Command,
    offer::Offered,
    ordinal::{ItemIndex, TurnId},
    reason::MeetingEnd,
    refusal::Refusal,
    role::Role,
    round::{LastStart, SlotState},
    state::{Phase, Place},
};

use super::{Answer, Model, REFUSED, Who, no, words::Reach};

impl Model {
    pub(super) fn command(
        &mut self,
        who: Who,
        role: Role,
        last_start: LastStart,
        command: &Command,
    ) -> Answer {
        if self.over() {
            return no(Refusal::Ended);
        }
        if let Command::Join { guidelines_version, adult, .. } = command {
            return self.join(who, role, last_start, *guidelines_version, *adult);
        }
        self.permit(who, command)?;
        self.perform(who, command)?;
        if self.present(who).is_some() {
            self.returns(who);
        }
        Ok(())
    }

    pub(super) fn perform(&mut self, who: Who, command: &Command) -> Answer {
        match command {
            Command::Leave { quiet: true } => {
                self.leave_quietly(who);
                Ok(())
            }
            Command::Leave { quiet: false } => {
                self.depart(who, Place::Left);
                Ok(())
            }
            Command::OpenMeeting {} => self.open(who),
            Command::EndMeeting {} => {
                self.end(MeetingEnd::EndedByLead);
                Ok(())
            }
            Command::Admit { who } => self.admit(*who),
            Command::Deny { who } => self.deny(*who),
            Command::SendToDoor { who } => self.send_to_door(*who),
            Command::PutOff { who, word } => self.put_off(*who, word.is_some()),
            Command::SetDoor { door } => self.set_door(*door),
            Command::Post { .. } => self.post(who),
            Command::ListenOnly { on } => self.listen_only(who, *on),
            Command::SetMultiplier { percent } => self.set_multiplier(who, *percent),
            Command::AskForHelp {} => {
                let now = self.now;
                self.called(who, Some(now));
                Ok(())
            }
            Command::WriteSealed { round, .. } => self.put_in(who, *round, true),
            Command::PassSealed { round } => self.put_in(who, *round, false),
            Command::TakeBackSealed { round } => self.take_out(who, *round),
            Command::OpenSealed { round, shown } => self.open_sealed(*round, *shown),
            Command::PauseFloor {} => self.pause_floor(),
            Command::HoldSilence { seconds } => self.hold_silence(*seconds),
            Command::ResumeFloor {} => self.resume_floor(),
            Command::Mute { who, for_ms } => self.mute(*who, *for_ms),
            Command::Unmute { who } => self.unmute(*who),
            Command::MuteAll {} => self.mute_all(),
            Command::UnmuteAll {} => self.unmute_all(),
            Command::AnswerObserver { who: observer, yes } => self.say_of_observer(who, *observer, *yes),
            Command::StepAside { who: with } => self.step_aside(who, *with),
            Command::EndAside { who } => self.end_aside(*who),
            Command::Whisper { to, .. } => {
                self.wrote(who, if to.is_some() { Reach::OnePerson } else { Reach::Leads }, None);
                Ok(())
            }
            Command::TakeBack { message } => self.take_back(who, *message),
            Command::TakeBackOther { message, .. } => self.take_back_other(*message),
            Command::Cover { message, .. } => self.cover(*message),
            Command::TakeBackAll { who, .. } => self.take_all_back(*who),
            Command::Remove { who, .. } => self.remove(*who),
            Command::Ban { who, .. } => self.ban(*who),
            Command::GiveRole { who: whom, role } => self.give_role(who, *whom, *role),
            Command::SetService { who: whom, service, on } => self.set_service(who, *whom, *service, *on),
            Command::HandOverLead { to } => self.ask_to_take(who, *to, Offered::Lead {}),
            Command::AnswerOffer { what, yes } => self.answered(who, *what, *yes),
            Command::WithdrawOffer { who, what } => self.answered(*who, *what, false),
            Command::AskToSpeak { on } => self.ask_to_speak(who, *on),
            Command::Volunteer {} => self.volunteer(who),
            Command::Object {} => self.object(who),
            _ => self.on_the_floor(who, command),
        }
    }

    /// Commands that move the floor: they name the turn, round or item they mean (rule 17).
    pub(super) fn on_the_floor(&mut self, who: Who, command: &Command) -> Answer {
        match command {
            Command::Accept { turn } => self.running_turn(who, *turn).and_then(|turn| self.accept(&turn)),
            Command::StartTimer { turn } => {
                self.running_turn(who, *turn).and_then(|turn| self.start_timer(&turn))
            }
            Command::Done { turn } => self.running_turn(who, *turn).and_then(|turn| self.done(&turn)),
            Command::AskForMore { turn } => {
                self.running_turn(who, *turn).and_then(|turn| self.ask_for_more(&turn))
            }
            Command::AskFeedback { turn, kind } => {
                self.running_turn(who, *turn).and_then(|turn| self.ask_feedback(&turn, *kind))
            }
            Command::StopFeedback { turn } => {
                self.running_turn(who, *turn).and_then(|turn| self.stop_feedback(&turn))
            }
            Command::Pass { turn: Some(turn) } => self.own_turn(who, *turn).map(|_| self.pass()),
            Command::Pass { turn: None } => self.not_holding(who).and_then(|()| self.pass_ahead(who)),
            Command::Defer { turn: Some(turn) } => self.defer(who, *turn),
            Command::Defer { turn: None } => self.not_holding(who).and_then(|()| self.defer_ahead(who)),
            Command::NameNext { turn, who } => self.unpaused().and_then(|()| self.name_next(*turn, *who)),
            Command::RaiseHand {} => self.raise_hand(who),
            Command::LowerHand {} => self.lower_hand(who),
            Command::StartRound { item } => {
                self.unpaused()?;
                if self.item != Some(item.index()) {
                    return no(Refusal::Stale);
                }
                self.start_round()
            }
            Command::CloseRound { round } => {
                self.unpaused()?;
                match self.round.as_ref().map(|r| r.id) {
                    None => no(Refusal::NoRound),
                    Some(id) if id != *round => no(Refusal::Stale),
                    Some(_) => {
                        self.move_on(SlotState::Away);
                        self.close_round();
                        Ok(())
                    }
                }
            }
            Command::CallNext { from } => self.unpaused().and_then(|()| self.call_next(*from)),
            Command::GiveFloor { from, to } => self.unpaused().and_then(|()| self.give_floor(*from, *to)),
            Command::TakeFloor { turn } => {
                self.unpaused()?;
                if self.turn.as_ref().is_none_or(|t| t.id != *turn) {
                    return no(Refusal::Stale);
                }
                self.move_on(SlotState::Deferred);
                Ok(())
            }
            Command::Nudge { turn } => self.unpaused().and_then(|()| self.nudge(*turn)),
            Command::Extend { turn } => self.unpaused().and_then(|()| self.extend(*turn)),
            Command::MoveInOrder { who, before } if self.in_rounds() => self.move_slot(*who, *before),
            Command::MoveInOrder { .. } if !self.has_hands() => REFUSED,
            Command::MoveInOrder { who, before } => self.move_hand(*who, *before),
            Command::Advance { from, to } => self.advance(who, from.index(), to.map(ItemIndex::index)),
            Command::ChangeMode { item, mode, crosstalk } => {
                self.change_mode(who, item.index(), *mode, *crosstalk)
            }
            Command::SwitchReactions { item, on } => self.switch_reactions(item.index(), *on),
            Command::ArrangeAgenda { current, coming } => {
                let coming: Vec<usize> = coming.iter().map(|item| item.index()).collect();
                self.arrange(current.index(), &coming)
            }
            Command::MoveTime { current, from, to, minutes } => {
                self.move_time(current.index(), from.index(), to.index(), *minutes)
            }
            // Whispers, reactions and calls for help do not touch the floor.
            _ => Ok(()),
        }
    }

    pub(super) fn unpaused(&self) -> Answer {
        if self.still() { REFUSED } else { Ok(()) }
    }

    pub(super) fn running_turn(
        &self,
        who: Who,
        turn: TurnId,
    ) -> Result<rondo::meeting::floor::Turn, Option<Refusal>> {
        let turn = self.own_turn(who, turn)?;
        self.unpaused()?;
        Ok(turn)
    }

    pub(super) fn not_holding(&self, who: Who) -> Answer {
        if self.turn.as_ref().is_some_and(|turn| turn.holder == who) { no(Refusal::Stale) } else { Ok(()) }
    }

    pub(super) fn open(&mut self, who: Who) -> Answer {
        self.phase = Phase::Running {};
        if !self.hush {
            self.start_clock();
        }
        let lead = self.lead.filter(|lead| self.here(*lead)).unwrap_or(who);
        let main = self.config.kind.main_role();
        if let Some(person) = self.person_mut(lead) {
            person.role = main;
        }
        self.lead = Some(lead);
        self.start_item(0);
        Ok(())
    }

    /// What follows by itself from where things stand: who leads, who comes in, who has the floor.
    pub(super) fn follow(&mut self) {
        if self.phase == (Phase::Gathering {}) {
            self.lead_before_opening();
            self.look_at_offers();
            return self.look_at_wishes();
        }
        if self.running() {
            self.look_at_offers();
            self.part_pairs();
            self.look_for_lead();
            if !self.still() && self.floor() >= self.last_moment() {
                return self.hard_end_comes();
            }
            self.look_at_wishes();
            self.open_doors();
            self.look_for_lead();
            self.go_on();
            self.sealed_goes_on();
            self.look_at_offers();
            self.look_who_asks();
        }
    }
}
