//! Staleness: whether a value is late against the promise of when it would be there.
//!
//! <!-- scoring:Late values -->
//!
//! A KPI promises its value N working days after its period has ended. Once N working days have
//! passed and nothing is recorded, it is late. *Worked*: October 2013 ends on a Thursday; five
//! working days later is Thursday 7 November; on Friday 8 November it is late.
//!
//! <!-- /scoring -->

use goals::period::{Calendar, Grain, Period};
use jiff::Span;
use jiff::civil::Date;

/// Working days after the period when a KPI promises nothing else.
pub const PROMISE_DEFAULT: u32 = 5;

/// What is the latest that is known, and what is due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Staleness {
    /// The latest period with a recorded value.
    pub latest: Period,
    /// The period that is due next, or late.
    pub awaited: Period,
    /// The last day on which it is in time.
    pub due_on: Date,
    /// Whether it is late.
    pub is_late: bool,
    /// How many periods that should be there are not.
    pub late_periods: u32,
}

/// The last day on which the value of `period` is in time; on the day after it is late.
///
/// ```
/// use forecast::staleness;
/// use goals::period::{Calendar, Grain};
/// use jiff::civil::date;
///
/// let calendar = Calendar::PLAIN;
/// let october = calendar.period_containing(Grain::Month, date(2013, 10, 1));
/// assert_eq!(staleness::due_on(&calendar, october, 5), date(2013, 11, 7));
/// // A promise of nothing: the value is there when the period is over.
/// assert_eq!(staleness::due_on(&calendar, october, 0), date(2013, 10, 31));
/// ```
pub fn due_on(calendar: &Calendar, period: Period, promise: u32) -> Date {
    let promised = i32::try_from(promise).unwrap_or(i32::MAX);
    // The promise is short, so counting days is too; a week has one working day at least.
    let days = i64::from(promise.min(366)) * 7 + 1;
    (0..=days)
        .map(|day| period.end.saturating_add(Span::new().days(day)))
        .find(|day| calendar.working_days_between(period.end, *day) >= promised)
        .map_or(period.end, |day| day.saturating_sub(Span::new().days(1)))
}

/// How late the period after `latest`, a day of the latest recorded one, is.
///
/// ```
/// use forecast::staleness;
/// use goals::period::{Calendar, Grain};
/// use jiff::civil::date;
/// let on = |today| staleness::of(&Calendar::PLAIN, Grain::Month, date(2013, 9, 1), 5, today);
/// assert_eq!(on(date(2013, 11, 7)).due_on, date(2013, 11, 7));
/// assert!(!on(date(2013, 11, 7)).is_late);
/// assert!(on(date(2013, 11, 8)).is_late);
/// ```
pub fn of(
    calendar: &Calendar,
    frequency: Grain,
    latest: Date,
    promise: u32,
    today: Date,
) -> Staleness {
    let latest = calendar.period_containing(frequency, latest);
    let awaited = calendar.next(frequency, latest);
    let promised = i32::try_from(promise).unwrap_or(i32::MAX);
    let is_late = |period: Period| {
        period.has_ended(today) && calendar.working_days_between(period.end, today) >= promised
    };
    let due_on = due_on(calendar, awaited, promise);
    let running = calendar.index(frequency, today);
    let first = calendar.index(frequency, awaited.start);
    let late = (first..running)
        .take_while(|index| is_late(calendar.period_of_index(frequency, *index)))
        .take(1_000)
        .count();
    Staleness {
        latest,
        awaited,
        due_on,
        is_late: late > 0,
        late_periods: u32::try_from(late).unwrap_or(u32::MAX),
    }
}
