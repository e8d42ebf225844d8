//! A small organisation, set up as its first administrator does: with the code that the console
//! shows.

use serde_json::{Value, json};

use super::program::Place;
use super::service::Service;

/// The administrator's address.
pub(crate) const EMAIL: &str = "ada@example.com";

/// The words that serve a small organisation, every commit on the disk before it is acknowledged.
pub(crate) const SERVE: [&str; 3] = ["serve", "--durability", "full"];

/// A place with an organisation in it: one unit, one administrator.
#[derive(Debug)]
pub(crate) struct Organization {
    /// Where it is.
    pub(crate) place: Place,
    /// A bearer token of the administrator.
    pub(crate) token: String,
}

impl Organization {
    /// Sets one up and leaves its service running.
    pub(crate) fn set_up(place: Place) -> (Self, Service) {
        let mut service = Service::start(&place, &SERVE);
        let line = service.line_with("enter this code");
        let code = line.rsplit(' ').next().unwrap();
        let new = json!({
            "code": code,
            "organization": {"name": "Small", "time_zone": "UTC"},
            "administrator": {"name": "Ada", "email": EMAIL, "password": "correct horse battery"},
        });
        service.post("/setup", &new, 201);
        let token = place.run(&["token", "create", "--user", EMAIL]).success().trim().to_owned();
        service.use_token(&token);
        (Self { place, token }, service)
    }

    /// Serves it again.
    pub(crate) fn serve(&self) -> Service {
        Service::start_for(&self.place, &SERVE, &self.token)
    }
}

/// Adds a daily KPI that is summed over time and units.
pub(crate) fn add_kpi(service: &Service, code: &str) -> String {
    let new = json!({
        "code": code, "name": code, "direction": "higher", "frequency": "day",
        "time_aggregation": "sum", "unit_aggregation": "sum",
    });
    id(&service.post("/kpis", &new, 201))
}

/// Adds a year that is under way, around the present day.
pub(crate) fn add_cycle(service: &Service) -> String {
    let today = service.get("/session")["today"].as_str().unwrap().to_owned();
    let year: i32 = today[..4].parse().unwrap();
    let new = json!({
        "name": format!("Year {year}"), "kind": "annual",
        "starts_on": format!("{year}-01-01"), "ends_on": format!("{}-01-01", year + 1),
    });
    let made = service.post("/cycles", &new, 201);
    let id = id(&made);
    let step = json!({"version": made["item"]["version"], "phase": "active"});
    service.post(&format!("/cycles/{id}/phase"), &step, 200);
    id
}

/// Adds a draft objective.
pub(crate) fn add_objective(service: &Service, cycle: &str, title: &str) -> String {
    let unit = service.get("/units")["items"][0]["id"].clone();
    let new = json!({"cycle_id": cycle, "title": title, "owner_unit_id": unit});
    id(&service.post("/objectives", &new, 201))
}

/// Adds a key result that goes from 0 to 100.
pub(crate) fn add_key_result(service: &Service, objective: &str) -> String {
    let new = json!({
        "objective_id": objective, "title": "From nothing to all", "kind": "increase",
        "start_value": 0, "target_value": 100,
    });
    id(&service.post("/key-results", &new, 201))
}

/// The identifier of what was just made.
pub(crate) fn id(made: &Value) -> String {
    made["item"]["id"].as_str().unwrap().to_owned()
}
