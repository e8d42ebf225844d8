//! The demo's organisation and goals, as `demo/content.json` tells them, in both languages.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use store::json::Names;
use store::word::{
    Aggregation, CycleKind, Direction, Grain, Influence, KeyResultKind, KpiRole, LinkWindowKind,
    MissingPolicy, NumberFormat, ObjectiveKind, PaceKind, ProgressMode, Role, Status, UnitKind,
    UserLocale, Visibility,
};

/// The language that the demo is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of accounts.
    pub fn locale(self) -> UserLocale {
        match self {
            Self::Zh => UserLocale::ZhCn,
            Self::En => UserLocale::En,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Text {
    en: String,
    zh: String,
}

impl Text {
    /// The text in one of them.
    pub fn in_language(&self, language: Language) -> String {
        match language {
            Language::En => self.en.clone(),
            Language::Zh => self.zh.clone(),
        }
    }

    /// The text in both, by the language of the reader.
    pub fn names(&self) -> Names {
        [("en", &self.en), ("zh-CN", &self.zh)]
            .map(|(tag, text)| (tag.to_owned(), text.clone()))
            .into()
    }
}

/// Everything that is told.
#[derive(Debug, Deserialize)]
pub struct Content {
    pub organization: Organization,
    pub clock: Clock,
    pub pillars: Vec<Pillar>,
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
    pub cycles: Vec<Cycle>,
    pub kpis: Vec<Kpi>,
    pub kpi_drivers: Vec<KpiDriver>,
    pub kpi_targets: Vec<KpiTarget>,
    pub objectives: Vec<Objective>,
}

impl Content {
    /// Reads the embedded file.
    ///
    /// # Panics
    /// Never with a file that `demo/validate_content.py` accepts; a test reads it.
    pub fn read() -> Self {
        serde_json::from_str(include_str!("../../../../demo/content.json"))
            .expect("invariant: demo/content.json is valid, a test reads it")
    }
}

#[derive(Debug, Deserialize)]
pub struct Organization {
    pub name: Text,
    pub mission: Text,
    pub vision: Text,
    pub values: Vec<Value>,
    pub time_zone: String,
    pub fiscal_year_start_month: i32,
    pub working_days: i32,
}

#[derive(Debug, Deserialize)]
pub struct Value {
    pub title: Text,
    pub text: Text,
}

#[derive(Debug, Deserialize)]
pub struct Clock {
    pub starts_at: Timestamp,
    pub data_starts_on: Date,
    pub data_loaded_to: Date,
    pub data_ends_on: Date,
}

#[derive(Debug, Deserialize)]
pub struct Pillar {
    pub key: String,
    pub name: Text,
    pub description: Text,
}

#[derive(Debug, Deserialize)]
pub struct Unit {
    pub code: String,
    pub parent: Option<String>,
    pub name: Text,
    pub kind: UnitKind,
    pub purpose: Text,
    pub lead: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub key: String,
    pub name: Text,
    pub title: Text,
    pub unit: String,
    pub role_title: Text,
    pub manager: Option<String>,
    pub email: String,
    #[serde(default)]
    pub login_roles: Vec<Role>,
}

#[derive(Debug, Deserialize)]
pub struct Cycle {
    pub key: String,
    pub parent: Option<String>,
    pub kind: CycleKind,
    pub name: Text,
    pub starts_on: Date,
    pub ends_on: Date,
}

#[derive(Debug, Deserialize)]
pub struct Kpi {
    pub code: String,
    pub name: Text,
    pub question: Text,
    pub description: Text,
    pub unit: Text,
    pub format: NumberFormat,
    pub decimals: i32,
    pub direction: Direction,
    pub frequency: Grain,
    pub time_aggregation: Aggregation,
    pub unit_aggregation: Aggregation,
    pub missing_policy: MissingPolicy,
    pub scale: f64,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub value_column: Option<String>,
    /// How it is computed from others, instead of from the flights.
    #[serde(default)]
    pub formula: Option<String>,
    pub owner: String,
    pub steward: String,
    pub perspective: String,
    pub leading: bool,
    pub category: String,
    pub due_working_days: i32,
    #[serde(default)]
    pub abuse_risk: Option<Text>,
    /// Code of the KPI that would show it.
    #[serde(default)]
    pub counter: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct KpiDriver {
    pub driver: String,
    pub driven: String,
    pub influence: Influence,
    #[serde(default)]
    pub note: Option<Text>,
}

#[derive(Debug, Deserialize)]
pub struct KpiTarget {
    pub kpi: String,
    pub unit: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub floor: Option<f64>,
    pub target: Option<f64>,
    pub stretch: Option<f64>,
    pub range_low: Option<f64>,
    pub range_high: Option<f64>,
}

#[derive(Debug, Deserialize)]
pub struct Objective {
    pub key: String,
    pub cycle: String,
    pub title: Text,
    #[serde(default)]
    pub description: Text,
    pub kind: ObjectiveKind,
    pub owner_unit: Option<String>,
    pub owner: String,
    pub pillar: Option<String>,
    pub progress_mode: ProgressMode,
    pub weight: f64,
    pub visibility: Visibility,
    pub published_on: Option<Date>,
    pub aligned_to: Vec<AlignedTo>,
    pub key_results: Vec<KeyResult>,
    pub grade: Option<Grade>,
}

#[derive(Debug, Deserialize)]
pub struct AlignedTo {
    pub objective: Option<String>,
    pub key_result: Option<String>,
    pub contribution: Option<f64>,
}

#[derive(Debug, Deserialize)]
pub struct KeyResult {
    pub key: String,
    pub title: Text,
    #[serde(default)]
    pub description: Text,
    pub kind: KeyResultKind,
    pub start: Option<f64>,
    pub target: Option<f64>,
    pub target_high: Option<f64>,
    pub zero_low: Option<f64>,
    pub zero_high: Option<f64>,
    pub over_time: bool,
    pub unit: Text,
    pub format: NumberFormat,
    pub decimals: i32,
    pub weight: f64,
    pub owner: String,
    pub pace: PaceKind,
    pub phases: Vec<Phase>,
    pub milestones: Vec<Milestone>,
    pub links: Vec<Link>,
    pub is_excluded: bool,
    #[serde(default)]
    pub exclusion_reason: Text,
    pub check_ins: Vec<CheckIn>,
    #[serde(default)]
    pub goalpost_changes: Vec<GoalpostChange>,
    pub grade: Option<Grade>,
}

#[derive(Debug, Deserialize)]
pub struct Phase {
    pub on: Date,
    pub share: f64,
}

#[derive(Debug, Deserialize)]
pub struct Milestone {
    pub title: Text,
    pub weight: f64,
    pub due_on: Option<Date>,
    pub done_on: Option<Date>,
}

#[derive(Debug, Deserialize)]
pub struct Link {
    pub kpi: String,
    pub role: KpiRole,
    pub unit: String,
    pub window: LinkWindowKind,
    pub window_periods: Option<i32>,
    pub limit: Option<f64>,
}

#[derive(Debug, Deserialize)]
pub struct CheckIn {
    pub on: Date,
    pub value: Option<f64>,
    pub confidence: Option<i32>,
    pub note: Text,
    #[serde(default)]
    pub blocker: Text,
    #[serde(default)]
    pub next_step: Text,
    pub status: Option<Status>,
}

#[derive(Debug, Deserialize)]
pub struct GoalpostChange {
    pub on: Date,
    pub field: Goalpost,
    pub to: f64,
    pub reason: Text,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goalpost {
    Start,
    Target,
}

#[derive(Debug, Deserialize)]
pub struct Grade {
    pub value: f64,
    pub reason: Option<Text>,
}

/// Identities that the product gave to what the content calls by a key.
pub type Ids<T> = BTreeMap<String, T>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_content_is_read_and_complete() {
        let content = Content::read();
        assert!(content.units.iter().any(|unit| unit.code == "NYC" && unit.parent.is_none()));
        assert!(content.people.iter().any(|person| !person.login_roles.is_empty()));
        let objectives = &content.objectives;
        assert!(objectives.len() > 40);
        assert!(objectives.iter().all(|goal| goal.title.zh != goal.title.en));
    }
}
