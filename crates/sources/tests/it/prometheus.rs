//! Range queries.

use serde_json::{Value, json};
use sources::{FailureKind, Number};

use crate::server::{Server, response};
use crate::{fetch, keys};

fn source(url: &str) -> Value {
    json!({
        "kind": "prometheus", "url": format!("{url}/prom/"), "query": "sum by (site) (x)",
        "kpi": "requests", "unit_label": "site",
    })
}

/// A point of a site at the end of 1 October in New York, and of every twelve hours after it.
fn matrix(values: &[(i64, &str)]) -> String {
    let values: Vec<Value> = values.iter().map(|(at, text)| json!([at, text])).collect();
    let result = json!([{"metric": {"site": "EWR"}, "values": values}]);
    json!({"status": "success", "data": {"resultType": "matrix", "result": result}}).to_string()
}

#[tokio::test]
async fn each_period_has_a_point_at_its_end() {
    let server = Server::new(|line| {
        let start = line.split("start=").nth(1).unwrap().split('&').next().unwrap();
        response("200 OK", &matrix(&[(start.parse().unwrap(), "4")]))
    })
    .await;
    let rows = fetch(source(&server.url)).await.unwrap().parts.remove(0).rows;
    let expected =
        ["2013-10-01", "2013-10-02", "2013-10-03"].map(|day| format!("requests EWR {day}"));
    assert_eq!(keys(&rows), expected);
    assert_eq!(rows[0].value, Some(Number::Known(4.0)));
    let first = "GET /prom/api/v1/query_range?query=sum+by+%28site%29+%28x%29&start=1380686400&\
                 end=1380686400&step=86400";
    assert_eq!(server.lines()[0], first);
}

#[tokio::test]
async fn points_of_a_period_are_folded_and_nan_is_no_value() {
    let end = 1_380_686_400;
    let points = [
        (end - 43_200, "1"),
        (end, "3"),
        (end + 43_200, "NaN"),
        (end + 86_400, "5"),
        (end + 4 * 86_400, "9"),
    ];
    let body = matrix(&points);
    let server = Server::new(move |_| response("200 OK", &body)).await;
    for (fold, first) in [("last", 3.0), ("mean", 2.0), ("sum", 4.0), ("max", 3.0)] {
        let mut source = source(&server.url);
        source["step_seconds"] = 43_200.into();
        source["fold"] = fold.into();
        let rows = fetch(source).await.unwrap().parts.remove(0).rows;
        assert_eq!(keys(&rows), ["requests EWR 2013-10-01", "requests EWR 2013-10-02"], "{fold}");
        assert_eq!(rows[0].value, Some(Number::Known(first)), "{fold}");
        assert_eq!(rows[1].value, Some(Number::Known(5.0)), "{fold}");
    }
    assert_eq!(server.asked().len(), 4, "one query for the whole span");
}

#[tokio::test]
async fn a_series_without_the_label_is_not_the_whole_organisation() {
    let result = json!([{"metric": {}, "values": [[1_380_686_400, "1"]]}]);
    let body = json!({"status": "success", "data": {"resultType": "matrix", "result": result}});
    let server = Server::new(move |_| response("200 OK", &body.to_string())).await;
    let rows = fetch(source(&server.url)).await.unwrap().parts.remove(0).rows;
    assert_eq!(rows[0].unit.as_deref(), Some(""));
}

/// A server that knows requests that succeeded, of one site unless asked otherwise, and all.
async fn ratio_server(below: &'static [&'static str]) -> Server {
    Server::new(move |line| {
        let at: i64 =
            line.split("start=").nth(1).unwrap().split('&').next().unwrap().parse().unwrap();
        let series = |value: &str, labels: &[&str]| -> Vec<Value> {
            let one = |label: &&str| json!({"metric": {"site": label}, "values": [[at, value]]});
            labels.iter().map(one).collect()
        };
        let is_above = line.contains("query=ok");
        let result = if is_above { series("9", &["EWR"]) } else { series("12", below) };
        let data = json!({"resultType": "matrix", "result": result});
        response("200 OK", &json!({"status": "success", "data": data}).to_string())
    })
    .await
}

fn ratio(url: &str) -> Value {
    let mut source = source(url);
    source["query"] = "ok".into();
    source["denominator_query"] = "everything".into();
    source
}

#[tokio::test]
async fn a_ratio_asks_for_both_of_its_halves() {
    let server = ratio_server(&["EWR", "JFK"]).await;
    let fetched = fetch(ratio(&server.url)).await.unwrap();
    assert!(fetched.asked.contains("query=ok") && fetched.asked.contains("query=everything"));
    let rows = &fetched.parts[0].rows;
    assert_eq!(rows.len(), 6, "two sites, three days");
    let (ewr, jfk) = (&rows[0], &rows[3]);
    assert_eq!((ewr.value.clone(), ewr.unit.as_deref()), (None, Some("EWR")));
    assert_eq!(ewr.numerator, Some(Number::Known(9.0)));
    assert_eq!(ewr.denominator, Some(Number::Known(12.0)));
    // Nothing is known of what succeeded at JFK, which is not that nothing did.
    assert_eq!((&jfk.numerator, &jfk.denominator), (&None, &Some(Number::Known(12.0))));
    assert_eq!(jfk.place, r#"nothing over {site="JFK"} in 2013-10-01"#);
}

#[tokio::test]
async fn two_series_of_a_unit_make_no_ratio() {
    let server = ratio_server(&["EWR", "JFK"]).await;
    let mut source = ratio(&server.url);
    source["unit_label"] = Value::Null;
    let failure = fetch(source).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unexpected);
    assert!(failure.answered.contains(r#"{site="JFK"} are both for"#), "{failure}");
}

#[tokio::test]
async fn another_answer_is_refused() {
    let vector = r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#;
    for body in [vector, r#"{"status":"error"}"#, "[]", "{}"] {
        let server = Server::new(move |_| response("200 OK", body)).await;
        let failure = fetch(source(&server.url)).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unexpected, "{body}: {failure}");
    }
    let server = Server::new(|_| response("400 Bad Request", r#"{"error":"parse error"}"#)).await;
    let failure = fetch(source(&server.url)).await.unwrap_err();
    assert!(failure.answered.contains("parse error"), "{failure}");
}
