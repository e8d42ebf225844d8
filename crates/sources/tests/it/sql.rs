//! Queries: to a SQLite file, and to PostgreSQL where one is configured.

use std::time::Duration;

use serde_json::{Value, json};
use sources::{Failure, FailureKind, Fetched, Limits, Number, Policy};
use sqlx::{Connection, Executor};
use tempfile::TempDir;

use crate::{LIMITS, ask, keys, policy, settings};

const QUERY: &str = "select kpi, unit, day as period, value from fact \
                     where day >= :from and day < :to order by unit, day;";
const TABLE: &str = "create table fact (kpi text, unit text, day date, value numeric(12, 2))";
const ROWS: &str = "insert into fact values ('flights', 'EWR', '2013-09-30', 1), \
                    ('flights', 'EWR', '2013-10-01', 10.25), ('flights', 'JFK', '2013-10-03', 3), \
                    ('flights', 'JFK', '2013-10-04', 4)";

async fn sqlite() -> (TempDir, Policy) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("facts.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    connection.execute(TABLE).await.unwrap();
    connection.execute(ROWS).await.unwrap();
    connection.close().await.unwrap();
    let files = Some(folder.path().to_owned());
    (folder, Policy { networks: Vec::new(), files })
}

/// A database of a server, if one is configured.
async fn postgres() -> Option<String> {
    let url = testkit::postgres::database_url().unwrap()?;
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    connection.execute(TABLE).await.unwrap();
    connection.execute(ROWS).await.unwrap();
    connection.close().await.unwrap();
    Some(url)
}

/// MySQL or MariaDB, where `AZIMUTH_TEST_MYSQL` names a database that may be written to.
async fn mysql() -> Option<String> {
    let url = std::env::var("AZIMUTH_TEST_MYSQL").ok()?;
    let mut connection = sqlx::MySqlConnection::connect(&url).await.unwrap();
    connection.execute("drop table if exists fact").await.unwrap();
    connection.execute(TABLE).await.unwrap();
    connection.execute(ROWS).await.unwrap();
    connection.close().await.unwrap();
    Some(url)
}

#[tokio::test]
async fn mysql_gives_rows_and_is_not_written_to() {
    let Some(url) = mysql().await else { return };
    let rows = fetch(source(&url, QUERY), &policy(), &LIMITS).await.unwrap().parts.remove(0).rows;
    assert_eq!(keys(&rows), ["flights EWR 2013-10-01", "flights JFK 2013-10-03"]);
    assert_eq!(rows[0].value, Some(Number::Text("10.25".to_owned())), "exact");
    let types = "select 'k' as kpi, cast('2013-10-02 03:04:05' as datetime) as period, \
                 cast(7 as unsigned) as numerator, 2.5e0 as denominator, 'w' as note";
    let row = &fetch(source(&url, types), &policy(), &LIMITS).await.unwrap().parts[0].rows[0];
    assert_eq!((row.period.as_str(), row.note.as_str()), ("2013-10-02", "w"));
    assert_eq!(row.numerator, Some(Number::Known(7.0)));
    assert_eq!(row.denominator, Some(Number::Known(2.5)));
    let short = Limits { time: Duration::from_secs(1), ..LIMITS };
    let slow = "select 'k' as kpi, '2013-10-01' as period, sleep(9) as value";
    fetch(source(&url, slow), &policy(), &short).await.unwrap_err();
    for query in ["select 1; delete from fact", "delete from fact"] {
        fetch(source(&url, query), &policy(), &LIMITS).await.unwrap_err();
    }
    let all = "select kpi, unit, day as period, value from fact";
    assert_eq!(fetch(source(&url, all), &policy(), &LIMITS).await.unwrap().parts[0].rows.len(), 4);
    let wrong = url.replace("probe:", "nobody:");
    let failure = fetch(source(&wrong, all), &policy(), &LIMITS).await.unwrap_err();
    assert!(failure.answered.contains("Access denied"), "{failure}");
}

fn source(url: &str, query: &str) -> Value {
    json!({"kind": "sql", "url": url, "query": query})
}

async fn fetch(source: Value, policy: &Policy, limits: &Limits) -> Result<Fetched, Failure> {
    sources::fetch(&settings(source), &ask(), limits, policy).await
}

#[tokio::test]
async fn rows_of_the_span_come_from_either_database() {
    let (_folder, files) = sqlite().await;
    let mut places = vec![("sqlite:facts.db".to_owned(), files)];
    places.extend(postgres().await.map(|url| (url, policy())));
    for (url, policy) in places {
        let rows = fetch(source(&url, QUERY), &policy, &LIMITS).await.unwrap().parts.remove(0).rows;
        assert_eq!(keys(&rows), ["flights EWR 2013-10-01", "flights JFK 2013-10-03"], "{url}");
        assert_eq!(rows[0].value, Some(Number::Known(10.25)), "{url}");
        let mut fixed = source(
            &url,
            "select day period, 5 as Numerator, 8 as denominator from fact \
                                      where value = 1 -- the end",
        );
        fixed["kpi"] = "rate".into();
        let rows = fetch(fixed, &policy, &LIMITS).await.unwrap().parts.remove(0).rows;
        assert_eq!(keys(&rows), ["rate - 2013-09-30"], "{url}");
        assert_eq!(rows[0].denominator, Some(Number::Known(8.0)), "{url}");
    }
}

#[tokio::test]
async fn limits_and_mistakes_are_told_and_nothing_is_written() {
    let (_folder, files) = sqlite().await;
    let mut places = vec![("sqlite:facts.db".to_owned(), files)];
    places.extend(postgres().await.map(|url| (url, policy())));
    let endless = "with recursive n (x) as (select 1 union all select x + 1 from n) \
                   select 'k' as kpi, max(x) as value, 'p' as period from n";
    for (url, policy) in places {
        let few = Limits { rows: 3, ..LIMITS };
        let all = "select kpi, unit, day as period, value from fact";
        let failure = fetch(source(&url, all), &policy, &few).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::TooMuch, "{failure}");
        let failure = fetch(source(&url, "select 1 as x"), &policy, &LIMITS).await.unwrap_err();
        assert!(failure.answered.contains("`kpi` is missing"), "{failure}");
        let failure = fetch(source(&url, "select x from y"), &policy, &LIMITS).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Refused, "{failure}");
        assert!(failure.answered.contains('y') && failure.asked.contains("from y"), "{failure}");
        let short = Limits { time: Duration::from_millis(300), ..LIMITS };
        let failure = fetch(source(&url, endless), &policy, &short).await.unwrap_err();
        assert!(matches!(failure.kind, FailureKind::TimedOut | FailureKind::Refused), "{failure}");
        let writing = "with gone as (delete from fact returning *) select kpi, day as period, value \
                       from gone";
        fetch(source(&url, writing), &policy, &LIMITS).await.unwrap_err();
        let left = fetch(source(&url, all), &policy, &LIMITS).await.unwrap();
        assert_eq!(left.parts[0].rows.len(), 4, "{url}");
    }
}

#[tokio::test]
async fn a_function_that_writes_is_stopped_by_the_transaction() {
    let Some(url) = postgres().await else { return };
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    let function = "create function wipe() returns int language sql as \
                    'delete from fact; select 1'";
    connection.execute(function).await.unwrap();
    connection.close().await.unwrap();
    let query = "select 'k' as kpi, '2013-10-01' as period, wipe() as value";
    let failure = fetch(source(&url, query), &policy(), &LIMITS).await.unwrap_err();
    assert!(failure.answered.contains("read-only transaction"), "{failure}");
}

#[tokio::test]
async fn places_that_may_not_be_reached_are_refused() {
    let (folder, files) = sqlite().await;
    let outside = format!("sqlite:{}", folder.path().parent().unwrap().display());
    for (url, policy) in [
        (outside.as_str(), &files),
        ("sqlite:../facts.db", &files),
        ("sqlite:facts.db", &Policy::default()),
        ("postgres://u:p@127.0.0.1/x", &Policy::default()),
        ("mysql://u:p@10.0.0.1/x", &Policy::default()),
    ] {
        let failure = fetch(source(url, QUERY), policy, &LIMITS).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotAllowed, "{url}: {failure}");
        assert!(!failure.to_string().contains("u:p"), "{failure}");
    }
    for url in ["postgres:///x", "oracle://x", "nonsense"] {
        let problems = sources::source(&settings(source(url, QUERY))).check(&policy());
        assert_eq!(problems[0].field, "url", "{url}");
    }
}
