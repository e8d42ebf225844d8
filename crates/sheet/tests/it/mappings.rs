//! Which column is what.

use sheet::day::{Epoch, When};
use sheet::mapping::{Layout, period_columns};
use sheet::{Cell, Mapping, Row};

fn row(number: u32, texts: &[&str]) -> Row {
    Row { number, cells: texts.iter().map(|text| Cell::of_text(text)).collect() }
}

#[test]
fn columns_are_known_by_their_names_in_both_languages() {
    let cases: [(&[&str], [Option<u32>; 7]); 6] = [
        (
            &["kpi", "unit", "period", "value"],
            [Some(0), Some(1), Some(2), Some(3), None, None, None],
        ),
        (&["指标", "部门", "周期", "值"], [Some(0), Some(1), Some(2), Some(3), None, None, None]),
        (
            &["日期", "指标编码", "指标名称", "部门名称", "分子", "分母", "备注"],
            [Some(1), Some(3), Some(0), None, Some(4), Some(5), Some(6)],
        ),
        (
            &["Metric", "Department", "Date", "Actual (k)", "Comment"],
            [Some(0), Some(1), Some(2), Some(3), None, None, Some(4)],
        ),
        (&["指标名称", "指标编码", "值"], [Some(1), None, None, Some(2), None, None, None]),
        (&["a", "b"], [None; 7]),
    ];
    for (names, expected) in cases {
        let found = Mapping::guess(&[row(1, names)]);
        let columns = [
            found.kpi,
            found.unit,
            found.period,
            found.value,
            found.numerator,
            found.denominator,
            found.note,
        ];
        assert_eq!(columns, expected, "{names:?}");
        assert_eq!(found.layout, Layout::Rows);
    }
}

#[test]
fn titles_above_the_names_are_passed_over() {
    let rows = [
        row(1, &["2013年度报表"]),
        row(3, &["指标", "部门", "周期", "值"]),
        row(4, &["otd", "EWR", "2013-10", "1"]),
    ];
    assert_eq!(Mapping::guess(&rows).header_row, 3);
    assert_eq!(Mapping::guess(&[]).header_row, 1);
}

#[test]
fn columns_that_are_named_after_periods_hold_their_values() {
    let header = row(1, &["指标", "部门", "2013年9月", "2013年10月", "合计"]);
    let found = Mapping::guess(&[header.clone(), row(2, &["otd", "EWR", "1", "2", "3"])]);
    assert_eq!((found.layout, found.kpi, found.unit), (Layout::Periods, Some(0), Some(1)));
    let columns = period_columns(&header, None, Epoch::From1900);
    assert_eq!(columns, [(2, When::Month(2013, 9)), (3, When::Month(2013, 10))]);
}

#[test]
fn the_next_month_of_a_table_has_the_same_shape() {
    let september = Mapping::shape(&row(1, &["KPI", "Unit", "2013-08", "2013-09"]));
    let october = Mapping::shape(&row(1, &["kpi", "unit ", "2013-08", "2013-09", "2013-10", ""]));
    assert_eq!(september, october);
    assert_ne!(september, Mapping::shape(&row(1, &["KPI", "2013-08", "2013-09"])));
}

#[test]
fn a_mapping_is_kept_as_text_and_read_again() {
    let mapping = Mapping {
        header_row: 2,
        kpi_fixed: Some("otd".into()),
        epoch: Some(Epoch::From1904),
        ..Mapping::default()
    };
    let text = serde_json::to_string(&mapping).unwrap();
    assert!(text.contains("\"epoch\":\"1904\""), "{text}");
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
    assert_eq!(serde_json::from_str::<Mapping>("{}").unwrap(), Mapping::default());
}
