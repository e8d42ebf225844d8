//! Time travel: the organisation as it was known at a moment, for everything that reads.
//!
//! [`look`] gives what a question is answered from: the live state, or one that is built from the
//! log as it stood then. Both are read the same way, so whoever reads by [`Seen`] answers for the
//! past too; rows that are not in memory are read by `past/rows.rs`. Two rules hold for what a
//! viewer sees of the past:
//!
//! - *Rights are today's.* Roles, memberships and the manager line are those of now, and a goal is
//!   shown only when its visibility of then *and* that of now allow it: what has become
//!   confidential cannot be read by going back, nor what was confidential then and has been opened
//!   since.
//! - *Nothing can be done there.* The viewer's credential counts as one that may only read.

mod build;
mod kept;
mod rows;

use std::collections::HashSet;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::{Arc, RwLockReadGuard};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::past::Moment;
use store::word::TokenScope;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::live::{Live, LiveState};
use crate::viewer::Viewer;

pub use build::Past;
pub(crate) use kept::PastStates;
pub use rows::in_order;

/// Which moment is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The end of a day in the organisation's time zone.
    Day(Date),
    /// An instant.
    At(Timestamp),
}

/// The text names neither a day nor an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("give a day (2013-07-15) or an instant (2013-07-15T09:30:00Z)")]
pub struct AsOfError;

impl FromStr for AsOf {
    type Err = AsOfError;

    fn from_str(text: &str) -> Result<Self, AsOfError> {
        let is_day = text.len() == "2013-07-15".len();
        let day = || text.parse().ok().filter(|_| is_day).map(Self::Day);
        day().or_else(|| text.parse().ok().map(Self::At)).ok_or(AsOfError)
    }
}

/// What a question is answered from.
#[derive(Clone)]
pub enum Seen {
    /// The present.
    Now(Arc<Live>),
    /// A moment of the past.
    Then(Arc<Past>),
}

/// One consistent state to read. Do not hold it across an await.
pub enum Reading<'a> {
    /// The live one; writers wait meanwhile.
    Now(RwLockReadGuard<'a, LiveState>),
    /// One that does not change.
    Then(&'a LiveState),
}

impl Deref for Reading<'_> {
    type Target = LiveState;
    fn deref(&self) -> &LiveState {
        match self {
            Self::Now(live) => live,
            Self::Then(state) => state,
        }
    }
}

impl Seen {
    /// The state to read. Do not hold it across an await.
    pub fn read(&self) -> Reading<'_> {
        match self {
            Self::Now(live) => Reading::Now(live.read()),
            Self::Then(past) => Reading::Then(&past.state),
        }
    }

    /// The moment of the past, if it is one.
    pub fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Now(_) => None,
            Self::Then(past) => Some(&past.moment),
        }
    }
}

/// Where a moment lies.
pub(crate) enum Place {
    /// It is now.
    Now(Arc<Live>),
    /// The organisation was there.
    Then(Arc<Past>),
    /// The organisation was not there yet.
    Before(Beginning),
}

/// A moment before the organisation.
pub(crate) struct Beginning {
    /// When its log begins.
    pub(crate) began: Timestamp,
    /// The instant asked for.
    pub(crate) before: Timestamp,
    /// The business day that it ends.
    pub(crate) day: Date,
}

/// What a question about a moment is answered from, and the viewer as one who looks at it; the
/// present when no moment is named.
///
/// *Missing*: of today, or the very instant, it is the present too.
///
/// # Errors
/// `Invalid` on `as_of` for a moment that has not come or lies before the organisation; `Store`
/// when the facts cannot be read.
pub async fn look(
    app: &App,
    viewer: &Viewer,
    as_of: Option<AsOf>,
) -> Result<(Viewer, Seen), OpsError> {
    match place(app, viewer, as_of).await? {
        Place::Now(live) => Ok((viewer.clone(), Seen::Now(live))),
        Place::Then(past) => {
            let live = app.live(viewer.organization_id).await?;
            Ok((looking_back(viewer, &live.read()), Seen::Then(past)))
        }
        Place::Before(beginning) => {
            let live = app.live(viewer.organization_id).await?;
            let day = live.read().directory.business_day(beginning.began);
            let message = format!("what is known of this organisation begins on {day}");
            Err(OpsError::field("as_of", "date_out_of_range", message))
        }
    }
}

/// Where the moment lies for the viewer's organisation.
///
/// # Errors
/// As [`look`], but for a moment before the organisation.
pub(crate) async fn place(
    app: &App,
    viewer: &Viewer,
    as_of: Option<AsOf>,
) -> Result<Place, OpsError> {
    let org = viewer.organization_id;
    let live = app.live(org).await?;
    let Some(as_of) = as_of else { return Ok(Place::Now(live)) };
    let Some((before, day)) = before(&live.read(), app.now(), as_of)? else {
        return Ok(Place::Now(live));
    };
    let conn = app.database().read();
    match store::past::moment(conn, org, before.as_millisecond()).await? {
        Some(moment) => Ok(Place::Then(app.pasts().get(app, org, moment, day).await?)),
        None => {
            let began = store::past::beginning(conn, org).await?.unwrap_or(i64::MAX);
            let began = Timestamp::from_millisecond(began).unwrap_or(Timestamp::MAX);
            Ok(Place::Before(Beginning { began, before, day }))
        }
    }
}

/// The instant before which things are known, and the business day it ends; `None` for now.
fn before(
    state: &LiveState,
    now: Timestamp,
    as_of: AsOf,
) -> Result<Option<(Timestamp, Date)>, OpsError> {
    let out_of_range = |message: String| OpsError::field("as_of", "date_out_of_range", message);
    match as_of {
        AsOf::Day(day) if day == state.today => Ok(None),
        AsOf::Day(day) if day > state.today => {
            Err(out_of_range(format!("today is {}; name that day or one before it", state.today)))
        }
        AsOf::Day(day) => {
            let ended = state.directory.day_end(day);
            let message = "this day is out of the range of the calendar";
            Ok(Some((ended.ok_or_else(|| out_of_range(message.to_owned()))?, day)))
        }
        AsOf::At(instant) if instant > now => {
            Err(out_of_range(format!("it is {now:.0}; name that instant or one before it")))
        }
        AsOf::At(instant) if instant == now => Ok(None),
        AsOf::At(instant) => {
            let last = instant.saturating_sub(SignedDuration::from_millis(1)).unwrap_or(instant);
            Ok(Some((instant, state.directory.business_day(last))))
        }
    }
}

/// The viewer as one who looks at the past: who may not write, and sees no goal that is hidden
/// today.
fn looking_back(viewer: &Viewer, now: &LiveState) -> Viewer {
    let directory = &now.directory;
    let hidden: HashSet<Uuid> = directory
        .objectives()
        .map(|(id, _)| id)
        .filter(|id| !viewer.sees_objective(directory, *id))
        .collect();
    Viewer { scope: TokenScope::Read, hidden: Arc::new(hidden), ..viewer.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_an_instant() {
        let day = AsOf::Day(jiff::civil::date(2013, 7, 15));
        assert_eq!("2013-07-15".parse(), Ok(day));
        let instant: Timestamp = "2013-07-15T09:30:00Z".parse().unwrap();
        assert_eq!("2013-07-15T05:30:00-04:00".parse(), Ok(AsOf::At(instant)));
        for text in ["", "yesterday", "2013-02-30", "2013-07-15T09:30:00", "15.07.2013", "2013"] {
            assert_eq!(text.parse::<AsOf>(), Err(AsOfError), "{text}");
        }
    }
}
