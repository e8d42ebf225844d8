//! What a KPI's definition says beside how it is computed: names by language, the function it
//! belongs to, what counts and what does not, how it can be abused, what guards against that, and
//! when its values are due.
//!
//! Nothing here moves a score.

use goals::id::KpiId;
use store::entity::kpi::Model;
use store::json::{Json, Names};

use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::DUE_WORKING_DAYS_MAX;
use crate::live::Directory;
use crate::names;
use crate::patch::Patch;

/// The functions of the business that the product has words for; others may be typed.
pub const CATEGORIES: [&str; 9] = [
    "sales",
    "marketing",
    "product",
    "engineering",
    "support",
    "operations",
    "supply",
    "finance",
    "people",
];

/// The rest of a new KPI's definition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name in languages where it is another one.
    pub names: Names,
    /// Function of the business; empty for none.
    pub category: String,
    /// What counts.
    pub scope: String,
    /// What does not count.
    pub exclusions: String,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: String,
    /// The KPI that would show it.
    pub counter_kpi: Option<KpiId>,
    /// Values are due this many working days after their period; `None` promises nothing.
    pub due_working_days: Option<i32>,
}

/// An edit of it; what is `None` or `Keep` stays.
#[derive(Debug, Clone, Default)]
pub struct SheetEdit {
    /// All names by language; a blank one is taken away.
    pub names: Option<Names>,
    /// Function of the business.
    pub category: Option<String>,
    /// What counts.
    pub scope: Option<String>,
    /// What does not count.
    pub exclusions: Option<String>,
    /// How it can be abused.
    pub abuse_risk: Option<String>,
    /// The KPI that would show it.
    pub counter_kpi: Patch<KpiId>,
    /// When values are due.
    pub due_working_days: Patch<i32>,
}

/// Writes an edit into the row; `name_before` is its main name before the edit.
pub(crate) fn apply(model: &mut Model, edit: SheetEdit, name_before: &str) {
    let old = std::mem::take(&mut model.names.0);
    model.names = Json(names::edited(old, edit.names, name_before, &model.name));
    model.category = category(&edit.category.unwrap_or(std::mem::take(&mut model.category)));
    model.scope = edit.scope.unwrap_or(std::mem::take(&mut model.scope));
    model.exclusions = edit.exclusions.unwrap_or(std::mem::take(&mut model.exclusions));
    model.abuse_risk = edit.abuse_risk.unwrap_or(std::mem::take(&mut model.abuse_risk));
    model.counter_kpi_id = edit.counter_kpi.map(|id| id.0).apply(model.counter_kpi_id);
    model.due_working_days = edit.due_working_days.apply(model.due_working_days);
}

/// The category as it is kept: a word of ours in small letters, or theirs as they typed it.
pub(crate) fn category(typed: &str) -> String {
    let typed = typed.trim();
    let known = CATEGORIES.iter().find(|known| known.eq_ignore_ascii_case(typed));
    known.copied().unwrap_or(typed).to_owned()
}

pub(crate) fn check(checks: &mut Checks, model: &Model) {
    names::check(checks, &model.names.0);
    if !model.category.is_empty() {
        checks.name("category", &model.category);
    }
    checks.text("scope", &model.scope);
    checks.text("exclusions", &model.exclusions);
    checks.text("abuse_risk", &model.abuse_risk);
    if model.counter_kpi_id == Some(model.id) {
        let message = "a KPI does not guard itself; choose the one that suffers when it is abused";
        checks.refuse("counter_kpi_id", "counters_itself", message);
    }
    if model.due_working_days.is_some_and(|days| !(0..=DUE_WORKING_DAYS_MAX).contains(&days)) {
        let message = format!("values are due 0 to {DUE_WORKING_DAYS_MAX} working days later");
        checks.refuse("due_working_days", "due_days_out_of_range", message);
    }
}

pub(crate) fn check_references(model: &Model, directory: &Directory) -> Result<(), OpsError> {
    match model.counter_kpi_id.filter(|id| directory.kpi(*id).is_none()) {
        Some(id) => Err(OpsError::unknown_reference("counter_kpi_id", KpiId(id))),
        None => Ok(()),
    }
}
