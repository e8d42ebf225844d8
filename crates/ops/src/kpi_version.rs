//! Versions of a KPI's definition: an edit corrects the version that holds, or begins a new one
//! from a day, and older periods keep theirs.

use jiff::civil::Date;
use store::entity::kpi::Model;
use store::kpi_version::{KpiVersion, Meaning};
use uuid::Uuid;

use crate::check::Checks;
use crate::error::OpsError;
use crate::formula;
use crate::limits::KPI_VERSIONS_MAX;
use crate::live::Directory;
use crate::live::convert::takes_parts;
use crate::patch::Patch;
use crate::period_label;

/// What an edit says of formula and version.
#[derive(Debug, Clone, Default)]
pub struct VersionEdit {
    /// The formula; cleared, values are recorded.
    pub formula: Patch<String>,
    /// The first day of the first period that a new version holds for; absent, the version that
    /// holds now is corrected.
    pub from: Option<Date>,
}

/// Who edits, when and why.
pub(crate) struct Author {
    pub(crate) person_id: Option<Uuid>,
    pub(crate) now_ms: i64,
    pub(crate) reason: Option<String>,
}

/// The first version of a new KPI, when it has a formula.
pub(crate) fn first(
    directory: &Directory,
    model: &Model,
    text: &str,
    author: Author,
) -> Result<KpiVersion, OpsError> {
    let mut version = version_of(model, 1, None, author);
    set_formula(directory, model, &mut version, Some(text))?;
    Ok(version)
}

/// The versions after an edit; `model` is as it will be otherwise.
///
/// # Errors
/// `Invalid` on `formula` or `version_from`.
pub(crate) fn edited(
    directory: &Directory,
    before: &Model,
    model: &Model,
    edit: VersionEdit,
    author: Author,
) -> Result<Vec<KpiVersion>, OpsError> {
    let mut versions = before.versions.0.clone();
    if let Some(last) = versions.last_mut() {
        // What holds until now is what the row says, also where the version was made without it.
        last.meaning = Some(Meaning::of(before));
    }
    let last = versions.last();
    let shown = last.and_then(|version| formula::shown(directory, version));
    let text = edit.formula.apply(shown.clone()).filter(|text| !text.trim().is_empty());
    if let Some(from) = edit.from {
        check_start(directory, model, &versions, from)?;
        check_recorded_alike(before, model, shown.as_deref(), text.as_deref())?;
        if versions.is_empty() {
            let unknown = Author { person_id: None, now_ms: before.created_at, reason: None };
            versions.push(version_of(before, 1, None, unknown));
        }
        let number = versions.len() as i32 + 1;
        let mut version = version_of(model, number, Some(from), author);
        set_formula(directory, model, &mut version, text.as_deref())?;
        versions.push(version);
        return Ok(versions);
    }
    let is_counted_otherwise = before.format != model.format || before.unit != model.unit;
    match versions.last_mut() {
        Some(version) => {
            version.question.clone_from(&model.question);
            version.description.clone_from(&model.description);
            version.meaning = Some(Meaning::of(model));
            if text != shown || is_counted_otherwise {
                set_formula(directory, model, version, text.as_deref())?;
            }
        }
        None => {
            if let Some(text) = text {
                versions.push(first(directory, model, &text, author)?);
            }
        }
    }
    Ok(versions)
}

/// Whether the two say different things about how values come about.
pub(crate) fn is_computed_otherwise(before: &Model, after: &Model) -> bool {
    let formulas = |model: &Model| -> Vec<_> {
        let versions = model.versions.0.iter();
        versions
            .filter(|version| version.formula.is_some() || version.starts_on.is_some())
            .map(|version| (version.starts_on, version.formula.clone()))
            .collect()
    };
    formulas(before) != formulas(after)
}

fn version_of(model: &Model, number: i32, from: Option<Date>, author: Author) -> KpiVersion {
    KpiVersion {
        number,
        starts_on: from.map(Into::into),
        formula: None,
        inputs: Vec::new(),
        question: model.question.clone(),
        description: model.description.clone(),
        meaning: Some(Meaning::of(model)),
        reason: author.reason,
        created_at: author.now_ms,
        created_by: author.person_id,
    }
}

fn set_formula(
    directory: &Directory,
    model: &Model,
    version: &mut KpiVersion,
    text: Option<&str>,
) -> Result<(), OpsError> {
    version.inputs.clear();
    if let Some(text) = text {
        let formula = formula::read_field(directory, model, text)?;
        version.inputs = formula::inputs_of(&formula);
    }
    version.formula = text.map(str::to_owned);
    Ok(())
}

/// What is recorded keeps its shape: a number does not become a numerator and a denominator.
fn check_recorded_alike(
    before: &Model,
    model: &Model,
    formula_before: Option<&str>,
    formula: Option<&str>,
) -> Result<(), OpsError> {
    let is_recorded = formula_before.is_none() && formula.is_none();
    if is_recorded && takes_parts(before) != takes_parts(model) {
        let message = "recorded values stay numbers, or numerators and denominators; define a new \
                       KPI to record the other";
        return Err(OpsError::field("time_aggregation", "parts_differ", message));
    }
    Ok(())
}

fn check_start(
    directory: &Directory,
    model: &Model,
    versions: &[KpiVersion],
    from: Date,
) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    let calendar = directory.calendar();
    if let Err(message) = period_label::first_day(&calendar, model.frequency.into(), from) {
        checks.refuse("version_from", "not_a_period_start", message);
    }
    let last = versions.last().and_then(|version| version.starts_on).map(Date::from);
    if let Some(last) = last.filter(|last| *last >= from) {
        let message = format!("the version before begins on {last}; a new one begins later");
        checks.refuse("version_from", "version_not_later", message);
    }
    if versions.len() >= KPI_VERSIONS_MAX {
        let message = format!("a definition has at most {KPI_VERSIONS_MAX} versions");
        checks.refuse("version_from", "too_many", message);
    }
    checks.finish()
}
