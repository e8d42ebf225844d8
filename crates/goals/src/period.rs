//! Periods: half-open spans of days, and the calendar that cuts time into them.
//!
//! A [`Calendar`] numbers the periods of each grain without gaps, so that a series is an array. The
//! one invariant: `start_of_index(g, index(g, day)) ≤ day < start_of_index(g, index(g, day) + 1)`
//! for every day and grain. What is measured in a period lives in [`crate::cube`]; how far a period
//! has elapsed is [`crate::pace`].
//!
//! <!-- scoring:Periods -->
//!
//! Periods are half-open: `[start, end)`. Weeks are ISO weeks (Monday to Sunday, the week of the
//! year's first Thursday is W01). Quarters, halves and years follow the organisation's fiscal year,
//! which is **named after the calendar year in which it ends**: with a fiscal year that starts in
//! April, April 2013 to March 2014 is `2014` and its first three months are `2014-Q1`.
//!
//! | grain | label |
//! | --- | --- |
//! | day | `2013-10-15` |
//! | week | `2013-W42` |
//! | month | `2013-10` |
//! | quarter | `2013-Q4` |
//! | half | `2013-H2` |
//! | year | `2013` |
//!
//! A period counts in the longer span that contains **its last day**: the week from 30 September to
//! 6 October counts in October, once. So every period counts in exactly one month, quarter and
//! cycle, and never twice.
//!
//! <!-- /scoring -->

mod label;
#[cfg(test)]
mod tests;

use jiff::SignedDuration;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// A half-open span of days `[start, end)`; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// First day, inside.
    pub start: Date,
    /// First day after.
    pub end: Date,
}

impl Period {
    /// The span from `start` up to and without `end`.
    ///
    /// *Errors*: [`Refusal::EmptyPeriod`] when `end` is not after `start`.
    ///
    /// ```
    /// use goals::period::Period;
    /// use jiff::civil::date;
    /// let october = Period::new(date(2013, 10, 1), date(2013, 11, 1)).unwrap();
    /// assert_eq!(october.days(), 31);
    /// assert!(Period::new(date(2013, 10, 1), date(2013, 10, 1)).is_err());
    /// ```
    pub fn new(start: Date, end: Date) -> Result<Period, Refusal> {
        if start < end {
            Ok(Period { start, end })
        } else {
            Err(Refusal::EmptyPeriod { start, end })
        }
    }

    /// Refuses a span whose end is not after its start.
    ///
    /// *Errors*: [`Refusal::EmptyPeriod`].
    pub fn validate(&self) -> Result<(), Refusal> {
        Period::new(self.start, self.end).map(|_| ())
    }

    /// Whether `date` lies inside. The start does, the end does not.
    pub fn contains(&self, date: Date) -> bool {
        self.start <= date && date < self.end
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every day of `other` lies inside.
    pub fn encloses(&self, other: &Period) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many days it has; at least 1.
    pub fn days(&self) -> i32 {
        day_number(self.end) - day_number(self.start)
    }

    /// The last day inside.
    pub fn last_day(&self) -> Date {
        date_of_day_number(day_number(self.end) - 1)
    }

    /// Whether all of it is past when `today` begins.
    pub fn has_ended(&self, today: Date) -> bool {
        self.end <= today
    }
}

/// The size of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// A day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months of the fiscal year.
    Quarter,
    /// Six months of the fiscal year.
    Half,
    /// A fiscal year.
    Year,
}

impl Grain {
    /// Every grain, from the shortest to the longest.
    pub const ALL: [Grain; 6] =
        [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Half, Grain::Year];

    /// The stable name, as on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Half => "half",
            Grain::Year => "year",
        }
    }

    /// How many calendar months it has, where it is made of months.
    fn months(self) -> Option<i32> {
        match self {
            Grain::Day | Grain::Week => None,
            Grain::Month => Some(1),
            Grain::Quarter => Some(3),
            Grain::Half => Some(6),
            Grain::Year => Some(12),
        }
    }
}

/// How an organisation cuts time: fiscal year and working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// 1..=12; the month in which the fiscal year starts.
    pub fiscal_year_start_month: i8,
    /// Bit 0 is Monday … bit 6 is Sunday; `0b0011111` is Monday to Friday.
    pub working_days: u8,
}

impl Calendar {
    /// Calendar years and Monday to Friday.
    pub const PLAIN: Calendar = Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 };

    /// Refuses a fiscal year that starts in no month and a week without working days.
    ///
    /// *Errors*: [`Refusal::MonthOutOfRange`], [`Refusal::WorkingDaysOutOfRange`].
    pub fn validate(&self) -> Result<(), Refusal> {
        if !(1..=12).contains(&self.fiscal_year_start_month) {
            return Err(Refusal::MonthOutOfRange { value: self.fiscal_year_start_month });
        }
        if !(1..=EVERY_DAY).contains(&self.working_days) {
            return Err(Refusal::WorkingDaysOutOfRange { value: self.working_days });
        }
        Ok(())
    }

    /// The number of the period of this grain that contains `date`: consecutive periods have
    /// consecutive numbers.
    ///
    /// ```
    /// use goals::period::{Calendar, Grain};
    /// use jiff::civil::date;
    /// let calendar = Calendar::PLAIN;
    /// let index = calendar.index(Grain::Month, date(2013, 12, 31));
    /// assert_eq!(calendar.index(Grain::Month, date(2014, 1, 1)), index + 1);
    /// assert_eq!(calendar.start_of_index(Grain::Month, index), date(2013, 12, 1));
    /// ```
    pub fn index(&self, grain: Grain, date: Date) -> i32 {
        match grain.months() {
            Some(months) => self.fiscal_month(date).div_euclid(months),
            None if grain == Grain::Day => day_number(date),
            None => (day_number(date) + DAYS_FROM_MONDAY_TO_EPOCH).div_euclid(7),
        }
    }

    /// The first day of the period with this number. Saturates at the ends of the calendar (years
    /// −9999 and 9999).
    pub fn start_of_index(&self, grain: Grain, index: i32) -> Date {
        match grain.months() {
            Some(months) => {
                let month = index.saturating_mul(months).saturating_add(self.months_shifted());
                first_of_month(month)
            }
            None if grain == Grain::Day => date_of_day_number(index),
            None => date_of_day_number(index.saturating_mul(7) - DAYS_FROM_MONDAY_TO_EPOCH),
        }
    }

    /// The period with this number.
    pub fn period_of_index(&self, grain: Grain, index: i32) -> Period {
        Period {
            start: self.start_of_index(grain, index),
            end: self.start_of_index(grain, index + 1),
        }
    }

    /// The period of this grain that contains `date`.
    ///
    /// ```
    /// use goals::period::{Calendar, Grain};
    /// use jiff::civil::date;
    /// let april = Calendar { fiscal_year_start_month: 4, ..Calendar::PLAIN };
    /// let half = april.period_containing(Grain::Half, date(2013, 12, 24));
    /// assert_eq!((half.start, half.end), (date(2013, 10, 1), date(2014, 4, 1)));
    /// let week = april.period_containing(Grain::Week, date(2013, 10, 15));
    /// assert_eq!((week.start, week.end), (date(2013, 10, 14), date(2013, 10, 21)));
    /// ```
    pub fn period_containing(&self, grain: Grain, date: Date) -> Period {
        self.period_of_index(grain, self.index(grain, date))
    }

    /// The period of this grain that follows the one in which `period` starts.
    pub fn next(&self, grain: Grain, period: Period) -> Period {
        self.period_of_index(grain, self.index(grain, period.start) + 1)
    }

    /// The period of this grain before the one in which `period` starts.
    pub fn previous(&self, grain: Grain, period: Period) -> Period {
        self.period_of_index(grain, self.index(grain, period.start) - 1)
    }

    /// The numbers of the periods that count in `span`: those whose last day lies inside. May be
    /// empty.
    pub fn indexes_between(&self, grain: Grain, span: Period) -> std::ops::Range<i32> {
        self.index(grain, span.start)..self.index(grain, span.end)
    }

    /// The periods that count in `span`: those whose last day lies inside, in order. May be none.
    ///
    /// ```
    /// use goals::period::{Calendar, Grain, Period};
    /// use jiff::civil::date;
    /// let october = Period::new(date(2013, 10, 1), date(2013, 11, 1)).unwrap();
    /// let weeks: Vec<Period> = Calendar::PLAIN.periods_between(Grain::Week, october).collect();
    /// // The week of 30 September ends in October and counts; that of 28 October does not.
    /// assert_eq!((weeks[0].start, weeks[0].end), (date(2013, 9, 30), date(2013, 10, 7)));
    /// assert_eq!((weeks.len(), weeks[3].end), (4, date(2013, 10, 28)));
    /// ```
    pub fn periods_between(
        &self,
        grain: Grain,
        span: Period,
    ) -> impl DoubleEndedIterator<Item = Period> + use<> {
        let calendar = *self;
        self.indexes_between(grain, span).map(move |index| calendar.period_of_index(grain, index))
    }

    /// How many working days lie in `[start, end)`; 0 when `end` is not after `start`. Constant
    /// time.
    ///
    /// ```
    /// use goals::period::Calendar;
    /// use jiff::civil::date;
    /// // Tuesday 1 October up to Tuesday 15 October 2013: two weeks of five days.
    /// assert_eq!(Calendar::PLAIN.working_days_between(date(2013, 10, 1), date(2013, 10, 15)), 10);
    /// ```
    pub fn working_days_between(&self, start: Date, end: Date) -> i32 {
        let (first, last) = (day_number(start), day_number(end));
        if last <= first {
            0
        } else {
            self.working_days_before(last) - self.working_days_before(first)
        }
    }

    /// The name of the period of this grain that contains `date`; fiscal years are named after the
    /// year they end in.
    ///
    /// ```
    /// use goals::period::{Calendar, Grain};
    /// use jiff::civil::date;
    /// let day = date(2013, 10, 15);
    /// let labels = |calendar: Calendar| Grain::ALL.map(|grain| calendar.label(grain, day));
    /// let plain = labels(Calendar::PLAIN);
    /// assert_eq!(plain, ["2013-10-15", "2013-W42", "2013-10", "2013-Q4", "2013-H2", "2013"]);
    /// let april = Calendar { fiscal_year_start_month: 4, ..Calendar::PLAIN };
    /// let fiscal = labels(april);
    /// assert_eq!(fiscal, ["2013-10-15", "2013-W42", "2013-10", "2014-Q3", "2014-H2", "2014"]);
    /// ```
    pub fn label(&self, grain: Grain, date: Date) -> String {
        let fiscal = self.fiscal_month(date);
        let year = fiscal.div_euclid(12) + i32::from(self.months_shifted() > 0);
        let month_of_year = fiscal.rem_euclid(12);
        match grain {
            Grain::Day => date.to_string(),
            Grain::Week => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Month => label::of_month(date),
            Grain::Quarter => format!("{year:04}-Q{}", month_of_year / 3 + 1),
            Grain::Half => format!("{year:04}-H{}", month_of_year / 6 + 1),
            Grain::Year => format!("{year:04}"),
        }
    }

    /// The first day of the period with this name; the inverse of [`Calendar::label`]. `None` for
    /// any other text.
    ///
    /// ```
    /// use goals::period::{Calendar, Grain};
    /// use jiff::civil::date;
    /// let calendar = Calendar::PLAIN;
    /// assert_eq!(calendar.parse_label(Grain::Week, "2013-W05"), Some(date(2013, 1, 28)));
    /// assert_eq!(calendar.parse_label(Grain::Half, "2013-H2"), Some(date(2013, 7, 1)));
    /// assert_eq!(calendar.parse_label(Grain::Quarter, "2013-Q5"), None);
    /// ```
    pub fn parse_label(&self, grain: Grain, label: &str) -> Option<Date> {
        let (year, rest) = label.split_once('-').unwrap_or((label, ""));
        let year: i16 = year.parse().ok()?;
        let in_year = |letter: &str| rest.strip_prefix(letter)?.parse::<i8>().ok();
        // Fiscal year 0 starts in the year before the one it is named after, unless it starts in
        // January.
        let fiscal = i32::from(year) - i32::from(self.months_shifted() > 0);
        let index = |per_year: i32, number: i8| fiscal * per_year + i32::from(number) - 1;
        let start = match grain {
            Grain::Day => label.parse().ok()?,
            Grain::Week => ISOWeekDate::new(year, in_year("W")?, Weekday::Monday).ok()?.date(),
            Grain::Month => Date::new(year, rest.parse().ok()?, 1).ok()?,
            Grain::Quarter => self.start_of_index(grain, index(4, in_year("Q")?)),
            Grain::Half => self.start_of_index(grain, index(2, in_year("H")?)),
            Grain::Year => self.start_of_index(grain, index(1, 1)),
        };
        // Lenient spellings ("2013-9") and numbers past the year's end have another name.
        (self.label(grain, start) == label).then_some(start)
    }

    /// Months between January and the fiscal year's first month, 0..=11.
    fn months_shifted(&self) -> i32 {
        i32::from(self.fiscal_year_start_month) - 1
    }

    /// Months since the start of fiscal year 0.
    fn fiscal_month(&self, date: Date) -> i32 {
        i32::from(date.year()) * 12 + i32::from(date.month()) - 1 - self.months_shifted()
    }

    /// Working days from the Monday before 1970 up to a day; negative before.
    fn working_days_before(&self, day: i32) -> i32 {
        let working =
            if self.working_days & EVERY_DAY == 0 { EVERY_DAY } else { self.working_days };
        let since_monday = day + DAYS_FROM_MONDAY_TO_EPOCH;
        let (weeks, weekday) = (since_monday.div_euclid(7), since_monday.rem_euclid(7));
        let begun = working & EVERY_DAY & ((1_u8 << weekday) - 1);
        weeks * (working & EVERY_DAY).count_ones() as i32 + begun.count_ones() as i32
    }
}

const EVERY_DAY: u8 = 0b111_1111;
const EPOCH: Date = Date::constant(1970, 1, 1);
/// 1 January 1970 was a Thursday.
const DAYS_FROM_MONDAY_TO_EPOCH: i32 = 3;

/// Days since 1 January 1970.
fn day_number(date: Date) -> i32 {
    (date.duration_since(EPOCH).as_hours() / 24) as i32
}

fn date_of_day_number(day: i32) -> Date {
    EPOCH.saturating_add(SignedDuration::from_hours(i64::from(day) * 24))
}

/// The first day of a month, counted from January of year 0.
fn first_of_month(month: i32) -> Date {
    let (year, month_of_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let end = if year < 0 { Date::MIN } else { Date::MAX };
    i16::try_from(year).ok().map_or(end, |y| Date::new(y, month_of_year as i8, 1).unwrap_or(end))
}
