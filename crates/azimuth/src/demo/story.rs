//! What happened when: the content's moments in the order of time.

use jiff::civil::{Date, Time, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::content::Content;

/// One moment of the story. Numbers are places in the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A cycle begins.
    CycleBegins(usize),
    /// An objective is written.
    Written { objective: usize },
    /// An objective is published.
    Published { objective: usize },
    /// An objective says what it supports.
    Aligned { objective: usize, alignment: usize },
    /// The flights from one day to another are imported.
    Flights { from: Date, until: Date },
    /// Somebody checks in.
    CheckIn { objective: usize, key_result: usize, check_in: usize },
    /// A milestone is done.
    MilestoneDone { objective: usize, key_result: usize, milestone: usize },
    /// A goalpost is moved.
    GoalpostMoved { objective: usize, key_result: usize, change: usize },
    /// A cycle ends: grading begins.
    CycleEnds(usize),
    /// A key result is left out at close.
    Excluded { objective: usize, key_result: usize },
    /// An objective with its key results is graded.
    Graded { objective: usize },
    /// A cycle is closed.
    CycleClosed(usize),
}

/// Days after the end of a cycle on which it is graded.
const GRADING_DAYS: i64 = 6;

/// Every moment up to the demo's present, in order.
pub fn moments(content: &Content) -> Vec<(Timestamp, Moment)> {
    let zone = TimeZone::get(&content.organization.time_zone).unwrap_or(TimeZone::UTC);
    let mut story = Story { zone, moments: Vec::new() };
    story.cycles(content);
    story.flights(content);
    for at in 0..content.objectives.len() {
        story.objective(content, at);
    }
    story.moments.retain(|(at, _)| *at <= content.clock.starts_at);
    story.moments.sort();
    story.moments
}

struct Story {
    zone: TimeZone,
    moments: Vec<(Timestamp, Moment)>,
}

impl Story {
    fn tell(&mut self, day: Date, at: Time, moment: Moment) {
        let instant = day
            .to_datetime(at)
            .to_zoned_datetime(self.zone.clone())
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
        self.moments.push((instant, moment));
    }

    fn cycles(&mut self, content: &Content) {
        for (at, cycle) in content.cycles.iter().enumerate() {
            self.tell(cycle.starts_on, time(7, 0, 0, 0), Moment::CycleBegins(at));
            self.tell(cycle.ends_on, time(7, 30, 0, 0), Moment::CycleEnds(at));
            let closed = plus(cycle.ends_on, GRADING_DAYS + 1);
            self.tell(closed, time(17, 0, 0, 0), Moment::CycleClosed(at));
        }
    }

    /// Each Monday morning brings the week before; the demo's own morning brings what is left.
    fn flights(&mut self, content: &Content) {
        let end = content.clock.data_loaded_to;
        let mut from = content.clock.data_starts_on;
        while from < end {
            let days_to_monday = 7 - i64::from(from.weekday().to_monday_zero_offset());
            let until = plus(from, days_to_monday).min(end);
            self.tell(until, time(6, 0, 0, 0), Moment::Flights { from, until });
            from = until;
        }
    }

    fn objective(&mut self, content: &Content, objective: usize) {
        let told = &content.objectives[objective];
        let Some(cycle) = content.cycles.iter().find(|cycle| cycle.key == told.cycle) else {
            return;
        };
        let begun = told.published_on.unwrap_or(cycle.starts_on);
        self.tell(begun, time(8, 0, 0, 0), Moment::Written { objective });
        if told.published_on.is_some() {
            self.tell(begun, time(8, 30, 0, 0), Moment::Published { objective });
        }
        for (alignment, aligned) in told.aligned_to.iter().enumerate() {
            let other =
                begun_of(content, aligned.objective.as_deref(), aligned.key_result.as_deref());
            let day = other.map_or(begun, |other| begun.max(other));
            self.tell(day, time(8, 45, 0, 0), Moment::Aligned { objective, alignment });
        }
        for key_result in 0..told.key_results.len() {
            self.key_result(content, objective, key_result);
        }
        if told.grade.is_some() {
            let day = plus(cycle.ends_on, GRADING_DAYS);
            self.tell(day, time(15, 0, 0, 0), Moment::Graded { objective });
        }
    }

    fn key_result(&mut self, content: &Content, objective: usize, key_result: usize) {
        let goal = &content.objectives[objective];
        let told = &goal.key_results[key_result];
        for (change, moved) in told.goalpost_changes.iter().enumerate() {
            let moment = Moment::GoalpostMoved { objective, key_result, change };
            self.tell(moved.on, time(11, 0, 0, 0), moment);
        }
        for (check_in, report) in told.check_ins.iter().enumerate() {
            // Spread over the morning: people do not report in the same second.
            let minute = i8::try_from((objective * 7 + key_result * 3) % 50).unwrap_or(0);
            let moment = Moment::CheckIn { objective, key_result, check_in };
            self.tell(report.on, time(8, minute, 0, 0), moment);
        }
        for (milestone, step) in told.milestones.iter().enumerate() {
            if let Some(day) = step.done_on {
                let moment = Moment::MilestoneDone { objective, key_result, milestone };
                self.tell(day, time(16, 0, 0, 0), moment);
            }
        }
        let cycle = content.cycles.iter().find(|cycle| cycle.key == goal.cycle);
        if let Some(cycle) = cycle.filter(|_| told.is_excluded) {
            let moment = Moment::Excluded { objective, key_result };
            self.tell(plus(cycle.ends_on, GRADING_DAYS), time(14, 0, 0, 0), moment);
        }
    }
}

/// When the supported goal was written.
fn begun_of(content: &Content, objective: Option<&str>, key_result: Option<&str>) -> Option<Date> {
    let goal = content.objectives.iter().find(|goal| {
        objective == Some(goal.key.as_str())
            || goal.key_results.iter().any(|own| key_result == Some(own.key.as_str()))
    })?;
    let cycle = content.cycles.iter().find(|cycle| cycle.key == goal.cycle)?;
    Some(goal.published_on.unwrap_or(cycle.starts_on))
}

fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}
