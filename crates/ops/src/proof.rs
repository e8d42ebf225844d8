//! Proofs with names: what `goals` proves by identities, resolved to titles, people and dates for
//! one viewer.
//!
//! `goals` gives the tree of value ← rule ← inputs; this file puts words to its identities and
//! reads who recorded each fact and when. Goals that the viewer may not see keep their number and
//! lose their name.

mod evidence;
mod words;

use goals::graph::Graph;
use goals::id::{CycleId, KeyResultId, ObjectiveId, OrgUnitId};
use jiff::civil::Date;
use store::word::{NumberFormat, Status};

use crate::app::App;
use crate::error::OpsError;
use crate::viewer::Viewer;
use evidence::Evidence;

/// One number and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The name of the thing whose number this is.
    pub label: String,
    /// What the number is.
    pub label_key: &'static str,
    /// With what weight it goes into the number above, for what period it is, and the like.
    pub label_parameters: Vec<(&'static str, Parameter)>,
    /// The number.
    pub value: Option<f64>,
    /// Where the result is a word and not a number.
    pub status: Option<Status>,
    /// How it is shown.
    pub format: NumberFormat,
    /// The label behind it.
    pub unit: String,
    /// Digits after the point.
    pub decimals: Option<i32>,
    /// How it follows from the inputs.
    pub rule: Option<Rule>,
    /// What it follows from.
    pub inputs: Vec<Proof>,
    /// The recorded facts that it rests on.
    pub facts: Vec<Fact>,
    /// Inputs and facts that are not listed.
    pub left_out: usize,
}

/// How a number follows from its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Stable, for translation.
    pub key: &'static str,
    /// The rule with its numbers.
    pub text: String,
    /// The numbers and words in it.
    pub parameters: Vec<(&'static str, Parameter)>,
}

/// A number or a word of a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter {
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
}

/// A recorded fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The noun.
    pub kind: &'static str,
    /// The thing, in the shown form.
    pub id: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was recorded, in unix milliseconds.
    pub at_ms: Option<i64>,
    /// The day or the first day of the period that it is about.
    pub on: Option<Date>,
    /// Who recorded it.
    pub by: Option<String>,
    /// By which way it came.
    pub source: Option<&'static str>,
    /// The file that it came with.
    pub file: Option<String>,
    /// The value that it recorded.
    pub value: Option<f64>,
}

/// Where the progress of an objective comes from; `None` when it is not in the graph or the viewer
/// may not see it.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn objective(
    app: &App,
    viewer: &Viewer,
    id: ObjectiveId,
) -> Result<Option<Proof>, OpsError> {
    explain(app, viewer, |graph| graph.explain_objective(id)).await
}

/// Where the progress of a key result comes from; `None` when it is not in the graph.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn key_result(
    app: &App,
    viewer: &Viewer,
    id: KeyResultId,
) -> Result<Option<Proof>, OpsError> {
    explain(app, viewer, |graph| graph.explain_key_result(id)).await
}

/// Where the progress of a unit in a cycle comes from; `None` when it is not in the graph.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn unit(
    app: &App,
    viewer: &Viewer,
    id: OrgUnitId,
    cycle: CycleId,
) -> Result<Option<Proof>, OpsError> {
    explain(app, viewer, |graph| graph.explain_unit(id, cycle)).await
}

/// Puts names, people and dates to a proof.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn resolve(
    app: &App,
    viewer: &Viewer,
    proof: &goals::proof::Proof,
) -> Result<Proof, OpsError> {
    let evidence = Evidence::read(app, viewer.organization_id, proof).await?;
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    Ok(words::Words { state: &state, viewer, evidence: &evidence }.proof(proof, None))
}

async fn explain(
    app: &App,
    viewer: &Viewer,
    ask: impl FnOnce(&Graph) -> Option<goals::proof::Proof>,
) -> Result<Option<Proof>, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let proof = ask(&live.read().graph);
    match proof {
        Some(proof) => resolve(app, viewer, &proof).await.map(Some),
        None => Ok(None),
    }
}
