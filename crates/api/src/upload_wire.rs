//! How an uploaded file is understood, on the wire: query parameters in, the same words out.

use serde::{Deserialize, Serialize};
use sheet::header::Role;
use sheet::mapping::{Layout, Percents};
use sheet::{Encoding, Mapping, Reading, address, day, number};
use utoipa::{IntoParams, ToSchema};

use crate::error::{ApiError, ApiResult};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $inner:path {
        $($(#[$variant_doc:meta])* $variant:ident = $of:ident $text:tt,)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                match inner { $(<$inner>::$of => Self::$variant,)+ }
            }
        }

        impl From<$name> for $inner {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$of,)+ }
            }
        }
    )+};
}

words! {
    /// How values lie in a table.
    UploadLayout = Layout {
        /// One value a row.
        Rows = Rows "rows",
        /// Each column that is named after a period holds values of it.
        Periods = Periods "periods",
    }

    /// Which mark stands before the decimals of numbers.
    UploadNumbers = number::Marks {
        /// `1,234.5`
        Point = Point "point",
        /// `1.234,5`
        Comma = Comma "comma",
    }

    /// Which comes first in a day with slashes.
    UploadDays = day::Order {
        /// `14/10/2013`
        DayFirst = DayFirst "day_first",
        /// `10/14/2013`
        MonthFirst = MonthFirst "month_first",
    }

    /// How percentages without a percent sign are written.
    UploadPercents = Percents {
        /// 0.845 is 84.5 %.
        Ratio = Ratio "ratio",
        /// 84.5 is 84.5 %.
        Hundred = Hundred "hundred",
    }

    /// From which year numbers that stand for days are counted.
    UploadEpoch = day::Epoch {
        /// As spreadsheet programs do.
        From1900 = From1900 "1900",
        /// As old Macintoshes did.
        From1904 = From1904 "1904",
    }

    /// How the characters of a text file are written.
    UploadEncoding = Encoding {
        /// UTF-8.
        Utf8 = Utf8 "utf-8",
        /// UTF-16, the lower byte first.
        Utf16Le = Utf16Le "utf-16le",
        /// UTF-16, the higher byte first.
        Utf16Be = Utf16Be "utf-16be",
        /// GB18030, which holds GBK and GB 2312.
        Gb18030 = Gb18030 "gb18030",
    }
}

/// How the file that is the body is to be understood. Columns are named by their letters, `B`.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UploadQuery {
    /// What the file is called; the proof of its values names it.
    pub file_name: String,
    /// Which sheet of a workbook; the first when absent.
    pub sheet: Option<String>,
    /// How its characters are written; found out when absent.
    pub encoding: Option<UploadEncoding>,
    /// What separates its cells: `,`, `;`, `tab` or `|`; found out when absent.
    pub delimiter: Option<String>,
    /// How values lie. Without it, all that follows is guessed, or as it was for the last file with
    /// the same columns.
    pub layout: Option<UploadLayout>,
    /// The row that names the columns; 1 when absent, 0 when there is none.
    pub header_row: Option<u32>,
    /// Which column tells the KPI, by code or name.
    pub kpi_column: Option<String>,
    /// The KPI of all rows.
    pub kpi: Option<String>,
    /// Which column tells the unit, by code or name.
    pub unit_column: Option<String>,
    /// The unit of all rows.
    pub unit: Option<String>,
    /// Which column tells the person, by code, e-mail address or name, where values are people's.
    pub person_column: Option<String>,
    /// Which column tells the period.
    pub period_column: Option<String>,
    /// Which column holds the value.
    pub value_column: Option<String>,
    /// Which column holds what is above the line of a ratio.
    pub numerator_column: Option<String>,
    /// Which column holds what is below the line of a ratio.
    pub denominator_column: Option<String>,
    /// Which column holds a word about the value.
    pub note_column: Option<String>,
    /// Which mark stands before decimals; the file tells when absent.
    pub numbers: Option<UploadNumbers>,
    /// Which comes first in a day; the file tells when absent.
    pub days: Option<UploadDays>,
    /// How percentages without a sign are written; doubtful ones are refused when absent.
    pub percents: Option<UploadPercents>,
    /// From which year numbers that stand for days are counted; the file tells when absent.
    pub epoch: Option<UploadEpoch>,
}

impl UploadQuery {
    /// What is said about a text file.
    pub(crate) fn reading(&self) -> ApiResult<Reading> {
        let delimiter = match self.delimiter.as_deref() {
            None => None,
            Some("tab") => Some('\t'),
            Some(",") => Some(','),
            Some(";") => Some(';'),
            Some("|") => Some('|'),
            Some(other) => {
                let message = format!("`{other}` separates no cells: `,`, `;`, `tab` and `|` do");
                return Err(ApiError::query("delimiter", "bad_delimiter", message));
            }
        };
        Ok(Reading { encoding: self.encoding.map(Into::into), delimiter })
    }

    /// The mapping that is said; `None` when it is to be found out.
    pub(crate) fn mapping(&self) -> ApiResult<Option<Mapping>> {
        let Some(layout) = self.layout else { return Ok(None) };
        Ok(Some(Mapping {
            layout: layout.into(),
            header_row: self.header_row.unwrap_or(1),
            kpi: column("kpi_column", self.kpi_column.as_deref())?,
            kpi_fixed: self.kpi.clone(),
            unit: column("unit_column", self.unit_column.as_deref())?,
            unit_fixed: self.unit.clone(),
            person: column("person_column", self.person_column.as_deref())?,
            period: column("period_column", self.period_column.as_deref())?,
            value: column("value_column", self.value_column.as_deref())?,
            numerator: column("numerator_column", self.numerator_column.as_deref())?,
            denominator: column("denominator_column", self.denominator_column.as_deref())?,
            note: column("note_column", self.note_column.as_deref())?,
            numbers: self.numbers.map(Into::into),
            days: self.days.map(Into::into),
            percents: self.percents.map(Into::into),
            epoch: self.epoch.map(Into::into),
        }))
    }
}

fn column(field: &str, letters: Option<&str>) -> ApiResult<Option<u32>> {
    let Some(letters) = letters else { return Ok(None) };
    let found = address::column(letters);
    found.map(Some).ok_or_else(|| {
        let message = format!("`{letters}` names no column; columns are A, B … Z, AA …");
        ApiError::query(field, "bad_column", message)
    })
}

/// How a file is understood: the query parameters that say so.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadMapping {
    /// How values lie.
    pub layout: UploadLayout,
    /// The row that names the columns.
    pub header_row: u32,
    /// Which column tells the KPI.
    pub kpi_column: Option<String>,
    /// The KPI of all rows.
    pub kpi: Option<String>,
    /// Which column tells the unit.
    pub unit_column: Option<String>,
    /// The unit of all rows.
    pub unit: Option<String>,
    /// Which column tells the person, by code, e-mail address or name, where values are people's.
    pub person_column: Option<String>,
    /// Which column tells the period.
    pub period_column: Option<String>,
    /// Which column holds the value.
    pub value_column: Option<String>,
    /// Which column holds what is above the line of a ratio.
    pub numerator_column: Option<String>,
    /// Which column holds what is below the line of a ratio.
    pub denominator_column: Option<String>,
    /// Which column holds a word about the value.
    pub note_column: Option<String>,
    /// Which mark stands before decimals.
    pub numbers: Option<UploadNumbers>,
    /// Which comes first in a day.
    pub days: Option<UploadDays>,
    /// How percentages without a sign are written.
    pub percents: Option<UploadPercents>,
    /// From which year numbers that stand for days are counted.
    pub epoch: Option<UploadEpoch>,
}

impl UploadMapping {
    pub(crate) fn of(mapping: &Mapping) -> Self {
        let letters = |role: Role| mapping.column(role).map(address::letters);
        Self {
            layout: mapping.layout.into(),
            header_row: mapping.header_row,
            kpi_column: letters(Role::Kpi),
            kpi: mapping.kpi_fixed.clone(),
            unit_column: letters(Role::Unit),
            unit: mapping.unit_fixed.clone(),
            person_column: letters(Role::Person),
            period_column: letters(Role::Period),
            value_column: letters(Role::Value),
            numerator_column: letters(Role::Numerator),
            denominator_column: letters(Role::Denominator),
            note_column: letters(Role::Note),
            numbers: mapping.numbers.map(Into::into),
            days: mapping.days.map(Into::into),
            percents: mapping.percents.map(Into::into),
            epoch: mapping.epoch.map(Into::into),
        }
    }
}
