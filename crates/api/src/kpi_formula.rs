//! `/kpi-formulas`: what formulas may name, and trying one out before it is saved.

use axum::extract::State;
use feel::Problem;
use goals::id::KpiId;
use ops::formula::{Trial, Tried};
use serde::{Deserialize, Serialize};
use store::word::{Aggregation, Grain, MissingPolicy, NumberFormat};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::ApiResult;
use crate::extract::{Json, SignedIn};
use crate::series::SeriesPoint;
use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(formula_vocabulary)).routes(routes!(check_formula))
}

/// What a formula may name.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormulaVocabulary {
    /// The KPIs in use; called by code or by name.
    kpis: Vec<FormulaKpi>,
    /// The functions, those that look at other periods and units first.
    functions: Vec<FormulaFunction>,
}

/// A KPI that a formula may name.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormulaKpi {
    /// Identity.
    id: KpiId,
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// How a formula can always write its code; in backquotes where it needs them.
    text: String,
    /// How its numbers are shown.
    format: NumberFormat,
    /// The label behind its numbers.
    unit: String,
    /// The period of one measurement.
    frequency: Grain,
}

/// A function that a formula may call.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormulaFunction {
    /// Its name.
    name: String,
    /// Its parameters, as `kpi, periods?`; one for each way to call it.
    signatures: Vec<String>,
    /// What it does, in English.
    english: String,
    /// What it does, in Chinese.
    chinese: String,
    /// Whether it looks at another period, at targets or at units.
    looks_elsewhere: bool,
}

/// What formulas may name: the KPIs in use, and every function with what it does.
#[utoipa::path(get, path = "/kpi-formulas/vocabulary", tag = "kpis",
    responses((status = 200, body = FormulaVocabulary)))]
async fn formula_vocabulary(
    State(state): State<ApiState>,
    viewer: SignedIn,
) -> ApiResult<axum::Json<FormulaVocabulary>> {
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let in_use = live.directory.kpis().filter(|model| model.archived_at.is_none());
    let kpis = in_use.map(|model| FormulaKpi {
        id: KpiId(model.id),
        code: model.code.clone(),
        name: ops::names::of_kpi(model, viewer.locale).to_owned(),
        text: ops::formula::quoted(&model.code),
        format: model.format,
        unit: model.unit.clone(),
        frequency: model.frequency,
    });
    let own = ops::formula::functions().iter().map(FormulaFunction::of_azimuth);
    let standard = feel::builtins().map(FormulaFunction::of_feel);
    let functions = own.chain(standard).collect();
    Ok(axum::Json(FormulaVocabulary { kpis: kpis.collect(), functions }))
}

impl FormulaFunction {
    fn of_azimuth(function: &goals::formula::function::Function) -> Self {
        use goals::formula::function::Periods;
        let signature = match function.periods {
            Periods::None => "kpi",
            Periods::Optional => "kpi, periods?",
            Periods::Required => "kpi, periods",
        };
        Self {
            name: function.name.to_owned(),
            signatures: vec![signature.to_owned()],
            english: function.english.to_owned(),
            chinese: function.chinese.to_owned(),
            looks_elsewhere: true,
        }
    }

    fn of_feel(builtin: &feel::Builtin) -> Self {
        Self {
            name: builtin.name.to_owned(),
            signatures: builtin.signatures.iter().map(|own| (*own).to_owned()).collect(),
            english: builtin.english.to_owned(),
            chinese: builtin.chinese.to_owned(),
            looks_elsewhere: false,
        }
    }
}

/// A formula as it is written so far, and the KPI that it would define.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormulaToCheck {
    formula: String,
    /// The KPI that it belongs to; absent for a new one.
    kpi_id: Option<KpiId>,
    /// Whose values are computed, by identity or code; the root's when absent.
    unit: Option<String>,
    /// What the form says; the KPI's own, else a number per month, when absent.
    format: Option<NumberFormat>,
    /// The label of the KPI's numbers.
    unit_label: Option<String>,
    frequency: Option<Grain>,
    time_aggregation: Option<Aggregation>,
    unit_aggregation: Option<Aggregation>,
    missing_policy: Option<MissingPolicy>,
}

/// What a formula would give.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedFormula {
    /// What is wrong, in the order of the text; empty when it can be saved.
    problems: Vec<FormulaProblem>,
    /// The KPIs that it names.
    kpi_ids: Vec<KpiId>,
    /// The period of the points.
    grain: Option<Grain>,
    /// The last six periods, the running one included; empty while something is wrong.
    points: Vec<SeriesPoint>,
}

/// What is wrong with a formula, where, and what would be right.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormulaProblem {
    /// Stable code.
    code: String,
    /// The first character, from 0, counted as browsers count (UTF-16).
    start: usize,
    /// Behind the last character.
    end: usize,
    /// The line, from 1.
    line: u32,
    /// The character in the line, from 1.
    column: u32,
    /// What is wrong.
    message: String,
    /// Stable code of the advice.
    advice_code: String,
    /// What would be right.
    advice: String,
    /// What to put in its place, where that can be told.
    replacement: Option<String>,
}

impl FormulaProblem {
    fn of(problem: &Problem, text: &str) -> Self {
        let units = |byte: u32| {
            let before = text.get(..byte as usize).unwrap_or(text);
            before.encode_utf16().count()
        };
        let suggestion = problem.suggestion();
        Self {
            code: problem.code().to_owned(),
            start: units(problem.span.start),
            end: units(problem.span.end),
            line: problem.line,
            column: problem.column,
            message: problem.kind.to_string(),
            advice_code: suggestion.code.to_owned(),
            advice: suggestion.text,
            replacement: suggestion.replacement,
        }
    }
}

/// Reads a formula and computes its last six periods; saves nothing. Mistakes are in the answer,
/// each with its place, so that an editor can ask while one types.
#[utoipa::path(post, path = "/kpi-formulas/check", tag = "kpis", request_body = FormulaToCheck,
    responses((status = 200, body = CheckedFormula)))]
async fn check_formula(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Json(asked): Json<FormulaToCheck>,
) -> ApiResult<axum::Json<CheckedFormula>> {
    let text = asked.formula.clone();
    let trial = Trial {
        formula: asked.formula,
        kpi: asked.kpi_id.map(|id| id.to_string()),
        unit: asked.unit,
        format: asked.format,
        unit_label: asked.unit_label,
        frequency: asked.frequency,
        time_aggregation: asked.time_aggregation,
        unit_aggregation: asked.unit_aggregation,
        missing_policy: asked.missing_policy,
    };
    let tried = ops::formula::try_out(&state.app, &viewer, trial).await?;
    Ok(axum::Json(match tried {
        Ok(Tried { kpis, points, grain }) => CheckedFormula {
            problems: Vec::new(),
            kpi_ids: kpis,
            grain: Some(grain.into()),
            points: points.into_iter().map(SeriesPoint::from).collect(),
        },
        Err(problems) => CheckedFormula {
            problems: problems.iter().map(|own| FormulaProblem::of(own, &text)).collect(),
            kpi_ids: Vec::new(),
            grain: None,
            points: Vec::new(),
        },
    }))
}
