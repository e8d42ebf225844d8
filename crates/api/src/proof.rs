//! Proofs on the wire: where a number comes from, as data, down to the facts.

use ops::proof::{Fact, Parameter, Proof as ResolvedProof};
use serde::Serialize;
use store::word::{NumberFormat, Status};
use utoipa::ToSchema;

use crate::time::{Day, Instant};

/// A thing, with the proof of its number when that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explained<T: ToSchema> {
    /// The thing.
    #[serde(flatten)]
    pub item: T,
    /// Where its number comes from; null unless `explain=true`.
    pub proof: Option<Proof>,
}

impl<T: ToSchema> Explained<T> {
    /// Puts the two together.
    pub fn new(item: T, proof: Option<ResolvedProof>) -> Self {
        Self { item, proof: proof.map(Proof::from) }
    }
}

/// One number and where it comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proof {
    /// The name of the thing whose number this is, in the organisation's words; empty when
    /// `label_key` says it all.
    pub label: String,
    /// What the number is, for translation: `key_result_progress`, `current_value`, `unit_value`, …
    pub label_key: String,
    /// With what weight it goes into the number above, for what period it is, and the like.
    pub label_parameters: std::collections::BTreeMap<String, ProofParameter>,
    /// The number; null when it is not known.
    pub value: Option<f64>,
    /// Where the result is a word and not a number.
    pub status: Option<Status>,
    /// How it is shown.
    pub format: NumberFormat,
    /// The label behind it.
    pub unit: String,
    /// Digits after the point; null where the reader may choose.
    pub decimals: Option<i32>,
    /// How it follows from the inputs.
    pub rule: Option<ProofRule>,
    /// What it follows from.
    #[schema(no_recursion)]
    pub inputs: Vec<Proof>,
    /// The recorded facts that it rests on.
    pub facts: Vec<ProofFact>,
    /// Inputs and facts that are not listed, since there are too many or the viewer may not see
    /// them.
    pub left_out: usize,
}

/// How a number follows from its inputs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProofRule {
    /// Stable, for translation.
    pub key: String,
    /// The rule with its numbers: `(V − S) / (T − S) = (84.55 − 80.78) / (87.50 − 80.78)`.
    pub text: String,
    /// The numbers and words in it.
    pub parameters: std::collections::BTreeMap<String, ProofParameter>,
}

/// A number or a word of a rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ProofParameter {
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
}

/// A recorded fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProofFact {
    /// The noun: `measurement`, `check_in`, `key_result`, `kpi_target`, …
    pub kind: String,
    /// The thing.
    pub id: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was recorded.
    pub at: Option<Instant>,
    /// The day or the first day of the period that it is about.
    pub on: Option<Day>,
    /// Who recorded it.
    pub by: Option<String>,
    /// By which way it came.
    pub source: Option<String>,
    /// The file that it came with.
    pub file: Option<String>,
    /// The value that it recorded.
    pub value: Option<f64>,
}

impl From<ResolvedProof> for Proof {
    fn from(proof: ResolvedProof) -> Self {
        Self {
            label: proof.label,
            label_key: proof.label_key.to_owned(),
            label_parameters: parameters(proof.label_parameters),
            value: proof.value,
            status: proof.status,
            format: proof.format,
            unit: proof.unit,
            decimals: proof.decimals,
            rule: proof.rule.map(|rule| ProofRule {
                key: rule.key.to_owned(),
                text: rule.text,
                parameters: parameters(rule.parameters),
            }),
            inputs: proof.inputs.into_iter().map(Self::from).collect(),
            facts: proof.facts.into_iter().map(ProofFact::from).collect(),
            left_out: proof.left_out,
        }
    }
}

fn parameters(
    given: Vec<(&'static str, Parameter)>,
) -> std::collections::BTreeMap<String, ProofParameter> {
    given.into_iter().map(|(name, parameter)| (name.to_owned(), parameter.into())).collect()
}

impl From<Parameter> for ProofParameter {
    fn from(parameter: Parameter) -> Self {
        match parameter {
            Parameter::Number(number) => Self::Number(number),
            Parameter::Text(text) => Self::Text(text),
        }
    }
}

impl From<Fact> for ProofFact {
    fn from(fact: Fact) -> Self {
        Self {
            kind: fact.kind.to_owned(),
            id: fact.id,
            text: fact.text,
            at: fact.at_ms.map(Instant::from_ms),
            on: fact.on.map(Day),
            by: fact.by,
            source: fact.source.map(str::to_owned),
            file: fact.file,
            value: fact.value,
        }
    }
}
