//! Deciding: from a permitted command, a signal or a deadline to events. A [`Transition`] records each
//! event and applies it at once. A command is refused before anything is recorded, or not at all.

mod agenda;
mod aside;
mod clock;
mod connection;
mod course;
mod duty;
mod help;
mod lead;
mod mode;
mod moderation;
mod more_time;
mod observing;
mod offer;
mod presence;
mod queue;
mod round;
mod round_command;
mod sealed;
mod settle;
mod speak;
mod take_back;
mod talk;
mod topics;
mod transition;
mod turn_command;
mod turns;

use transition::{Step, Transition};

use super::{
    command::Command,
    input::{Input, Outcome, Signal},
    offer::Offered,
    permit::{Permitted, permit},
    refusal::Refusal,
    state::Meeting,
    time::MeetingMs,
};

impl Transition<'_> {
    fn command(&mut self, permitted: &Permitted) -> Result<u64, Refusal> {
        self.dispatch(permitted)?;
        self.note_return(permitted.who());
        self.settle();
        Ok(self.message.map_or(self.seq, |message| message.0))
    }

    fn dispatch(&mut self, permitted: &Permitted) -> Step {
        let who = permitted.who();
        match permitted.command() {
            Command::Join { guidelines_version, adult, name: _ } => {
                self.join(permitted.actor(), *guidelines_version, *adult)
            }
            Command::Leave { quiet } => self.leave(who, *quiet),
            Command::OpenMeeting {} => self.open(who),
            Command::EndMeeting {} => self.end_by(who),
            Command::Admit { who: whom } => self.admit_by(who, *whom),
            Command::Deny { who: whom } => self.deny(who, *whom),
            Command::Post { text, note } => self.post(permitted, text, note.as_deref()),
            Command::Whisper { to, text } => self.whisper(who, *to, text),
            Command::React { message, reaction } => self.react(who, *message, *reaction),
            Command::WhisperAlone { to, text } => self.whisper_alone(who, *to, text),
            Command::TakeBack { message } => self.take_back_own(who, *message),
            Command::TakeBackOther { message, reason } => self.take_back_other(who, *message, *reason),
            Command::TakeBackAll { who: whom, reason } => self.take_back_all(who, *whom, *reason),
            Command::Cover { message, note } => self.cover(who, *message, note),
            Command::SendToDoor { who: whom } => self.send_to_door(who, *whom),
            Command::PutOff { who: whom, word } => self.put_off(who, *whom, word.as_deref()),
            Command::SetDoor { door } => self.set_door(who, *door),
            Command::AskForHelp {} => self.ask_for_help(who),
            Command::SeeHelp { who: whom } => self.see_help(who, *whom),
            Command::ClaimHelp { who: whom, on } => self.claim_help(who, *whom, *on),
            Command::Accept { turn } => self.accept(who, *turn),
            Command::StartTimer { turn } => self.start_timer(who, *turn),
            Command::Pass { turn } => self.pass(who, *turn),
            Command::Defer { turn } => self.defer(who, *turn),
            Command::AnswerOffer { what, yes } => self.answer_offer(who, *what, *yes),
            Command::WithdrawOffer { who: whom, what } => self.withdraw_offer(who, *whom, *what),
            Command::AskToSpeak { on } => self.ask_to_speak(who, *on),
            Command::AnswerObserver { who: whom, yes } => self.answer_observer(who, *whom, *yes),
            Command::StepAside { who: whom } => self.step_aside(who, *whom),
            Command::EndAside { who: whom } => self.end_aside_by(who, *whom),
            Command::Done { turn } => self.done(who, *turn),
            Command::AskForMore { turn } => self.ask_for_more(who, *turn),
            Command::Object {} => self.object(who),
            Command::AskFeedback { turn, kind } => self.ask_feedback(who, *turn, *kind),
            Command::StopFeedback { turn } => self.stop_feedback(who, *turn),
            Command::NameNext { turn, who: next } => self.name_next(*turn, *next),
            Command::RaiseHand {} => self.raise_hand(who),
            Command::LowerHand {} => self.lower_hand(who),
            Command::ListenOnly { on } => self.listen_only(who, *on),
            Command::SetMultiplier { percent } => self.set_multiplier(who, *percent),
            Command::StartRound { item } => self.start_round(*item),
            Command::CloseRound { round } => self.close_round_by(*round),
            Command::WriteSealed { round, text, note } => {
                self.write_sealed(who, *round, text, note.as_deref())
            }
            Command::PassSealed { round } => self.pass_sealed(who, *round),
            Command::TakeBackSealed { round } => self.take_back_sealed(who, *round),
            Command::OpenSealed { round, shown } => self.open_sealed_by(who, *round, *shown),
            Command::CallNext { from } => self.call_next(*from),
            Command::GiveFloor { from, to } => self.give_floor(*from, *to),
            Command::TakeFloor { turn } => self.take_floor(*turn),
            Command::Nudge { turn } => self.nudge(*turn),
            Command::Extend { turn } => self.extend(*turn),
            Command::MoveInOrder { who: whom, before } => self.move_in_order(who, *whom, *before),
            Command::Advance { from, to } => self.advance(who, *from, *to),
            Command::ArrangeAgenda { current, coming } => self.arrange_agenda(who, *current, coming),
            Command::MoveTime { current, from, to, minutes } => {
                self.move_time(who, *current, (*from, *to), *minutes)
            }
            Command::TurnPage { item, page } => self.turn_page(who, *item, *page),
            Command::ProposeTopic { text } => self.propose_topic(who, text),
            Command::WithdrawTopic { topic } => self.withdraw_topic(who, *topic),
            Command::ChooseTopic { topic, on } => self.choose_topic(who, *topic, *on),
            Command::TakeUpTopic { topic } => self.take_up_topic(who, *topic),
            Command::ChangeMode { item, mode, crosstalk } => self.change_mode(who, *item, *mode, *crosstalk),
            Command::SwitchReactions { item, on } => self.switch_reactions(who, *item, *on),
            Command::PauseFloor {} => self.pause_floor(who),
            Command::HoldSilence { seconds } => self.hold_silence(who, *seconds),
            Command::ResumeFloor {} => self.resume_floor_by(who),
            Command::Mute { who: whom, for_ms } => self.mute(who, *whom, *for_ms),
            Command::Unmute { who: whom } => self.unmute(who, *whom),
            Command::MuteAll {} => self.mute_all(who),
            Command::UnmuteAll {} => self.unmute_all(who),
            Command::Remove { who: whom, reason } => self.remove(who, *whom, *reason),
            Command::Ban { who: whom, reason } => self.ban(who, *whom, *reason),
            Command::GiveRole { who: whom, role } => self.give_role(who, *whom, *role),
            Command::SetService { who: whom, service, on } => self.set_service(who, *whom, *service, *on),
            Command::HandOverLead { to } => self.offer_to(who, *to, Offered::Lead {}),
            Command::Volunteer {} => self.volunteer(who),
        }
    }

    fn signal(&mut self, signal: Signal) {
        match signal {
            Signal::Connected { who } => self.connected(who),
            Signal::Disconnected { who } => self.disconnected(who),
            Signal::Revoked { who } => self.revoked(who),
            Signal::Held { who } => self.hold_at_door(who),
            Signal::Owns { who } => self.owns(who),
            Signal::DateChanged {} => self.date_changed(),
            Signal::Duties { duties } => self.note_duties(duties),
            Signal::Reachable { who, on } => self.reachable(who, on),
            Signal::Restarted {} => self.stand_still(self.meeting.at_ms),
            Signal::Leaving {} => self.stand_still(self.at_ms),
            Signal::Wake {} => {}
        }
        self.settle();
    }
}

impl Meeting {
    /// The only way in: first every deadline that is due happens, each at its own time, then the command
    /// is permitted and decided, and then what that made due at once. A time before the last event's
    /// counts as that time.
    ///
    /// It works in place. To keep the meeting as it was, handle on a clone.
    pub fn handle(&mut self, input: Input, at_ms: MeetingMs) -> Outcome {
        let at_ms = at_ms.max(self.at_ms);
        let mut transition = Transition::new(self, at_ms);
        if input != Input::Signal(Signal::Restarted {}) {
            transition.settle_due(at_ms);
        }
        transition.at_ms = at_ms;
        let result = match input {
            Input::Command { actor, command } => {
                permit(&transition, &actor, command).and_then(|permitted| transition.command(&permitted))
            }
            Input::Signal(signal) => {
                transition.signal(signal);
                Ok(transition.seq)
            }
        };
        transition.settle_due(at_ms);
        Outcome { events: transition.events, result }
    }
}
