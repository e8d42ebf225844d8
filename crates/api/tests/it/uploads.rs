//! Tables that people bring: looked at first, then taken in as a whole.

use encoding_rs::GB18030;
use serde_json::{Value, json};

use crate::kpis::{ratio_kpi, sum_kpi, text};
use crate::support::{Persona, World, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;
const BYTES: &str = "application/octet-stream";

async fn preview(world: &World, query: &str, file: impl Into<axum::body::Body>) -> Value {
    let path = format!("/uploads/preview?file_name=flights.csv{query}");
    world.upload(PERCY, &path, BYTES, file).await.expect(200)
}

/// The cells that are refused, with their codes.
fn refused(preview: &Value) -> Vec<(&str, &str)> {
    let cells = preview["rejected"].as_array().unwrap().iter();
    cells.map(|cell| (cell["cell"].as_str().unwrap_or("-"), text(&cell["code"]))).collect()
}

/// A monthly percentage that is no ratio of counts.
async fn percent_kpi(world: &World) {
    let new = json!({
        "code": "load", "name": "客座率", "format": "percent", "direction": "higher",
        "frequency": "month", "time_aggregation": "mean", "unit_aggregation": "mean",
    });
    world.post(PERCY, "/kpis", new).await.expect(201);
}

const ROWS: &str = "&layout=rows&kpi_column=A&unit_column=B&period_column=C&value_column=D";

#[tokio::test]
async fn a_table_is_looked_at_and_then_taken_in_with_its_name() {
    on_each_database(async |world| {
        let kpi = sum_kpi(world, "flights").await;
        let before = world.change_count().await;
        let file = "指标,部门,日期,值,备注\n\
                    flights,JFK,2013-10-01,\"1,234.5\",'=好\n\
                    On time flights,jfk,2013年10月2日,\"(2,000)\",\n\
                    flights,JFK,41550,,\n";
        let seen = preview(world, "", file).await;
        assert_eq!((&seen["form"], &seen["encoding"]), (&json!("csv"), &json!("utf-8")));
        assert_eq!(seen["mapping_from"], "guessed");
        assert_eq!(seen["mapping"]["note_column"], "E");
        assert_eq!((&seen["missing"], &seen["rejected_count"]), (&json!([]), &json!(0)));
        let counts = (&seen["rows"], &seen["inserted"], &seen["blank"]);
        assert_eq!(counts, (&json!(3), &json!(2), &json!(1)));
        assert_eq!(seen["values"][0]["value"], 1234.5);
        assert_eq!(seen["values"][0]["note"], "=好");
        assert_eq!(seen["values"][1]["period"], "2013-10-02");
        assert_eq!(seen["values"][1]["value"], -2000.0);
        assert_eq!(world.change_count().await, before, "looking changes nothing");
        let path = format!("/uploads?file_name=flights.csv{ROWS}&note_column=E");
        let done = world.upload(PERCY, &path, BYTES, file).await.expect(200);
        assert_eq!(done["item"]["inserted"], 2);
        // The batch, and how its columns were understood.
        assert_eq!(world.change_count().await, before + 2);
        let changes = world.get(PERCY, "/changes?kind=measurements.imported").await.expect(200);
        assert_eq!(text(&changes["items"][0]["title"]), "flights.csv");
        let listed = world.get(PERCY, format!("{kpi}/measurements")).await.expect(200);
        assert_eq!(listed["items"][0]["source"], "import");
        assert_eq!(listed["items"][0]["batch_id"], done["item"]["batch_id"]);
        let proof = format!("{kpi}?explain=true&grain=day&period=2013-10-01&unit=JFK");
        let proof = world.get(PERCY, proof).await.expect(200)["proof"].to_string();
        assert!(proof.contains("\"file\":\"flights.csv\""), "the proof names the file: {proof}");
        // Once more: nothing is new, and nothing is written.
        let again = world.upload(PERCY, &path, BYTES, file).await.expect(200);
        assert_eq!((&again["item"]["unchanged"], &again["seq"]), (&json!(2), &json!(0)));
        let other = file.replace("1,234.5", "1,235.5");
        let seen = preview(world, "", other.clone()).await;
        assert_eq!(seen["mapping_from"], "remembered");
        assert_eq!((&seen["corrected"], &seen["unchanged"]), (&json!(1), &json!(1)));
        let corrected = world.upload(PERCY, &path, BYTES, other).await.expect(200);
        assert_eq!(corrected["item"]["corrected"], 1);
    })
    .await;
}

#[tokio::test]
async fn every_cell_that_cannot_be_taken_is_named_and_nothing_is_changed() {
    on_each_database(async |world| {
        sum_kpi(world, "flights").await;
        ratio_kpi(world, "otd_rate").await;
        let before = world.change_count().await;
        let mut file = b"kpi,unit,period,value\n\
            flight,JFK,2013-10-01,1\n\
            flights,LAX,2013-10-01,1\n\
            flights,JFK,2013-10,1\n\
            flights,JFK,10/02/2013,1\n\
            flights,JFK,2013-10-03,\"1,234\"\n\
            flights,JFK,2013-10-04,=1+2\n\
            flights,JFK,2013-10-05,84%\n\
            otd_rate,JFK,2013-10-05,1\n\
            flights,JFK,2013-10-06,1\n\
            flights,JFK,2013-10-06,2\n\
            flights,JFK,2013-10-16,2\n\
            ,JFK,2013-10-07,1\n\
            flights,JFK,2013-10-08,1\n"
            .to_vec();
        file.extend(b"flights,J\xffK,2013-10-09,1\n");
        let seen = preview(world, "", file.clone()).await;
        let expected = [
            ("A2", "unknown_reference"),
            ("B3", "unknown_reference"),
            ("C4", "bad_period"),
            ("C5", "ambiguous_day"),
            ("D6", "ambiguous_number"),
            ("D7", "bad_number"),
            ("D8", "percent_unexpected"),
            ("D9", "ratio_needs_parts"),
            ("C11", "duplicate"),
            ("C12", "date_out_of_range"),
            ("A13", "missing_field"),
            ("B15", "not_text"),
        ];
        assert_eq!(refused(&seen), expected);
        assert_eq!((&seen["rejected_count"], &seen["inserted"]), (&json!(12), &json!(2)));
        assert_eq!(text(&seen["rejected"][4]["text"]), "1,234");
        let path = format!("/uploads?file_name=flights.csv{ROWS}");
        let answer = world.upload(PERCY, &path, BYTES, file.clone()).await;
        answer.expect_problem(422, "unknown_reference", Some("cells.A2"));
        assert_eq!(world.change_count().await, before);
        // What was chosen decides what was ambiguous.
        let chosen = format!("{ROWS}&numbers=comma&days=day_first");
        let seen = preview(world, &chosen, file).await;
        let cells: Vec<&str> = refused(&seen).into_iter().map(|(cell, _)| cell).collect();
        assert!(!cells.contains(&"D6"), "1,234 is 1.234: {cells:?}");
        assert!(cells.contains(&"D8") && !cells.contains(&"C5"), "{cells:?}");
        // A stranger is told at the cell that the KPI is not theirs to record.
        let good = "kpi,unit,period,value\nflights,JFK,2013-10-01,1\n";
        let answer = world.upload(Persona::Stranger, &path, BYTES, good).await;
        answer.expect_problem(422, "forbidden", Some("cells.A2"));
    })
    .await;
}

#[tokio::test]
async fn periods_in_columns_chinese_encoding_and_percentages() {
    on_each_database(async |world| {
        percent_kpi(world).await;
        let file = "指标;2013年8月;2013年9月\n客座率;84,5 %;0,845\n";
        let bytes = GB18030.encode(file).0.into_owned();
        let seen = preview(world, "", bytes.clone()).await;
        let form = (&seen["encoding"], &seen["delimiter"], &seen["mapping"]["layout"]);
        assert_eq!(form, (&json!("gb18030"), &json!(";"), &json!("periods")));
        assert_eq!(seen["mapping"]["unit"], "NYC", "without a unit it is the whole organisation");
        assert_eq!(refused(&seen), []);
        assert_eq!(seen["columns"][1]["role"], "period_value");
        assert_eq!(
            (&seen["values"][0]["value"], &seen["values"][1]["value"]),
            (&json!(0.845), &json!(0.845))
        );
        let path = "/uploads?file_name=x.csv&layout=periods&kpi_column=A&unit=NYC";
        let done = world.upload(PERCY, path, BYTES, bytes).await.expect(200);
        assert_eq!(done["item"]["inserted"], 2);
        // The next month has one column more, and is the same table.
        let next = "指标,2013年8月,2013年9月,2013年7月\n客座率,84.5%,84.5%,86.2\n";
        let seen = preview(world, "", next).await;
        assert_eq!(seen["mapping_from"], "remembered");
        assert_eq!(refused(&seen), [("D2", "ambiguous_percent")]);
        assert_eq!(seen["unchanged"], 2);
        let chosen = "&layout=periods&kpi_column=A&unit=NYC&percents=hundred";
        let seen = preview(world, chosen, next).await;
        assert_eq!(seen["values"][2]["value"], 0.862);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_makes_no_sense_says_what_would() {
    on_each_database(async |world| {
        let seen = preview(world, "", "colour,size\nred,3\n").await;
        assert_eq!(seen["missing"], json!(["kpi", "period", "value"]));
        assert_eq!(seen["columns"][0]["samples"], json!(["red"]));
        let post = async |query: &str, file: &'static str| {
            let path = format!("/uploads?file_name=x.csv{query}");
            world.upload(PERCY, &path, BYTES, file).await
        };
        post("", "a\n1\n").await.expect_problem(400, "mapping_incomplete", Some("layout"));
        post("&layout=rows&kpi=x", "a\n1\n").await.expect_problem(
            422,
            "mapping_incomplete",
            Some("unit"),
        );
        post("&layout=rows&kpi_column=A1", "a\n").await.expect_problem(
            400,
            "bad_column",
            Some("kpi_column"),
        );
        let bad = post("&layout=rows&delimiter=x", "a\n").await;
        bad.expect_problem(400, "bad_delimiter", Some("delimiter"));
        post(ROWS, "").await.expect_problem(422, "file_empty", Some("file"));
        post(ROWS, "%PDF-1.7").await.expect_problem(422, "file_kind", Some("file"));
        let open = post(ROWS, "kpi,unit\na,\"b\n").await;
        let detail = open.expect_problem(422, "quote_not_closed", Some("file"));
        assert!(detail.contains("B2"), "{detail}");
        post(ROWS, "PK\u{3}\u{4}rubbish").await.expect_problem(
            422,
            "workbook_broken",
            Some("file"),
        );
    })
    .await;
}
