//! The catalogue 指标目录: ready definitions of KPIs, by function of the business, in both languages.
//!
//! They are data, embedded in the binary: `catalogue/FUNCTION.json`. One becomes a KPI of the
//! organisation by [`copy`], and from then on is edited like any other; the catalogue does not
//! follow it. To add a definition: an entry in the file of its function, complete in both
//! languages, with a counter-metric that is in the catalogue too; the tests below read all of it.

use std::sync::LazyLock;

use goals::access::{Action, Thing};
use goals::id::PersonId;
use serde::Deserialize;
use store::entity::kpi::Model;
use store::json::Names;
use store::word::{
    Aggregation, Direction, Grain, MissingPolicy, NumberFormat, TokenScope, UserLocale,
};

use crate::app::App;
use crate::error::OpsError;
use crate::kpi;
use crate::kpi_perspective;
use crate::kpi_sheet::Sheet;
use crate::live::Directory;
use crate::viewer::Viewer;
use crate::work::Outcome;

/// The files, in the order in which functions are shown.
const FILES: [(&str, &str); 9] = [
    ("sales", include_str!("catalogue/sales.json")),
    ("marketing", include_str!("catalogue/marketing.json")),
    ("product", include_str!("catalogue/product.json")),
    ("engineering", include_str!("catalogue/engineering.json")),
    ("support", include_str!("catalogue/support.json")),
    ("operations", include_str!("catalogue/operations.json")),
    ("supply", include_str!("catalogue/supply.json")),
    ("finance", include_str!("catalogue/finance.json")),
    ("people", include_str!("catalogue/people.json")),
];

static ALL: LazyLock<Vec<Ready>> = LazyLock::new(|| {
    let read = |(category, text): (&'static str, &str)| {
        let entries: Vec<Ready> = serde_json::from_str(text)
            .expect("invariant: the embedded catalogue is read by a test");
        entries.into_iter().map(move |entry| Ready { category, ..entry })
    };
    FILES.into_iter().flat_map(read).collect()
});

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

/// A ready definition.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// Unique in the catalogue; the code of the KPI that is made of it, unless another is asked
    /// for.
    pub code: String,
    /// Function of the business: the file that it stands in.
    #[serde(skip)]
    pub category: &'static str,
    /// In a few words.
    pub name: Text,
    /// The question that it answers.
    pub question: Text,
    /// How it is worked out.
    pub description: Text,
    /// The label behind its numbers.
    pub unit: Text,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
    /// The period of one measurement.
    pub frequency: Grain,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
    /// What a missing value stands for.
    pub missing_policy: MissingPolicy,
    /// Code of one of the four perspectives that every organisation begins with.
    pub perspective: String,
    /// Whether it tells early rather than late.
    pub leading: bool,
    /// What counts.
    pub scope: Text,
    /// What does not count.
    pub exclusions: Text,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: Text,
    /// The definition in the catalogue that would show it.
    pub counter: String,
    /// Values are due this many working days after their period.
    pub due_working_days: i32,
}

/// How a definition is copied.
#[derive(Debug, Clone, Default)]
pub struct Copy {
    /// The KPI's code; the definition's own when absent.
    pub code: Option<String>,
    /// The language of its texts; the viewer's when absent. Its name is kept in both.
    pub language: Option<UserLocale>,
    /// Who answers for its value.
    pub owner_person: Option<PersonId>,
}

/// All ready definitions, function by function.
pub fn all() -> &'static [Ready] {
    &ALL
}

/// The definition with this code.
///
/// # Errors
/// `NotFound`.
pub fn find(code: &str) -> Result<&'static Ready, OpsError> {
    let found = all().iter().find(|entry| entry.code == code);
    found.ok_or_else(|| OpsError::not_found("kpi_catalogue", code))
}

/// Whether the viewer may copy definitions.
pub fn may_copy(viewer: &Viewer) -> bool {
    viewer.scope == TokenScope::Write && viewer.can(Action::CreateKpi, &Thing::Organization)
}

/// Makes a KPI of a ready definition.
///
/// The counter-metric is tied when a KPI with its code is there; the perspective is the first one
/// in use when the organisation has done away with the definition's.
///
/// # Errors
/// `NotFound`; `Forbidden` unless performance is the viewer's to administer; `State` when a KPI
/// with the code is there already, archived or not; `Invalid` for a code that is none.
pub async fn copy(
    app: &App,
    viewer: &Viewer,
    code: &str,
    how: Copy,
) -> Result<Outcome<Model>, OpsError> {
    let entry = find(code)?;
    viewer.may(Action::CreateKpi, &Thing::Organization, "kpi_catalogue", code)?;
    let live = app.live(viewer.organization_id).await?;
    let input = {
        let state = live.read();
        let code = how.code.as_deref().map_or(entry.code.as_str(), str::trim);
        check_free(&state.directory, code)?;
        entry.as_kpi(
            &state.directory,
            code,
            how.language.unwrap_or(viewer.locale),
            how.owner_person,
        )
    };
    kpi::create(app, viewer, input).await
}

fn check_free(directory: &Directory, code: &str) -> Result<(), OpsError> {
    let Some(taken) = directory.kpi_by_code(code) else { return Ok(()) };
    let what = if taken.archived_at.is_some() { "an archived KPI" } else { "a KPI" };
    let name = &taken.name;
    Err(OpsError::State {
        code: "kpi_exists",
        message: format!(
            "there is {what} with the code `{code}` already, “{name}”; copy under another code"
        ),
    })
}

impl Text {
    /// The text for a reader of this language.
    pub fn of(&self, locale: UserLocale) -> &str {
        match locale {
            UserLocale::En => &self.en,
            UserLocale::ZhCn => &self.zh_cn,
        }
    }

    /// Both, by language.
    pub fn names(&self) -> Names {
        UserLocale::ALL
            .iter()
            .map(|locale| (locale.to_string(), self.of(*locale).to_owned()))
            .collect()
    }

    /// Whether one of them contains the text, which is in small letters.
    fn contains(&self, asked: &str) -> bool {
        [&self.en, &self.zh_cn].into_iter().any(|text| text.to_lowercase().contains(asked))
    }
}

impl Ready {
    /// Whether code, name, question or description contain the text in either language, ignoring
    /// case.
    pub fn is_about(&self, text: &str) -> bool {
        let asked = text.trim().to_lowercase();
        self.code.to_lowercase().contains(&asked)
            || [&self.name, &self.question, &self.description]
                .into_iter()
                .any(|text| text.contains(&asked))
    }

    fn as_kpi(
        &self,
        directory: &Directory,
        code: &str,
        language: UserLocale,
        owner_person: Option<PersonId>,
    ) -> kpi::Create {
        let in_words = |text: &Text| text.of(language).to_owned();
        kpi::Create {
            code: code.to_owned(),
            name: in_words(&self.name),
            question: in_words(&self.question),
            description: in_words(&self.description),
            unit: in_words(&self.unit),
            format: self.format,
            decimals: self.decimals,
            direction: self.direction,
            frequency: self.frequency,
            time_aggregation: self.time_aggregation,
            unit_aggregation: self.unit_aggregation,
            missing_policy: self.missing_policy,
            owner_person,
            steward_person: None,
            perspective: kpi_perspective::nearest(directory, &self.perspective),
            leading: self.leading,
            position: None,
            formula: None,
            sheet: Sheet {
                names: self.name.names(),
                category: self.category.to_owned(),
                scope: in_words(&self.scope),
                exclusions: in_words(&self.exclusions),
                abuse_risk: in_words(&self.abuse_risk),
                counter_kpi: directory.kpi_by_code(&self.counter).map(|kpi| kpi.id.into()),
                due_working_days: Some(self.due_working_days),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use goals::kpi::Kpi;

    use super::*;
    use crate::check::Checks;
    use crate::kpi_sheet::CATEGORIES;

    fn texts(entry: &Ready) -> [(&'static str, &Text); 6] {
        [
            ("name", &entry.name),
            ("question", &entry.question),
            ("description", &entry.description),
            ("scope", &entry.scope),
            ("exclusions", &entry.exclusions),
            ("abuse_risk", &entry.abuse_risk),
        ]
    }

    #[test]
    fn there_are_sixty_or_more_and_every_function_has_some() {
        assert!(all().len() >= 60, "{}", all().len());
        let mut categories: Vec<&str> = all().iter().map(|entry| entry.category).collect();
        categories.dedup();
        assert_eq!(categories, CATEGORIES);
        for code in ["deployment_frequency", "lead_time_for_changes", "change_failure_rate"] {
            assert_eq!(find(code).unwrap().category, "engineering");
        }
        assert_eq!(find("failed_deployment_recovery_time").unwrap().category, "engineering");
    }

    #[test]
    fn every_definition_is_complete_in_both_languages() {
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for entry in all() {
            for (field, text) in texts(entry) {
                let what = format!("{} of {}", field, entry.code);
                assert!(!text.en.trim().is_empty() && !is_chinese(&text.en), "{what} in English");
                assert!(is_chinese(&text.zh_cn), "{what} in Chinese");
            }
            assert!(entry.question.en.ends_with('?') && entry.question.zh_cn.ends_with('？'));
            assert_eq!(entry.unit.en.is_empty(), entry.unit.zh_cn.is_empty(), "{}", entry.code);
        }
    }

    #[test]
    fn codes_are_unique_and_every_counter_metric_is_another_definition() {
        let codes: HashSet<&str> = all().iter().map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes.len(), all().len(), "a code stands twice");
        for language in [UserLocale::En, UserLocale::ZhCn] {
            let names: HashSet<&str> = all().iter().map(|entry| entry.name.of(language)).collect();
            assert_eq!(names.len(), all().len(), "a name stands twice in {language}");
        }
        for entry in all() {
            assert!(codes.contains(entry.counter.as_str()), "{}: {}", entry.code, entry.counter);
            assert_ne!(entry.counter, entry.code, "a metric does not guard itself");
        }
    }

    #[test]
    fn every_definition_would_be_accepted_as_a_kpi() {
        for entry in all() {
            let mut checks = Checks::default();
            checks.code("code", &entry.code);
            for (field, text) in texts(entry) {
                checks.text(field, &text.en);
                checks.text(field, &text.zh_cn);
            }
            checks.name("name", &entry.name.en);
            checks.finish().unwrap();
            let is_percent = entry.format == NumberFormat::Percent;
            // Money without a currency would be shown as dollars to everybody.
            let has_currency = entry.format != NumberFormat::Currency || entry.unit.en.len() == 3;
            assert!(has_currency, "{}", entry.code);
            assert_eq!(entry.unit.en == "%", is_percent, "{}: percents are ratios", entry.code);
            assert!(
                (0..=6).contains(&entry.decimals) && (0..=260).contains(&entry.due_working_days)
            );
            let four = ["financial", "customer", "process", "learning"];
            assert!(four.contains(&entry.perspective.as_str()), "{}", entry.code);
            let arithmetic = Kpi {
                id: goals::id::KpiId(uuid::Uuid::nil()),
                direction: entry.direction.into(),
                frequency: entry.frequency.into(),
                time_aggregation: entry.time_aggregation.into(),
                unit_aggregation: entry.unit_aggregation.into(),
                missing: entry.missing_policy.into(),
                versions: Vec::new(),
                is_archived: false,
            };
            arithmetic.validate().unwrap();
        }
    }

    #[test]
    fn a_definition_is_found_by_words_in_either_language() {
        let found = |text: &str| all().iter().filter(|entry| entry.is_about(text)).count();
        assert!(found("CHURN") >= 1 && found("流失") >= 1 && found("deployment_freq") == 1);
        assert_eq!(found("no such words"), 0);
        assert_eq!(found(" "), all().len());
    }
}
