//! Plays a history to the model and to the state machine, and tells where they part. A history that
//! parts them is shrunk to the steps it needs.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

use rondo::meeting::{
    agenda::AgendaItem,
    command::Command,
    event::Event,
    input::Outcome,
    state::{Meeting, Participant, Place},
    time::MeetingMs,
};

use crate::{
    picture::Picture,
    reference::Model,
    step::{Act, Case, Step},
};

/// Where the model and the state machine part.
#[derive(Debug, Clone)]
pub(crate) struct Disagreement {
    /// The number of the step, from 0.
    pub(crate) step: usize,
    /// In what.
    pub(crate) what: String,
}

/// The model beside the state machine.
pub(crate) struct Pair {
    pub(crate) meeting: Meeting,
    model: Model,
}

impl Pair {
    pub(crate) fn new(case: &Case) -> Self {
        let (meeting, _) = Meeting::create(case.config.clone(), MeetingMs::ZERO);
        Self { meeting, model: Model::new(case.config.clone()) }
    }

    /// Whoever is known and not connected has no way to send anything.
    fn can_send(&self, act: &Act) -> bool {
        let Act::Command { who, command, .. } = act else { return true };
        let inside = |p: &&Participant| matches!(p.person.place, Place::Waiting | Place::Present);
        let person = self.meeting.people.get(who).filter(inside);
        person.is_none_or(|p| p.person.connected) || matches!(command, Command::Join { .. })
    }

    /// One step for both.
    ///
    /// # Errors
    /// In what they differ after it.
    pub(crate) fn step(&mut self, step: &Step) -> Result<(), String> {
        if !self.can_send(&step.act) {
            return Ok(());
        }
        let answer = self.model.step(&step.act, step.at_ms);
        let Outcome { events, result } = self.meeting.handle(step.act.input(), step.at_ms);
        for event in events.iter().map(|recorded| &recorded.numbered.event) {
            if let Event::Posted { message } | Event::Whispered { message } = event {
                self.model.named(message.id);
            }
        }
        if let Act::Command { .. } = &step.act {
            let agree = match (&answer, &result) {
                (Ok(()), Ok(_)) | (Err(None), Err(_)) => true,
                (Err(Some(model)), Err(machine)) => model == machine,
                _ => false,
            };
            if !agree {
                return Err(format!("the answer: model {answer:?}, machine {result:?}"));
            }
        }
        let model = Picture::of_model(&self.model);
        let machine = Picture::of_meeting(&self.meeting, step.at_ms);
        if model == machine { Ok(()) } else { Err(model.differences(&machine)) }
    }
}

/// The first disagreement, if there is one. A panic of either counts as one.
pub(crate) fn play(case: &Case) -> Option<Disagreement> {
    let mut pair = Pair::new(case);
    for (number, step) in case.steps.iter().enumerate() {
        let what = match catch_unwind(AssertUnwindSafe(|| pair.step(step))) {
            Ok(Ok(())) => continue,
            Ok(Err(what)) => what,
            Err(_) => "one of them panicked".to_owned(),
        };
        return Some(Disagreement { step: number, what });
    }
    None
}

/// The same disagreement, or another one, in fewer steps: drops ever smaller runs of steps as long
/// as the two still part.
pub(crate) fn shrink(case: &Case) -> Case {
    let mut best = case.clone();
    if let Some(parted) = play(&best) {
        best.steps.truncate(parted.step + 1);
    }
    let mut run = best.steps.len();
    while run > 0 {
        let mut from = 0;
        while from < best.steps.len() {
            let mut shorter = best.clone();
            shorter.steps.drain(from..(from + run).min(best.steps.len()));
            match play(&shorter) {
                Some(parted) => {
                    shorter.steps.truncate(parted.step + 1);
                    best = shorter;
                }
                None => from += run,
            }
        }
        run /= 2;
    }
    best
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { config, steps } = self;
        writeln!(f, "{:?}, {:?}", config.kind, config.settings.limit)?;
        let first = |step: &Step| format!("{:?}", step.act).contains("Advance");
        let shown = if steps.iter().any(first) { config.agenda.len() } else { 1 };
        for AgendaItem { minutes, mode, crosstalk, share_ms, closing, .. } in config.agenda.iter().take(shown)
        {
            writeln!(f, "  {minutes} min {mode:?}, {crosstalk:?}, {share_ms} ms, closing {closing}")?;
        }
        for step in steps {
            writeln!(f, "{:>9} {:?}", step.at_ms.as_ms(), step.act)?;
        }
        Ok(())
    }
}

/// Ids as the numbers they were made of.
pub(crate) fn readable(text: &str) -> String {
    (0..=9)
        .map(crate::step::id)
        .enumerate()
        .fold(text.to_owned(), |text, (n, id)| text.replace(&format!("{id:?}"), &format!("#{n}")))
}
