//! What the demo's KPIs must be, computed from the reduced flights in another way than the product
//! does: all rows of a month are added up here, unit by unit, without its graph, its database or
//! its reader.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;

static FLIGHTS: &[u8] = include_bytes!("../../../../demo/flights_daily.csv.gz");

/// A KPI as the columns that it is made of.
pub(crate) struct Figure {
    /// The KPI's code.
    pub(crate) code: &'static str,
    above: &'static str,
    /// What the sum is divided by; nothing for a plain sum.
    below: Option<&'static str>,
}

/// The KPIs that are used from outside.
pub(crate) const FIGURES: [Figure; 4] = [
    Figure { code: "otd_rate", above: "on_time_departures", below: Some("departed") },
    Figure { code: "cancel_rate", above: "cancelled", below: Some("scheduled") },
    Figure { code: "mean_arr_delay", above: "arr_delay_sum", below: Some("arr_known") },
    Figure { code: "flights_operated", above: "departed", below: None },
];

/// One month of one unit: the sums and, for a ratio, their quotient.
#[derive(Debug, PartialEq)]
pub(crate) struct Month {
    /// Σ of the numerator, or the value of a plain sum.
    pub(crate) above: i64,
    /// Σ of the denominator.
    pub(crate) below: Option<i64>,
}

impl Month {
    /// The value of the KPI.
    pub(crate) fn value(&self) -> f64 {
        self.below.map_or(self.above as f64, |below| self.above as f64 / below as f64)
    }
}

/// The daily rows as text.
pub(crate) struct Flights(String);

impl Flights {
    /// Reads the file that the demo is made of.
    pub(crate) fn read() -> Self {
        let mut text = String::new();
        GzDecoder::new(FLIGHTS).read_to_string(&mut text).unwrap();
        Self(text)
    }

    /// The months (`2013-09`) of a unit (`NYC`, `EWR`, `EWR-UA`), from the days before `until`.
    pub(crate) fn months(
        &self,
        figure: &Figure,
        unit: &str,
        until: &str,
    ) -> BTreeMap<String, Month> {
        let mut reader = csv::Reader::from_reader(self.0.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (above, below) = (column(figure.above), figure.below.map(column));
        let mut months = BTreeMap::new();
        for row in reader.records().map(Result::unwrap) {
            let carrier = format!("{}-{}", &row[1], &row[2]);
            if &row[0] >= until || (unit != "NYC" && unit != &row[1] && unit != carrier) {
                continue;
            }
            let count = |at: usize| row[at].parse::<i64>().unwrap();
            let start = Month { above: 0, below: below.map(|_| 0) };
            let month = months.entry(row[0][..7].to_owned()).or_insert(start);
            month.above += count(above);
            month.below = month.below.zip(below).map(|(sum, at)| sum + count(at));
        }
        months
    }
}
