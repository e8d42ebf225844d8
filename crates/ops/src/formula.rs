//! Formulas of KPIs: read against the names that there are, checked, tried out before saving.
//!
//! A formula may name every KPI in use by its code or its name. What is stored beside it is which
//! KPI each name meant, so renaming one changes no number.

use std::sync::Arc;

use feel::{Problem, Quantity};
use goals::cube::SeriesPoint;
use goals::formula::function::{ALL, Function};
use goals::formula::{Formula, Named};
use goals::graph::{Edit, Fact};
use goals::id::KpiId;
use goals::kpi::{Aggregation, Direction, Kpi, MissingPolicy, Together, Version};
use goals::period::Grain;
use goals::refusal::Refusal;
use jiff::civil::Date;
use store::entity::kpi::Model;
use store::kpi_version::{KpiVersion, KpiVersionInput};
use store::word::{self, NumberFormat};
use uuid::Uuid;

use crate::app::App;
use crate::error::{FieldError, OpsError};
use crate::kpi;
use crate::kpi_tile::last_periods;
use crate::limits::FORMULA_PERIODS_TRIED;
use crate::live::{Directory, LiveState, convert};
use crate::subject;
use crate::viewer::Viewer;

/// In what a KPI is counted.
pub fn quantity(model: &Model) -> Quantity {
    quantity_of(model.format, &model.unit)
}

fn quantity_of(format: NumberFormat, label: &str) -> Quantity {
    let named = |kind: &str| Quantity::Of([kind, label.trim()].join(" ").trim().into());
    match format {
        NumberFormat::Percent => Quantity::Share,
        NumberFormat::Currency => named("currency"),
        NumberFormat::Duration => named("duration"),
        NumberFormat::Number => Quantity::Count,
        NumberFormat::Custom => Quantity::Any,
    }
}

/// Every name by which a formula of `own` may call a KPI: names first, codes after them, since of
/// two alike the later holds and only codes are unique.
pub fn names(directory: &Directory, own: Option<KpiId>) -> Vec<Named> {
    let used = |model: &&Model| model.archived_at.is_none() && Some(KpiId(model.id)) != own;
    let named = |model: &Model, name: &str| Named {
        name: name.to_owned(),
        kpi: KpiId(model.id),
        quantity: quantity(model),
    };
    let names = |model: &Model| -> Vec<Named> {
        let all = model.names.0.values().chain([&model.name]);
        all.map(|name| named(model, name)).collect()
    };
    let by_name = directory.kpis().filter(used).flat_map(names);
    let by_code = directory.kpis().filter(used).map(|model| named(model, &model.code));
    by_name.chain(by_code).collect()
}

/// The functions that formulas may call besides those of FEEL.
pub fn functions() -> &'static [Function] {
    &ALL
}

/// Reads a formula for a KPI that is counted in `wanted`.
///
/// # Errors
/// Every problem with its place; also a result in another unit of measure than the KPI's.
pub fn read(
    directory: &Directory,
    own: Option<KpiId>,
    wanted: &Quantity,
    text: &str,
) -> Result<Formula, Vec<Problem>> {
    let formula = Formula::read(text, &names(directory, own))?;
    if formula.quantity().with(wanted).is_some() {
        return Ok(formula);
    }
    let (left, right) = (formula.quantity().name().to_owned(), wanted.name().to_owned());
    let kind = feel::ProblemKind::QuantitiesDiffer { left, right };
    let span = feel::Span { start: 0, end: text.len() as u32 };
    Err(vec![Problem { span, line: 1, column: 1, kind }])
}

/// The same as mistakes of the field `formula`.
pub(crate) fn read_field(
    directory: &Directory,
    model: &Model,
    text: &str,
) -> Result<Formula, OpsError> {
    read(directory, Some(KpiId(model.id)), &quantity(model), text).map_err(|problems| {
        let mistake = |problem: Problem| FieldError {
            field: "formula".to_owned(),
            code: problem.code(),
            message: problem.to_string(),
        };
        OpsError::Invalid(problems.into_iter().map(mistake).collect())
    })
}

/// Refuses a formula that does not fit among the others, naming KPIs by their codes.
///
/// # Errors
/// `Refused` for a circle or an input that is measured too seldom.
pub(crate) fn check_place(state: &LiveState, kpi: Kpi, code: &str) -> Result<(), OpsError> {
    let own = kpi.id.to_string();
    let edit = Edit::Put(Fact::Kpi(kpi));
    state.graph.check(std::slice::from_ref(&edit)).map_err(|refusal| match refusal {
        Refusal::Cycle { noun: "kpi", path } => {
            let code_of = |id: String| match id.parse::<KpiId>() {
                _ if id == own => code.to_owned(),
                Ok(kpi) => state.directory.kpi(kpi.0).map_or(id, |model| model.code.clone()),
                Err(_) => id,
            };
            let path = path.into_iter().map(code_of).collect();
            OpsError::Refused(Refusal::Cycle { noun: "kpi", path })
        }
        other => OpsError::Refused(other),
    })
}

/// What a formula names, to be kept beside it.
pub(crate) fn inputs_of(formula: &Formula) -> Vec<KpiVersionInput> {
    let inputs = formula.inputs().iter();
    inputs.map(|named| KpiVersionInput { name: named.name.clone(), kpi_id: named.kpi.0 }).collect()
}

/// How a stored version computes.
pub(crate) fn version(stored: &KpiVersion) -> Version {
    let named = |input: &KpiVersionInput| Named {
        name: input.name.clone(),
        kpi: KpiId(input.kpi_id),
        quantity: Quantity::Any,
    };
    let formula = stored.formula.as_deref().and_then(|text| {
        let names: Vec<Named> = stored.inputs.iter().map(named).collect();
        match Formula::read(text, &names) {
            Ok(formula) => Some(Arc::new(formula)),
            Err(problems) => {
                let first = problems.first().map(ToString::to_string).unwrap_or_default();
                tracing::error!(formula = text, problem = first, "A stored formula is unreadable");
                None
            }
        }
    });
    let together = stored.meaning.as_ref().map(|meaning| Together {
        over_time: meaning.time_aggregation.into(),
        over_units: meaning.unit_aggregation.into(),
    });
    Version { from: stored.starts_on.map(Date::from), formula, together }
}

/// The formula as it is to be edited: names that have changed since are written by today's code.
pub fn shown(directory: &Directory, stored: &KpiVersion) -> Option<String> {
    let text = stored.formula.as_deref()?;
    let read = version(stored);
    let Some(formula) = read.formula else { return Some(text.to_owned()) };
    let (mut shown, mut done) = (String::new(), 0);
    for mention in formula.mentions() {
        let Some(model) = directory.kpi(mention.kpi.0) else { continue };
        let is_called_so = model.code == mention.name
            || model.name == mention.name
            || model.names.0.values().any(|name| name == mention.name);
        if is_called_so {
            continue;
        }
        shown.push_str(&text[done..mention.span.start as usize]);
        shown.push_str(&quoted(&model.code));
        done = mention.span.end as usize;
    }
    shown.push_str(&text[done..]);
    Some(shown)
}

/// A name as a formula can always write it.
pub fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|own| own.is_alphanumeric() || own == '_')
        && name.chars().next().is_some_and(|first| !first.is_numeric());
    if is_plain { name.to_owned() } else { format!("`{name}`") }
}

/// A formula to try out.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// As it is written so far.
    pub formula: String,
    /// The KPI that it belongs to, by identity or code; absent for a new one.
    pub kpi: Option<String>,
    /// The unit, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// What an edit that is not saved says; else what the KPI says, else a number by month.
    pub format: Option<NumberFormat>,
    /// The label of the KPI's numbers.
    pub unit_label: Option<String>,
    /// The period of one value.
    pub frequency: Option<word::Grain>,
    /// How periods come together.
    pub time_aggregation: Option<word::Aggregation>,
    /// How units come together.
    pub unit_aggregation: Option<word::Aggregation>,
    /// What a missing input stands for.
    pub missing_policy: Option<word::MissingPolicy>,
}

/// What a formula that can be read gives.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The KPIs that it names, each once, in the order of the text.
    pub kpis: Vec<KpiId>,
    /// The last periods, the running one included.
    pub points: Vec<SeriesPoint>,
    /// The grain of the points: the KPI's own.
    pub grain: Grain,
}

/// Reads a formula and computes its last periods, saving nothing.
///
/// # Errors
/// `Invalid` for an unknown unit, `Refused` for a circle or an input that is measured too seldom.
/// Mistakes in the formula are an answer, not an error.
pub async fn try_out(
    app: &App,
    viewer: &Viewer,
    trial: Trial,
) -> Result<Result<Tried, Vec<Problem>>, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    let own = trial.kpi.as_deref().map(|own| kpi::named(&state.directory, own)).transpose()?;
    let format = trial.format.or(own.map(|own| own.format)).unwrap_or(NumberFormat::Number);
    let label = trial.unit_label.as_deref().or(own.map(|own| own.unit.as_str())).unwrap_or("");
    let wanted = quantity_of(format, label);
    let id = own.map(|own| KpiId(own.id));
    let formula = match read(&state.directory, id, &wanted, &trial.formula) {
        Ok(formula) => formula,
        Err(problems) => return Ok(Err(problems)),
    };
    let mut kpis: Vec<KpiId> = Vec::new();
    for mention in formula.mentions() {
        if !kpis.contains(&mention.kpi) {
            kpis.push(mention.kpi);
        }
    }
    let unit = subject::unit_or_root(&state.directory, trial.unit.as_deref())?;
    let versions = vec![Version { from: None, formula: Some(Arc::new(formula)), together: None }];
    let plain = Kpi {
        id: id.unwrap_or(KpiId(Uuid::nil())),
        direction: Direction::Higher,
        frequency: Grain::Month,
        time_aggregation: Aggregation::Ratio,
        unit_aggregation: Aggregation::Ratio,
        missing: MissingPolicy::Null,
        versions: Vec::new(),
        is_archived: false,
    };
    let defined = own.map_or(plain, convert::kpi);
    let tried = Kpi {
        versions,
        frequency: trial.frequency.map_or(defined.frequency, Into::into),
        time_aggregation: trial.time_aggregation.map_or(defined.time_aggregation, Into::into),
        unit_aggregation: trial.unit_aggregation.map_or(defined.unit_aggregation, Into::into),
        missing: trial.missing_policy.map_or(defined.missing, Into::into),
        ..defined
    };
    let code = own.map_or("…", |own| own.code.as_str());
    check_place(&state, tried.clone(), code)?;
    let cube = state.graph.cube();
    let grain = tried.frequency;
    let span = last_periods(cube.calendar(), grain, state.today, FORMULA_PERIODS_TRIED);
    let points = cube.series_of(&tried, unit, grain, span.start, span.end, state.today)?;
    Ok(Ok(Tried { kpis, points, grain }))
}
