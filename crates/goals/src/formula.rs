//! Formulas of KPIs: an expression of `feel` over other KPIs of the same unit and period.
//!
//! Here a formula is read and checked: names, quantities, what it gives. Its value is computed
//! where the values are, in [`crate::cube`]; functions that look at other periods, targets and
//! units are in `function.rs`. The one invariant: *a formula that was read can be evaluated for
//! ever*: it refers to KPIs by identity, so renaming one changes nothing.
//!
//! <!-- scoring:KPI formulas -->
//!
//! A formula computes a KPI from others, of the same unit and period: `won / (won + lost)`. It is
//! written in FEEL, with exact decimals; KPIs are called by code or by name.
//!
//! | function | the KPI's value |
//! | --- | --- |
//! | `prev(kpi)`, `prev(kpi, 4)` | one period before, or so many |
//! | `same period last year(kpi)` | a year before; for weeks 52 weeks |
//! | `ytd(kpi)` | from the beginning of the fiscal year to the end of the period |
//! | `rolling(kpi, n)` | over n periods up to this one |
//! | `target(kpi)` | as much of the unit's target as falls to the period |
//! | `sum over units(kpi)`, `mean`, `min`, `max`, `count` | of the units below, each on its own |
//!
//! **The inputs come together first.** Where the KPI's rule is `ratio`, the value of a quarter is
//! the formula over the inputs of the quarter, and that of a unit the formula over the inputs of
//! everything below: Σ won / (Σ won + Σ lost), never the mean of rates. With any other rule the
//! formula is computed for each period, or for each unit that records one of its inputs, and the
//! results come together by the rule: `price * volume` needs a sum over units. A "period" of the
//! functions is as long as what is read: `prev` of a quarter is the quarter before.
//!
//! An input that is not known makes the result unknown, unless the KPI's own missing policy says
//! otherwise: `zero` puts 0, `carry_forward` the input's last value within two years, both only in
//! periods that have ended and in which another input is known. Dividing by 0 gives nothing. What
//! is added or compared must be of one unit of measure. A circle of formulas is refused with its
//! path.
//!
//! A formula may change from a day on; each period is computed by the version that holds when it
//! begins, and a span of several periods that is computed at once by the version of its last one.
//!
//! <!-- /scoring -->

pub mod function;
mod reach;

use feel::{Expression, Problem, ProblemKind, Quantity, Type, Vocabulary};

use crate::id::KpiId;

/// How many formulas may rest on one another.
pub const FORMULA_HEIGHT_MAX: usize = 20;

/// A KPI that a formula may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// By which it is called.
    pub name: String,
    /// The KPI.
    pub kpi: KpiId,
    /// In what it is counted.
    pub quantity: Quantity,
}

/// A formula that was read.
#[derive(Debug)]
pub struct Formula {
    expression: Expression,
    /// By slot.
    inputs: Vec<Named>,
    /// Slots whose value in the same period is needed.
    direct: Vec<usize>,
    quantity: Quantity,
}

/// Where a formula names a KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<'f> {
    /// As it is written, without backquotes.
    pub name: &'f str,
    /// The KPI.
    pub kpi: KpiId,
    /// Where in the text, in bytes.
    pub span: feel::Span,
    /// Whether a function takes it, which looks elsewhere.
    pub is_elsewhere: bool,
}

impl Formula {
    /// Reads a formula against the KPIs that it may name. Of two with one name the later holds.
    ///
    /// *Errors*: what `feel` finds, with place and suggestion; also different units of measure
    /// added up, and a result that is no number.
    ///
    /// ```
    /// use goals::formula::{Formula, Named};
    /// use goals::id::KpiId;
    /// use uuid::Uuid;
    /// let named = |name: &str, number| Named {
    ///     name: name.to_owned(),
    ///     kpi: KpiId(Uuid::from_u128(number)),
    ///     quantity: feel::Quantity::Count,
    /// };
    /// let kpis = [named("won", 1), named("lost", 2), named("赢单", 1)];
    /// let formula = Formula::read("won / (won + prev(lost))", &kpis).unwrap();
    /// assert_eq!(formula.kpis().len(), 2);
    /// assert_eq!(Formula::read("赢单 * 2", &kpis).unwrap().kpis(), [KpiId(Uuid::from_u128(1))]);
    /// let problem = &Formula::read("won / (won + lsot)", &kpis).unwrap_err()[0];
    /// assert_eq!(problem.to_string(), "1:14: there is no `lsot` here; did you mean `lost`?");
    /// ```
    pub fn read(text: &str, kpis: &[Named]) -> Result<Formula, Vec<Problem>> {
        let all = feel::parse(text, &vocabulary(kpis))?;
        let is_used = |slot: usize| all.references().iter().any(|own| own.slot == slot);
        let used = kpis.iter().enumerate().filter(|(slot, _)| is_used(*slot));
        let inputs: Vec<Named> = used.map(|(_, named)| named.clone()).collect();
        // Once more with few names: slots are dense, whatever else has been defined.
        let expression = feel::parse(text, &vocabulary(&inputs))?;
        let quantities: Vec<Quantity> = inputs.iter().map(|own| own.quantity.clone()).collect();
        let quantity = expression.quantity(&quantities).map_err(|problem| vec![problem])?;
        if !matches!(expression.result_type(), Type::Number | Type::Any | Type::Null) {
            return Err(vec![no_number(&expression)]);
        }
        let direct = |slot: &usize| {
            expression.references().iter().any(|own| own.slot == *slot && own.within.is_none())
        };
        let direct = (0..inputs.len()).filter(direct).collect();
        Ok(Formula { expression, inputs, direct, quantity })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        self.expression.source()
    }

    /// In what its result is counted, as far as it can be told.
    pub fn quantity(&self) -> &Quantity {
        &self.quantity
    }

    /// The KPIs that it names, with the names.
    pub fn inputs(&self) -> &[Named] {
        &self.inputs
    }

    /// The KPIs that it rests on, each once, in the order of identifiers.
    pub fn kpis(&self) -> Vec<KpiId> {
        let mut kpis: Vec<KpiId> = self.inputs.iter().map(|input| input.kpi).collect();
        kpis.sort_unstable();
        kpis.dedup();
        kpis
    }

    /// Every place where it names a KPI, in the order of the text.
    pub fn mentions(&self) -> impl Iterator<Item = Mention<'_>> {
        self.expression.references().iter().map(|reference| {
            let Named { name, kpi, .. } = &self.inputs[reference.slot];
            let is_elsewhere = reference.within.is_some();
            Mention { name, kpi: *kpi, span: reference.span, is_elsewhere }
        })
    }

    /// Every call of a function that looks elsewhere, in the order of the text.
    pub(crate) fn calls(&self) -> &[feel::Call] {
        self.expression.calls()
    }

    pub(crate) fn expression(&self) -> &Expression {
        &self.expression
    }

    /// Slots whose value in the same period is needed.
    pub(crate) fn direct(&self) -> &[usize] {
        &self.direct
    }

    /// The KPI of this name.
    pub(crate) fn named(&self, name: &str) -> Option<KpiId> {
        self.inputs.iter().rev().find(|input| input.name == name).map(|input| input.kpi)
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Formula) -> bool {
        self.text() == other.text() && self.inputs == other.inputs
    }
}

/// The names of a formula: KPIs and the functions of `function.rs`.
pub fn vocabulary(kpis: &[Named]) -> Vocabulary {
    let inputs = kpis.iter().fold(Vocabulary::new(), |vocabulary, named| {
        vocabulary.with_input(&named.name, Type::Number)
    });
    function::ALL.iter().fold(inputs, |vocabulary, own| vocabulary.with_function(own.declared()))
}

fn no_number(expression: &Expression) -> Problem {
    let span = feel::Span { start: 0, end: expression.source().len() as u32 };
    let (expected, found) = ("a number".to_owned(), expression.result_type().to_string());
    let kind = ProblemKind::Unexpected { expected, found, nearest: None };
    Problem { span, line: 1, column: 1, kind }
}
