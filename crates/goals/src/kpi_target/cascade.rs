//! Cascading a target to the units below: by share, copied, or by hand.
//!
//! <!-- scoring:Cascading a target -->
//!
//! A unit's target is handed to the units directly below it. Where the KPI adds up over units (sum,
//! count) the parts add up to the whole exactly, by the same rounding as when it is spread: each
//! unit gets the whole times its share of last year's value, an equal part, or the share given for
//! it. Every other KPI has the same marks in every unit (copied), or those given by hand.
//!
//! *Worked*: 1,000 flights to two airports that had 300 and 150 last year: shares 2/3 and 1/3,
//! quotas 666.67 and 333.33, so 667 and 333.
//!
//! <!-- /scoring -->

use super::parts::{Divided, How, Rules, divide};
use super::{Marks, PartsRefusal};
use crate::refusal::Refusal;

/// How a target is handed to the units below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cascade<'a> {
    /// In proportion to each unit's value a year before, with the unit's name; `None` where that is
    /// not known.
    LastYear(&'a [(String, Option<f64>)]),
    /// Evenly.
    Equal,
    /// In proportion to the shares given; they need not add up to 1.
    Shares(&'a [f64]),
    /// The same marks for every unit.
    Copied,
    /// As given, with how much each unit counted a year before, where that is known.
    ByHand(&'a [Marks], Option<&'a [f64]>),
}

/// The marks of each of `units` units.
///
/// *Errors*: as [`spread`](super::spread::spread).
///
/// ```
/// use goals::kpi::{Aggregation, Direction};
/// use goals::kpi_target::cascade::{Cascade, cascade};
/// use goals::kpi_target::{Marks, Rules};
/// let (direction, decimals) = (Direction::Higher, 0);
/// let rules = Rules { aggregation: Aggregation::Sum, direction, decimals };
/// let whole = Marks { target: Some(1_000.0), ..Marks::default() };
/// let before = [("Newark".to_owned(), Some(300.0)), ("LaGuardia".to_owned(), Some(150.0))];
/// let parts = cascade(&whole, 2, Cascade::LastYear(&before), &rules)?.parts;
/// assert_eq!([parts[0].target, parts[1].target], [Some(667.0), Some(333.0)]);
/// assert!(cascade(&whole, 2, Cascade::Copied, &rules).is_err());
/// let rate = Rules { aggregation: Aggregation::Ratio, ..rules };
/// assert_eq!(cascade(&whole, 2, Cascade::Copied, &rate)?.parts, [whole, whole]);
/// # Ok::<(), goals::refusal::Refusal>(())
/// ```
pub fn cascade(
    whole: &Marks,
    units: usize,
    how: Cascade<'_>,
    rules: &Rules,
) -> Result<Divided, Refusal> {
    let is_additive = rules.is_additive();
    let misfit = |method| Err(PartsRefusal::MethodDoesNotFit { method, is_additive }.into());
    let given = match how {
        Cascade::LastYear(values) => values.len(),
        Cascade::Shares(shares) => shares.len(),
        Cascade::ByHand(parts, _) => parts.len(),
        Cascade::Equal | Cascade::Copied => units,
    };
    if given != units {
        return Err(PartsRefusal::CountDiffers { given, expected: units }.into());
    }
    let weights: Vec<f64> = match how {
        Cascade::Copied if is_additive => return misfit("copied"),
        Cascade::Copied => return divide(whole, How::Same(units), rules),
        Cascade::ByHand(parts, weights) => {
            return divide(whole, How::ByHand(parts, weights), rules);
        }
        Cascade::LastYear(_) | Cascade::Equal | Cascade::Shares(_) if !is_additive => {
            return misfit(how.key());
        }
        Cascade::Equal => vec![1.0; units],
        Cascade::Shares(shares) => shares.to_vec(),
        Cascade::LastYear(values) => {
            let known = |(label, value): &(String, Option<f64>)| {
                value.ok_or_else(|| PartsRefusal::ShapeUnknown { label: label.clone() })
            };
            values.iter().map(known).collect::<Result<_, _>>()?
        }
    };
    divide(whole, How::Shares(&weights), rules)
}

impl Cascade<'_> {
    /// The stable name, as on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Cascade::LastYear(_) => "last_year",
            Cascade::Equal => "equal",
            Cascade::Shares(_) => "shares",
            Cascade::Copied => "copied",
            Cascade::ByHand(..) => "by_hand",
        }
    }
}
