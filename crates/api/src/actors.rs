//! The people behind logins: who recorded a value, who made a change.

use std::collections::HashMap;

use goals::id::PersonId;
use ops::live::Directory;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::state::ApiState;
use crate::view::PersonRef;

/// Logins with the people behind them, read in one query.
#[derive(Debug, Default)]
pub struct Actors {
    users: HashMap<Uuid, (Option<Uuid>, String)>,
}

impl Actors {
    /// Reads the logins.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(
        state: &ApiState,
        organization_id: Uuid,
        mut users: Vec<Uuid>,
    ) -> ApiResult<Self> {
        users.sort_unstable();
        users.dedup();
        let conn = state.app.database().read();
        let found = store::user::find_many(conn, organization_id, &users).await?;
        let users = found.into_iter().map(|user| (user.id, (user.person_id, user.email))).collect();
        Ok(Self { users })
    }

    /// The person behind a login; `None` for the system, and for a login without a person.
    pub fn person(&self, directory: &Directory, user: Option<Uuid>) -> Option<PersonRef> {
        let (person, _) = self.users.get(&user?)?;
        PersonRef::find(directory, *person)
    }

    /// What to call a login: the person's name, else its e-mail address.
    pub fn name(&self, directory: &Directory, user: Option<Uuid>) -> Option<String> {
        let (person, email) = self.users.get(&user?)?;
        let person = person.and_then(|id| directory.person(PersonId(id).0));
        Some(person.map_or_else(|| email.clone(), |person| person.name.clone()))
    }
}
