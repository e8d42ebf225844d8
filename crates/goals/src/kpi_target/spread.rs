//! Spreading a target over the periods of its span: by working days, evenly, by last year's shape,
//! or by hand.
//!
//! <!-- scoring:Spreading a target -->
//!
//! A target for a long span is spread over its periods. Where the KPI adds up over time (sum,
//! count) the parts add up to the whole exactly: each part gets its quota rounded down at the KPI's
//! decimals, and the periods with the largest remainders one step more, the earlier first.
//!
//! | method | quota of a period |
//! | --- | --- |
//! | by working days | whole · working days of the period / working days of the span |
//! | by periods | whole / number of periods |
//! | by last year's shape | whole · value of the period a year before / Σ of those values |
//! | by hand | as given; refused with the difference when it does not add up |
//!
//! *Worked*: 100 over the quarters of a year that had 10, 20, 30 and 70 a year before (Σ 130): the
//! quotas are 7.69, 15.38, 23.08 and 53.85; rounded down they come to 98, so the largest remainders
//! (the fourth and the first quarter) get one more: 8, 15, 23 and 54.
//!
//! Every other KPI has the same marks in every period, or those given by hand. By hand they are
//! compared with the whole as a mean weighted by last year's denominators where those are known,
//! and with nothing otherwise.
//!
//! <!-- /scoring -->

use super::parts::{Divided, How, Rules, divide};
use super::{KpiTarget, Marks, PartsRefusal};
use crate::period::{Calendar, Grain, Period};
use crate::refusal::Refusal;

/// How a target is spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread<'a> {
    /// In proportion to the working days of each period.
    WorkingDays,
    /// Evenly.
    Periods,
    /// In proportion to what each period had a year before; `None` where that is not known.
    LastYear(&'a [Option<f64>]),
    /// The same marks in every period.
    Same,
    /// As given, with how much each period counted a year before, where that is known.
    ByHand(&'a [Marks], Option<&'a [f64]>),
}

/// The periods of a grain that cut a span without a rest.
///
/// *Errors*: [`PartsRefusal::SpanNotCut`].
///
/// ```
/// use goals::kpi_target::spread::periods;
/// use goals::period::{Calendar, Grain, Period};
/// use jiff::civil::date;
/// let year = Period::new(date(2013, 1, 1), date(2014, 1, 1))?;
/// assert_eq!(periods(&Calendar::PLAIN, Grain::Month, year)?.len(), 12);
/// assert_eq!(periods(&Calendar::PLAIN, Grain::Week, year).unwrap_err().code(), "span_not_cut");
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
pub fn periods(calendar: &Calendar, grain: Grain, span: Period) -> Result<Vec<Period>, Refusal> {
    let periods: Vec<Period> = calendar.periods_between(grain, span).collect();
    let ends = periods.first().zip(periods.last());
    match ends.filter(|(first, last)| first.start == span.start && last.end == span.end) {
        Some(_) => Ok(periods),
        None => {
            let Period { start, end } = span;
            Err(PartsRefusal::SpanNotCut { grain, start, end }.into())
        }
    }
}

/// The period a year before: of the same name for months and longer, 52 weeks before for weeks, the
/// same date for days.
///
/// ```
/// use goals::kpi_target::spread::year_before;
/// use goals::period::{Calendar, Grain};
/// use jiff::civil::date;
/// let calendar = Calendar::PLAIN;
/// let august = calendar.period_containing(Grain::Month, date(2013, 8, 1));
/// assert_eq!(year_before(&calendar, Grain::Month, august).start, date(2012, 8, 1));
/// ```
pub fn year_before(calendar: &Calendar, grain: Grain, period: Period) -> Period {
    let back = match grain {
        Grain::Week => 52,
        Grain::Month => 12,
        Grain::Quarter => 4,
        Grain::Half => 2,
        Grain::Year => 1,
        Grain::Day => {
            let day = period.start.saturating_sub(jiff::Span::new().years(1));
            return calendar.period_containing(Grain::Day, day);
        }
    };
    calendar.period_of_index(grain, calendar.index(grain, period.start) - back)
}

/// The marks of each period of a target's span.
///
/// *Shape*: as many parts as `periods`.
///
/// *Errors*: [`PartsRefusal::MethodDoesNotFit`] for dividing what does not add up, or repeating
/// what does; [`PartsRefusal::ShapeUnknown`], [`PartsRefusal::SharesEmpty`],
/// [`Refusal::NegativeWeight`] for a shape that is none; [`PartsRefusal::CountDiffers`],
/// [`PartsRefusal::MarkMissing`], [`PartsRefusal::DoNotAddUp`] and those of [`Marks::validate`] for
/// parts given by hand; [`PartsRefusal::NotExact`].
///
/// ```
/// use goals::id::{KpiId, KpiTargetId};
/// use goals::kpi::{Aggregation, Direction};
/// use goals::kpi_target::spread::{Spread, periods, spread};
/// use goals::kpi_target::{KpiTarget, Rules};
/// use goals::period::{Calendar, Grain, Period};
/// use jiff::civil::date;
/// use uuid::Uuid;
/// let year = KpiTarget {
///     id: KpiTargetId(Uuid::nil()),
///     kpi: KpiId(Uuid::nil()),
///     org_unit: None,
///     person: None,
///     period: Period::new(date(2013, 1, 1), date(2014, 1, 1))?,
///     floor: None,
///     target: Some(100.0),
///     stretch: None,
///     range: None,
/// };
/// let (direction, decimals) = (Direction::Higher, 0);
/// let rules = Rules { aggregation: Aggregation::Sum, direction, decimals };
/// let calendar = Calendar::PLAIN;
/// let quarters = periods(&calendar, Grain::Quarter, year.period)?;
/// let targets = |how| -> Result<Vec<f64>, goals::refusal::Refusal> {
///     let parts = spread(&year, &calendar, &quarters, how, &rules)?.parts;
///     Ok(parts.into_iter().filter_map(|part| part.target).collect())
/// };
/// let before = [10.0, 20.0, 30.0, 70.0].map(Some);
/// assert_eq!(targets(Spread::LastYear(&before))?, [8.0, 15.0, 23.0, 54.0]);
/// assert_eq!(targets(Spread::Periods)?, [25.0, 25.0, 25.0, 25.0]);
/// // 64, 65, 66 and 66 working days.
/// assert_eq!(targets(Spread::WorkingDays)?, [25.0, 25.0, 25.0, 25.0]);
/// assert_eq!(targets(Spread::Same).unwrap_err().code(), "method_does_not_fit");
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
pub fn spread(
    target: &KpiTarget,
    calendar: &Calendar,
    periods: &[Period],
    how: Spread<'_>,
    rules: &Rules,
) -> Result<Divided, Refusal> {
    let whole = target.marks();
    let misfit = |method| {
        let is_additive = rules.is_additive();
        Err(PartsRefusal::MethodDoesNotFit { method, is_additive }.into())
    };
    let weights: Vec<f64> = match how {
        Spread::Same if rules.is_additive() => return misfit("same"),
        Spread::Same => return divide(&whole, How::Same(periods.len()), rules),
        Spread::ByHand(parts, _) if parts.len() != periods.len() => {
            let (given, expected) = (parts.len(), periods.len());
            return Err(PartsRefusal::CountDiffers { given, expected }.into());
        }
        Spread::ByHand(parts, weights) => {
            return divide(&whole, How::ByHand(parts, weights), rules);
        }
        Spread::WorkingDays | Spread::Periods | Spread::LastYear(_) if !rules.is_additive() => {
            return misfit(how.key());
        }
        Spread::WorkingDays => {
            let days = |p: &Period| f64::from(calendar.working_days_between(p.start, p.end));
            periods.iter().map(days).collect()
        }
        Spread::Periods => vec![1.0; periods.len()],
        Spread::LastYear(values) => {
            let unknown = |at: usize| PartsRefusal::ShapeUnknown {
                label: periods.get(at).map_or_else(String::new, |p| p.start.to_string()),
            };
            let known = |(at, value): (usize, &Option<f64>)| value.ok_or_else(|| unknown(at));
            values.iter().enumerate().map(known).collect::<Result<_, _>>()?
        }
    };
    divide(&whole, How::Shares(&weights), rules)
}

impl Spread<'_> {
    /// The stable name, as on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Spread::WorkingDays => "working_days",
            Spread::Periods => "periods",
            Spread::LastYear(_) => "last_year",
            Spread::Same => "same",
            Spread::ByHand(..) => "by_hand",
        }
    }
}
