//! Drivers 驱动因素: which KPI drives which, as people believe, and what the past says of it.
//!
//! A driver is a leading indicator, what it drives an outcome. That is a belief and moves no
//! number; what a formula computes from is no belief and is not said twice. The one invariant: *no
//! KPI drives itself*, in however many steps, of drivers and formulas together.
//!
//! <!-- scoring:Evidence of drivers -->
//!
//! That one KPI drives another is what people believe. Beside it stands what the past says: the
//! correlation (Pearson's r) of their **changes** from one period to the next, over the complete
//! periods that both have, at most 24, by month, or by the longer of their periods. Changes and not
//! values, since two KPIs that both grow look alike without having to do with each other.
//!
//! | the past says | when |
//! | --- | --- |
//! | too few | fewer than 8 changes are known of both |
//! | still | one of the two has not moved |
//! | unclear | \|r\| < 2 / √n of n changes: chance alone does that once in twenty times |
//! | supports | r is positive and the influence *same*, or negative and *opposite* |
//! | contradicts | it is the other way round |
//!
//! Two that move together need not drive each other; a driver whose effect comes periods later may
//! look unclear.
//!
//! <!-- /scoring -->

use std::collections::HashMap;

use crate::cube::SeriesPoint;
use crate::id::KpiId;
use crate::period::Period;
use crate::refusal::Refusal;

/// Changes that have to be known of both before anything is said of them.
pub const CHANGES_MIN: usize = 8;

/// Which way a driver moves what it drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Influence {
    /// More of the driver, more of the driven.
    Same,
    /// More of the driver, less of the driven.
    Opposite,
}

/// What the past says of a driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Too few changes are known of both.
    TooFew,
    /// One of them has not moved.
    Still,
    /// They moved together too little to tell from chance.
    Unclear,
    /// They moved as is believed.
    Supports,
    /// They moved the other way.
    Contradicts,
}

/// How two KPIs moved beside each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Pearson's r of the changes, −1 to 1; `None` when they are too few or one does not move.
    pub correlation: Option<f64>,
    /// How many changes are known of both.
    pub change_count: usize,
    /// From the first to the last period that a change was taken from; `None` without any.
    pub span: Option<Period>,
    /// What that says of the influence that is believed.
    pub verdict: Verdict,
}

/// How the changes of two KPIs went together, of two series over the same periods.
///
/// *Shape*: point by point of the same period; what one of them has more is not looked at.
/// *Missing*: a change needs both values of both KPIs, in periods next to each other that have
/// ended. *Source*: the table of the module page.
///
/// ```
/// use goals::cube::SeriesPoint;
/// use goals::kpi_driver::{Influence, Verdict, evidence};
/// use goals::period::{Calendar, Grain};
/// let months = |values: &[f64]| -> Vec<SeriesPoint> {
///     let point = |(index, value): (usize, &f64)| SeriesPoint {
///         period: Calendar::PLAIN.period_of_index(Grain::Month, index as i32),
///         label: String::new(),
///         value: Some(*value),
///         numerator: None,
///         denominator: None,
///         count: 1,
///         is_complete: true,
///     };
///     values.iter().enumerate().map(point).collect()
/// };
/// let leads = months(&[1.0, 3.0, 2.0, 4.0, 3.0, 6.0, 2.0, 5.0, 4.0]);
/// let orders = months(&[10.0, 12.0, 11.0, 13.0, 12.0, 15.0, 11.0, 14.0, 13.0]);
/// let found = evidence(&leads, &orders, Influence::Same);
/// assert_eq!((found.change_count, found.verdict), (8, Verdict::Supports));
/// assert!((found.correlation.unwrap() - 1.0).abs() < 1e-12);
/// assert_eq!(evidence(&leads, &orders, Influence::Opposite).verdict, Verdict::Contradicts);
/// assert_eq!(evidence(&leads[1..], &orders[1..], Influence::Same).correlation, None);
/// ```
pub fn evidence(driver: &[SeriesPoint], driven: &[SeriesPoint], influence: Influence) -> Evidence {
    let both: Vec<(&SeriesPoint, &SeriesPoint)> = driver.iter().zip(driven).collect();
    let mut changes = Vec::new();
    let mut span: Option<Period> = None;
    for pair in both.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(x), Some(y)) = (change(before.0, after.0), change(before.1, after.1)) else {
            continue;
        };
        changes.push((x, y));
        let start = span.map_or(before.0.period.start, |span| span.start);
        span = Some(Period { start, end: after.0.period.end });
    }
    let correlation = if changes.len() < CHANGES_MIN { None } else { pearson(&changes) };
    let verdict = match correlation {
        _ if changes.len() < CHANGES_MIN => Verdict::TooFew,
        None => Verdict::Still,
        Some(r) if r.abs() < 2.0 / (changes.len() as f64).sqrt() => Verdict::Unclear,
        Some(r) if (r > 0.0) == (influence == Influence::Same) => Verdict::Supports,
        Some(_) => Verdict::Contradicts,
    };
    Evidence { correlation, change_count: changes.len(), span, verdict }
}

fn change(before: &SeriesPoint, after: &SeriesPoint) -> Option<f64> {
    let change = after.value? - before.value?;
    (before.is_complete && after.is_complete && change.is_finite()).then_some(change)
}

/// Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²); `None` when one of them does not vary.
///
/// Both are first divided by their largest distance from the mean, so that no square overflows.
fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let xs = normed(pairs.iter().map(|pair| pair.0))?;
    let ys = normed(pairs.iter().map(|pair| pair.1))?;
    let product: f64 = xs.iter().zip(&ys).map(|(x, y)| x * y).sum();
    let square = |all: &[f64]| all.iter().map(|one| one * one).sum::<f64>();
    let r = product / (square(&xs).sqrt() * square(&ys).sqrt());
    r.is_finite().then(|| r.clamp(-1.0, 1.0))
}

/// Distances from the mean, the largest of which is 1; `None` when all values are alike, as far as
/// their digits tell.
fn normed(values: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let values: Vec<f64> = values.collect();
    let count = values.len() as f64;
    let mean: f64 = values.iter().map(|value| value / count).sum();
    let largest = values.iter().fold(0.0, |most: f64, value| most.max((value - mean).abs()));
    let size = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    if !(largest.is_finite() && largest > size * 1e-12) {
        return None;
    }
    Some(values.iter().map(|value| (value - mean) / largest).collect())
}

/// Refuses that `driver` drives `driven` when it already follows from it, in however many steps.
///
/// `follows` gives the KPIs that one moves: those that it drives, and those whose formulas name it.
///
/// # Errors
/// [`Refusal::Cycle`] with the path, from the driver to the driver.
///
/// ```
/// use goals::id::KpiId;
/// use goals::kpi_driver::check_no_circle;
/// use uuid::Uuid;
/// let [leads, orders, revenue] = [1, 2, 3].map(|number| KpiId(Uuid::from_u128(number)));
/// let follows = |kpi: KpiId| if kpi == leads { vec![orders] } else { Vec::new() };
/// assert!(check_no_circle(orders, revenue, follows).is_ok());
/// assert!(check_no_circle(orders, leads, follows).is_err());
/// ```
pub fn check_no_circle(
    driver: KpiId,
    driven: KpiId,
    follows: impl Fn(KpiId) -> Vec<KpiId>,
) -> Result<(), Refusal> {
    let mut reached_from: HashMap<KpiId, Option<KpiId>> = HashMap::from([(driven, None)]);
    let mut open = std::collections::VecDeque::from([driven]);
    while let Some(kpi) = open.pop_front() {
        if kpi == driver {
            let back = std::iter::successors(Some(kpi), |kpi| reached_from[kpi]);
            let mut path: Vec<String> = back.map(|kpi| kpi.to_string()).collect();
            path.push(driver.to_string());
            path.reverse();
            return Err(Refusal::Cycle { noun: "kpi_driver", path });
        }
        for next in follows(kpi) {
            reached_from.entry(next).or_insert_with(|| {
                open.push_back(next);
                Some(kpi)
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::period::{Calendar, Grain};

    fn months(values: &[Option<f64>]) -> Vec<SeriesPoint> {
        let point = |(index, value): (usize, &Option<f64>)| SeriesPoint {
            period: Calendar::PLAIN.period_of_index(Grain::Month, 500 + index as i32),
            label: String::new(),
            value: *value,
            numerator: None,
            denominator: None,
            count: 1,
            is_complete: index + 1 < values.len(),
        };
        values.iter().enumerate().map(point).collect()
    }

    fn known(values: &[f64]) -> Vec<SeriesPoint> {
        months(&values.iter().copied().map(Some).collect::<Vec<_>>())
    }

    /// Eleven values: nine changes between the ten complete ones.
    const UP_AND_DOWN: [f64; 11] = [5.0, 7.0, 4.0, 9.0, 3.0, 8.0, 6.0, 7.0, 2.0, 5.0, 99.0];

    #[test]
    fn changes_are_correlated_and_not_values() {
        // Both grow without end; their changes go against each other.
        let driver = known(&[0., 3., 4., 7., 8., 11., 12., 15., 16., 19., 0.]);
        let driven = known(&[0., 1., 4., 5., 8., 9., 12., 13., 16., 17., 0.]);
        let found = evidence(&driver, &driven, Influence::Same);
        assert_eq!((found.change_count, found.verdict), (9, Verdict::Contradicts));
        assert!((found.correlation.unwrap() + 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_running_period_and_holes_are_left_out() {
        let driver = known(&UP_AND_DOWN);
        let mut driven = known(&UP_AND_DOWN);
        let found = evidence(&driver, &driven, Influence::Same);
        assert_eq!((found.change_count, found.verdict), (9, Verdict::Supports));
        let span = found.span.unwrap();
        assert_eq!((span.start, span.end), (driver[0].period.start, driver[9].period.end));
        // One hole takes two changes away: 7 are too few.
        driven[4].value = None;
        let found = evidence(&driver, &driven, Influence::Same);
        assert_eq!((found.change_count, found.correlation), (7, None));
        assert_eq!(found.verdict, Verdict::TooFew);
    }

    #[test]
    fn what_does_not_move_says_nothing() {
        let driver = known(&UP_AND_DOWN);
        // 0.1, 0.2, 0.3 …: alike but for the last digits of binary fractions.
        let even: Vec<f64> = (1..=11).map(|step| f64::from(step) * 0.1).collect();
        let found = evidence(&driver, &known(&even), Influence::Same);
        assert_eq!((found.correlation, found.verdict), (None, Verdict::Still));
        let none = evidence(&[], &driver, Influence::Same);
        assert_eq!((none.change_count, none.span, none.verdict), (0, None, Verdict::TooFew));
    }

    #[test]
    fn little_in_common_is_unclear_and_large_numbers_do_not_overflow() {
        let driver = known(&UP_AND_DOWN);
        let driven = known(&[1.0, 2.0, 2.5, 1.0, 4.0, 4.2, 3.0, 8.0, 7.0, 9.0, 0.0]);
        assert_eq!(evidence(&driver, &driven, Influence::Same).verdict, Verdict::Unclear);
        let large: Vec<f64> = UP_AND_DOWN.iter().map(|value| value * 1e300).collect();
        let found = evidence(&driver, &known(&large), Influence::Opposite);
        assert_eq!(found.verdict, Verdict::Contradicts);
    }

    #[test]
    fn a_circle_is_refused_with_the_shortest_path() {
        let kpi = |number| KpiId(Uuid::from_u128(number));
        let follows = |own: KpiId| match own.0.as_u128() {
            1 => vec![kpi(2), kpi(3)],
            2 => vec![kpi(3)],
            3 => vec![kpi(4)],
            _ => Vec::new(),
        };
        let Err(Refusal::Cycle { path, .. }) = check_no_circle(kpi(4), kpi(1), follows) else {
            panic!("a circle is refused");
        };
        let [one, three, four] = [1, 3, 4].map(|number| kpi(number).to_string());
        assert_eq!(path, [four.clone(), one, three, four]);
        assert!(check_no_circle(kpi(1), kpi(4), follows).is_ok());
    }
}
