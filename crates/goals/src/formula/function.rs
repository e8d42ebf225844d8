//! What a formula may ask of a KPI besides its value in the same period.
//!
//! To add one: a variant of [`Kind`], a line in [`ALL`], its rule in `cube/computed/elsewhere.rs`.

use std::sync::Arc;

use feel::{HostFunction, HostParameter, Takes, Type};

/// A function of formulas.
#[derive(Debug)]
pub struct Function {
    /// What it asks for.
    pub kind: Kind,
    /// As it is called.
    pub name: &'static str,
    /// Whether it takes a number of periods, and must be given one.
    pub periods: Periods,
    /// What it gives, in English.
    pub english: &'static str,
    /// What it gives, in Chinese.
    pub chinese: &'static str,
}

/// The number of periods behind the KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Periods {
    /// None is taken.
    None,
    /// May be left out.
    Optional,
    /// Must be given.
    Required,
}

/// What a function asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The value of periods before.
    Previous,
    /// The same period a year before.
    LastYear,
    /// The fiscal year so far.
    YearToDate,
    /// Several periods up to this one.
    Rolling,
    /// What should be reached.
    Target,
    /// Σ over units.
    Sum,
    /// The mean over units.
    Mean,
    /// The smallest of the units.
    Min,
    /// The largest of the units.
    Max,
    /// How many units have a value.
    Count,
}

/// Every function; its place is its number for `feel`.
pub const ALL: [Function; 10] = [
    entry(
        Kind::Previous,
        "prev",
        Periods::Optional,
        ("The value one period before, or so many", "前一期（或前若干期）的值"),
    ),
    entry(
        Kind::LastYear,
        "same period last year",
        Periods::None,
        ("The value a year before", "去年同期的值"),
    ),
    entry(
        Kind::YearToDate,
        "ytd",
        Periods::None,
        ("From the beginning of the fiscal year", "财年初至本期累计"),
    ),
    entry(
        Kind::Rolling,
        "rolling",
        Periods::Required,
        ("Over so many periods up to this one", "截至本期的若干期合并值"),
    ),
    entry(
        Kind::Target,
        "target",
        Periods::None,
        ("What it should reach in the period", "本期的目标值"),
    ),
    entry(
        Kind::Sum,
        "sum over units",
        Periods::None,
        ("The sum over the units below", "下级部门之和"),
    ),
    entry(
        Kind::Mean,
        "mean over units",
        Periods::None,
        ("The mean over the units below", "下级部门的平均值"),
    ),
    entry(
        Kind::Min,
        "min over units",
        Periods::None,
        ("The smallest of the units below", "下级部门的最小值"),
    ),
    entry(
        Kind::Max,
        "max over units",
        Periods::None,
        ("The largest of the units below", "下级部门的最大值"),
    ),
    entry(
        Kind::Count,
        "count over units",
        Periods::None,
        ("How many units below have a value", "有数值的下级部门数"),
    ),
];

const fn entry(
    kind: Kind,
    name: &'static str,
    periods: Periods,
    (english, chinese): (&'static str, &'static str),
) -> Function {
    Function { kind, name, periods, english, chinese }
}

impl Function {
    pub(super) fn declared(&self) -> HostFunction {
        let parameter = |name: &str, takes, is_optional| HostParameter {
            name: Arc::from(name),
            takes,
            is_optional,
        };
        let mut parameters = vec![parameter("kpi", Takes::Name, false)];
        if self.periods != Periods::None {
            let is_optional = self.periods == Periods::Optional;
            parameters.push(parameter("periods", Takes::Value(Type::Number), is_optional));
        }
        HostFunction {
            name: Arc::from(self.name),
            parameters,
            result: Type::Number,
            documentation: self.english.to_owned(),
        }
    }
}
