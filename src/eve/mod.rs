//! The day before a date on which nobody leads or serves, whoever may take that is told, each once for the
//! date: on their devices and by mail, as far as they want either. Each look makes the same jobs, and a job
//! that is no longer so tells nothing.

mod keeper;
mod limits;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use self::{keeper::Asking, limits::TOLD_BEFORE_MS, work::AskWork};

use crate::{
    hub::duties::Lacking,
    mail::Kind,
    push::NoticeKind,
    room::{
        duties::{Duty, Holder},
        schedule::Date,
    },
    store::Job,
};

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Nobody leads.
    Lead,
    /// Nobody has another duty.
    Duty,
}

impl Ask {
    const ALL: [Self; 2] = [Self::Lead, Self::Duty];

    const fn of(duty: Duty) -> Self {
        match duty {
            Duty::Lead => Self::Lead,
            Duty::SecondLead | Duty::Timekeeper | Duty::Greeter | Duty::Presenter => Self::Duty,
        }
    }

    /// The kind of the job that tells it on devices.
    const fn notice_job(self) -> &'static str {
        match self {
            Self::Lead => "lead_open_notice",
            Self::Duty => "duty_open_notice",
        }
    }

    const fn notice(self, to: Holder) -> NoticeKind {
        match self {
            Self::Lead => NoticeKind::LeadOpen(to),
            Self::Duty => NoticeKind::DutyOpen(to),
        }
    }

    const fn mail(self) -> Kind {
        match self {
            Self::Lead => Kind::LeadOpen,
            Self::Duty => Kind::DutyOpen,
        }
    }
}

/// What the jobs about a date are called: one that has moved is asked for by itself.
fn name(date: &Date) -> String {
    if date.moved { format!("{}@{}", date.key, date.local) } else { date.key.to_string() }
}

/// Who is asked by a job, if that is still open for them.
fn taker(open: &[Lacking], job: &Job, ask: Ask) -> Option<Holder> {
    let of_date = open.iter().find(|lacking| name(&lacking.date) == job.date)?;
    of_date.takers.get(&job.person).filter(|taker| Ask::of(taker.duty) == ask).map(|taker| taker.who)
}
