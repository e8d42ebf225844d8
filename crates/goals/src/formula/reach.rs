//! How far back a formula looks: which measurements have to be at hand before it may be computed.
//!
//! The answer may be too far and never too near, so that a value is either right or not computed.

use super::Formula;
use super::function::{ALL, Kind};
use crate::cube::{CARRIED_YEARS_MAX, Cube};
use crate::id::KpiId;
use crate::kpi::{Kpi, MissingPolicy};

/// No year is longer.
const YEAR_DAYS: i64 = 366;
/// Of two spans of one grain the longer has at most so many days more: February and March.
const UNEVEN_DAYS: i64 = 3;

impl Formula {
    /// How many days before a span of `span_days` its inputs are read; `None` when it computes the
    /// number of periods, which may then be any.
    fn reach_days(&self, span_days: i64) -> Option<i64> {
        let each = self.calls().iter().map(|call| {
            let function = ALL.iter().find(|own| own.name == &*call.function)?;
            Some(match function.kind {
                Kind::Previous | Kind::Rolling => {
                    self.periods_of(call)?.saturating_mul(span_days + UNEVEN_DAYS)
                }
                Kind::LastYear | Kind::YearToDate => YEAR_DAYS,
                Kind::Target | Kind::Sum | Kind::Mean | Kind::Min | Kind::Max | Kind::Count => 0,
            })
        });
        each.chain([Some(0)]).collect::<Option<Vec<i64>>>()?.into_iter().max()
    }

    /// The number behind the KPI, when it stands there as one; 1 when there is none.
    fn periods_of(&self, call: &feel::Call) -> Option<i64> {
        let text = self.text().get(call.span.start as usize..call.span.end as usize)?;
        let (_, arguments) = text.strip_suffix(')')?.split_once('(')?;
        match arguments.rsplit_once(',') {
            None => Some(1),
            Some((_, periods)) => periods.trim().parse().ok(),
        }
    }
}

impl Kpi {
    fn reach_days(&self, span_days: i64) -> Option<i64> {
        let formulas = self.versions.iter().filter_map(|version| version.formula.as_ref());
        let each = formulas.map(|formula| formula.reach_days(span_days));
        let furthest = each.chain([Some(0)]).collect::<Option<Vec<i64>>>()?.into_iter().max()?;
        let fills = self.is_computed() && self.missing == MissingPolicy::CarryForward;
        Some(furthest + if fills { i64::from(CARRIED_YEARS_MAX) * YEAR_DAYS } else { 0 })
    }
}

impl Cube {
    /// How many days before a span of `span_days` the measurements lie that the KPI's value of the
    /// span rests on, through all the formulas between; `None` when they may lie anywhere.
    ///
    /// A recorded KPI rests on the span itself: what its gaps stand for is not counted.
    pub fn reach_days(&self, kpi: KpiId, span_days: i64) -> Option<i64> {
        let kpis = self.rests_on(kpi);
        kpis.into_iter().filter_map(|kpi| self.kpi(kpi)).map(|kpi| kpi.reach_days(span_days)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::Named;
    use uuid::Uuid;

    #[test]
    fn a_formula_looks_as_far_back_as_its_furthest_function() {
        let reach = |text| {
            let named = |name: &str, number| Named {
                name: name.to_owned(),
                kpi: KpiId(Uuid::from_u128(number)),
                quantity: feel::Quantity::Count,
            };
            let kpis = [named("won", 1), named("a, b", 2)];
            Formula::read(text, &kpis).unwrap().reach_days(31)
        };
        assert_eq!(reach("won / target(won) + sum over units(won)"), Some(0));
        assert_eq!(reach("won - prev(won)"), Some(34));
        assert_eq!(reach("won - prev(won, 4) + rolling(won, 3)"), Some(136));
        assert_eq!(reach("won / same period last year(won) - 1"), Some(366));
        assert_eq!(reach("ytd(won)"), Some(366));
        assert_eq!(reach("prev(won, 1 + 1)"), None);
        assert_eq!(reach("prev(`a, b`)"), None, "too far is allowed");
    }
}
