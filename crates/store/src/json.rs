//! JSON columns: typed values held as JSON text, so that both databases behave alike.

use std::collections::BTreeMap;

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::day::Day;

/// A value held as JSON text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

/// Names by language (`en`, `zh-CN`), for the languages that have one of their own.
pub type Names = BTreeMap<String, String>;

/// One value of the organisation: what it holds dear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationValue {
    /// In a few words.
    pub title: String,
    /// What it means here.
    pub text: String,
}

/// One point of a phased pace.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// By this day …
    pub on: Day,
    /// … this share of the way, 0..=1.
    pub share: f64,
}

/// A row of a source that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// Where it stands in what the source gave.
    pub place: String,
    /// The column that is wrong.
    pub column: String,
    /// Stable, for programs.
    pub code: String,
    /// What is wrong and what would be right.
    pub reason: String,
    /// What the row says.
    pub row: String,
}

impl<T: Serialize> From<Json<T>> for Value {
    fn from(json: Json<T>) -> Self {
        let text = serde_json::to_string(&json.0)
            .expect("invariant: our JSON columns hold plain data with text keys");
        Value::from(text)
    }
}

impl<T: DeserializeOwned> TryGetable for Json<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        serde_json::from_str(&text)
            .map(Self)
            .map_err(|error| TryGetError::DbErr(DbErr::Type(format!("column {index:?}: {error}"))))
    }
}

impl<T: DeserializeOwned> ValueType for Json<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let text = <String as ValueType>::try_from(value)?;
        serde_json::from_str(&text).map(Self).map_err(|_| ValueTypeErr)
    }

    fn type_name() -> String {
        "Json".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl<T> Nullable for Json<T> {
    fn null() -> Value {
        <String as Nullable>::null()
    }
}
