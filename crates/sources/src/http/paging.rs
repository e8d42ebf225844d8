//! From one page to the next: by link, number, offset or cursor. To add a way: a variant of
//! [`Paging`], its beginning and its turn here.

use std::collections::HashSet;

use hyper::header;
use serde_json::Value;
use serde_json_path::JsonPath;
use url::Url;

use super::client::{Answer, Question, address};
use crate::failure::{Failure, Kind};
use crate::row;
use crate::settings::{Paging, Problem};

/// Where the walk through the pages stands.
pub(super) struct Pages<'a> {
    paging: &'a Paging,
    path: Option<JsonPath>,
    number: u64,
    seen: HashSet<String>,
}

impl<'a> Pages<'a> {
    /// Before the first page; the question is told which one that is.
    pub(super) fn of(paging: &'a Paging, question: &mut Question) -> Result<Self, Problem> {
        let (mut number, mut path) = (0, None);
        match paging {
            Paging::None => {}
            Paging::PageNumber { parameter, first } => {
                number = u64::from(*first);
                set(&mut question.url, parameter, &number.to_string());
            }
            Paging::Offset { parameter, limit_parameter, size } => {
                set(&mut question.url, parameter, "0");
                if let Some(limit) = limit_parameter {
                    set(&mut question.url, limit, &size.to_string());
                }
            }
            Paging::NextLink { path: None } => {}
            Paging::NextLink { path: Some(text) } | Paging::Cursor { path: text, .. } => {
                path = Some(super::path("paging.path", text)?);
            }
        }
        Ok(Self { paging, path, number, seen: HashSet::new() })
    }

    /// Turns the question to the next page; `false` after the last.
    pub(super) fn turn(
        &mut self,
        question: &mut Question,
        answer: &Answer,
        json: &Value,
        rows: usize,
    ) -> Result<bool, Failure> {
        let mark = || {
            let found = self.path.as_ref().and_then(|path| path.query(json).first());
            Some(row::text(found?)).filter(|text| !text.is_empty())
        };
        match self.paging {
            Paging::None => Ok(false),
            Paging::PageNumber { parameter, .. } => {
                self.number += 1;
                set(&mut question.url, parameter, &self.number.to_string());
                Ok(rows > 0)
            }
            Paging::Offset { parameter, size, .. } => {
                self.number += u64::from(*size);
                set(&mut question.url, parameter, &self.number.to_string());
                Ok(rows >= usize::try_from(*size).unwrap_or(usize::MAX))
            }
            Paging::Cursor { parameter, .. } => {
                let Some(mark) = mark() else { return Ok(false) };
                set(&mut question.url, parameter, &mark);
                self.not_seen(mark, answer)
            }
            Paging::NextLink { path } => {
                let link = if path.is_some() { mark() } else { link_header(answer) };
                let Some(link) = link else { return Ok(false) };
                question.url = next(&link, answer)?;
                self.not_seen(link, answer)
            }
        }
    }

    /// A service that names the same page again and again would keep us forever.
    fn not_seen(&mut self, mark: String, answer: &Answer) -> Result<bool, Failure> {
        if self.seen.insert(mark.clone()) {
            return Ok(true);
        }
        let told = format!("the page after this one was there already: {mark}");
        Err(Failure::new(Kind::Unexpected, answer.asked.as_str(), told))
    }
}

/// The address of the next page. It has to be on the same host: headers go along.
fn next(link: &str, answer: &Answer) -> Result<Url, Failure> {
    let refuse = |told: String| Failure::new(Kind::Unexpected, answer.asked.as_str(), told);
    let joined = answer
        .url
        .join(link)
        .map_err(|error| refuse(format!("the next page `{link}` is no address: {error}")))?;
    let (url, _) = address(joined.as_str()).map_err(refuse)?;
    if url.origin() != answer.url.origin() {
        return Err(refuse(format!("the next page is on another host: {url}")));
    }
    Ok(url)
}

/// The address that `Link: <…>; rel="next"` names.
fn link_header(answer: &Answer) -> Option<String> {
    let values = answer.headers.get_all(header::LINK).iter();
    values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).find_map(
        |link| {
            let (address, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
            let is_next = parameters.split(';').any(|parameter| {
                let parameter = parameter.trim().to_ascii_lowercase();
                matches!(parameter.as_str(), "rel=next" | "rel=\"next\"")
            });
            is_next.then(|| address.to_owned())
        },
    )
}

/// Sets a parameter of an address, in place of what it was.
fn set(url: &mut Url, name: &str, value: &str) {
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(other, _)| other != name)
        .map(|(n, v)| (n.into(), v.into()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
}
