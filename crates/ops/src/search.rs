//! Search over names and titles, in memory: people, units, objectives, key results, KPIs, cycles.
//!
//! A hit contains the query, ignoring case, in any script: Chinese has no spaces, so there is
//! nothing to split into words. What starts with the query comes first, then what has a word that
//! does, then the rest; shorter before longer. The viewer finds only what it may see.

use std::cmp::Reverse;

use goals::id::{CycleId, KeyResultId, KpiId, ObjectiveId, OrgUnitId, PersonId};

use crate::limits::{NAME_CHARACTERS_MAX, SEARCH_HITS_MAX};
use crate::live::Directory;
use crate::names;
use crate::viewer::Viewer;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its identity in the shown form.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What tells it from others of the same name: a code, an owner, the objective of a key result.
    pub subtitle: Option<String>,
    /// For a key result: the objective it belongs to.
    pub objective: Option<ObjectiveId>,
}

/// What a hit is, in the order in which equals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An objective.
    Objective,
    /// A key result.
    KeyResult,
    /// A KPI.
    Kpi,
    /// A unit.
    Unit,
    /// A person.
    Person,
    /// A cycle.
    Cycle,
}

/// Where the query stands in a text; earlier is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Start,
    WordStart,
    Inside,
}

/// What could become a hit: everything borrowed, since most candidates do not make it.
struct Candidate<'a> {
    place: Place,
    kind: Kind,
    title: &'a str,
    id: uuid::Uuid,
}

impl<'a> Candidate<'a> {
    fn rank(&self) -> (Place, Kind, usize, &'a str, Reverse<uuid::Uuid>) {
        (self.place, self.kind, self.title.len(), self.title, Reverse(self.id))
    }
}

/// The best hits for a query, the best first. A blank query finds nothing.
pub fn search(directory: &Directory, viewer: &Viewer, query: &str) -> Vec<Hit> {
    let query: String = query.trim().chars().take(NAME_CHARACTERS_MAX).collect();
    let Some(needle) = Needle::new(&query) else { return Vec::new() };
    let mut found = Vec::new();
    collect_goals(directory, viewer, &needle, &mut found);
    collect_kpis(directory, viewer, &needle, &mut found);
    collect_rest(directory, &needle, &mut found);
    let limit = usize::try_from(SEARCH_HITS_MAX).unwrap_or(usize::MAX);
    if found.len() > limit {
        found.select_nth_unstable_by(limit, |a, b| a.rank().cmp(&b.rank()));
        found.truncate(limit);
    }
    found.sort_by(|a, b| a.rank().cmp(&b.rank()));
    found.iter().map(|candidate| hit(directory, candidate)).collect()
}

fn collect_goals<'a>(
    directory: &'a Directory,
    viewer: &Viewer,
    needle: &Needle,
    found: &mut Vec<Candidate<'a>>,
) {
    for (id, card) in directory.objectives().filter(|(_, card)| !card.is_archived) {
        if let Some(place) = needle.find(&card.title)
            && viewer.sees_objective(directory, id)
        {
            found.push(Candidate { place, kind: Kind::Objective, title: &card.title, id });
        }
    }
    for (id, card) in directory.key_results().filter(|(_, card)| !card.is_archived) {
        if let Some(place) = needle.find(&card.title)
            && directory.objective(card.objective_id).is_some_and(|owner| !owner.is_archived)
            && viewer.sees_objective(directory, card.objective_id)
        {
            found.push(Candidate { place, kind: Kind::KeyResult, title: &card.title, id });
        }
    }
}

/// A KPI is found by its names in every language, and shown by the one that the viewer reads.
fn collect_kpis<'a>(
    directory: &'a Directory,
    viewer: &Viewer,
    needle: &Needle,
    found: &mut Vec<Candidate<'a>>,
) {
    for row in directory.kpis().filter(|kpi| kpi.archived_at.is_none()) {
        let texts = [&row.name, &row.code].into_iter().chain(row.names.0.values());
        if let Some(place) = texts.filter_map(|text| needle.find(text)).min() {
            let title = names::of_kpi(row, viewer.locale);
            found.push(Candidate { place, kind: Kind::Kpi, title, id: row.id });
        }
    }
}

fn collect_rest<'a>(directory: &'a Directory, needle: &Needle, found: &mut Vec<Candidate<'a>>) {
    let units = directory.units().filter(|unit| unit.archived_at.is_none());
    let people = directory.people().filter(|person| person.archived_at.is_none());
    let cycles = directory.cycles().filter(|cycle| cycle.archived_at.is_none());
    let named = units
        .map(|row| (Kind::Unit, row.id, row.name.as_str(), row.code.as_str()))
        .chain(people.map(|row| (Kind::Person, row.id, row.name.as_str(), row.title.as_str())))
        .chain(cycles.map(|row| (Kind::Cycle, row.id, row.name.as_str(), "")));
    for (kind, id, title, other) in named {
        let places = [needle.find(title), needle.find(other)];
        if let Some(place) = places.into_iter().flatten().min() {
            found.push(Candidate { place, kind, title, id });
        }
    }
}

fn hit(directory: &Directory, found: &Candidate<'_>) -> Hit {
    let id = found.id;
    let not_blank = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let (shown, subtitle, objective) = match found.kind {
        Kind::Objective => (ObjectiveId(id).to_string(), owner_of(directory, id), None),
        Kind::KeyResult => {
            let owner = directory.key_result(id).map(|card| card.objective_id);
            let title = owner.and_then(|owner| directory.objective(owner));
            let subtitle = title.map(|card| card.title.to_string());
            (KeyResultId(id).to_string(), subtitle, owner.map(ObjectiveId))
        }
        Kind::Kpi => {
            (KpiId(id).to_string(), directory.kpi(id).and_then(|row| not_blank(&row.code)), None)
        }
        Kind::Unit => {
            let code = directory.unit(id).and_then(|row| not_blank(&row.code));
            (OrgUnitId(id).to_string(), code, None)
        }
        Kind::Person => {
            let title = directory.person(id).and_then(|row| not_blank(&row.title));
            (PersonId(id).to_string(), title, None)
        }
        Kind::Cycle => {
            let days =
                directory.cycle(id).map(|row| format!("{} – {}", row.starts_on, row.ends_on));
            (CycleId(id).to_string(), days, None)
        }
    };
    Hit { kind: found.kind, id: shown, title: found.title.to_owned(), subtitle, objective }
}

fn owner_of(directory: &Directory, objective: uuid::Uuid) -> Option<String> {
    let card = directory.objective(objective)?;
    let unit = card.owner_unit_id.and_then(|id| directory.unit(id)).map(|unit| unit.name.clone());
    let person = card.owner_person_id.and_then(|id| directory.person(id));
    unit.or_else(|| person.map(|person| person.name.clone()))
}

/// A query, made ready to be looked for in many texts.
struct Needle {
    lower: Vec<char>,
    is_ascii: bool,
}

impl Needle {
    fn new(query: &str) -> Option<Self> {
        let lower: Vec<char> = query.chars().flat_map(char::to_lowercase).collect();
        let is_ascii = query.is_ascii();
        (!lower.is_empty()).then_some(Self { lower, is_ascii })
    }

    /// The best place at which the query stands in the text, if it does.
    fn find(&self, text: &str) -> Option<Place> {
        if text.is_ascii() {
            // Most titles of a large organisation end here, without anything being copied.
            return if self.is_ascii { self.find_ascii(text.as_bytes()) } else { None };
        }
        let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
        let starts = text.windows(self.lower.len()).enumerate();
        let found = starts.filter(|(_, window)| *window == self.lower);
        found.map(|(at, _)| place(at, at.checked_sub(1).map(|before| text[before]))).min()
    }

    fn find_ascii(&self, text: &[u8]) -> Option<Place> {
        let is_same =
            |(byte, letter): (&u8, &char)| char::from(byte.to_ascii_lowercase()) == *letter;
        let starts = text.windows(self.lower.len()).enumerate();
        let found = starts.filter(|(_, window)| window.iter().zip(&self.lower).all(is_same));
        found
            .map(|(at, _)| place(at, at.checked_sub(1).map(|before| char::from(text[before]))))
            .min()
    }
}

fn place(at: usize, before: Option<char>) -> Place {
    match before {
        _ if at == 0 => Place::Start,
        Some(letter) if letter.is_alphanumeric() => Place::Inside,
        _ => Place::WordStart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(query: &str, text: &str) -> Option<Place> {
        Needle::new(query).and_then(|needle| needle.find(text))
    }

    #[test]
    fn a_query_is_found_in_any_script_and_case() {
        assert_eq!(find("on-TIME", "On-time departures"), Some(Place::Start));
        assert_eq!(find("dep", "On-time departures"), Some(Place::WordStart));
        assert_eq!(find("part", "On-time departures"), Some(Place::Inside));
        assert_eq!(find("准点", "提高准点率"), Some(Place::Inside));
        assert_eq!(find("提高", "提高准点率"), Some(Place::Start));
        assert_eq!(find("ÉTÉ", "L’été"), Some(Place::WordStart));
        assert_eq!(find("准点", "On-time departures"), None);
        assert_eq!(find("longer than the text", "short"), None);
        assert!(Needle::new("").is_none());
    }
}
