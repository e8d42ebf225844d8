//! One's own account: how the pages look, and the password.

use goals::id::UserId;
use store::entity::user::Model;
use store::word::{Density, Theme, UserLocale};

use crate::app::App;
use crate::error::OpsError;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};
use crate::{secret, session, user};

/// An edit; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// The language.
    pub locale: Option<UserLocale>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// How close together things stand.
    pub density: Option<Density>,
}

/// Another password. It has no `Debug`, so that it cannot get into a log.
#[derive(Clone)]
pub struct PasswordChange {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub new: String,
}

/// The viewer's account.
///
/// # Errors
/// `Unauthenticated` for the system itself, which has none.
pub async fn find(app: &App, viewer: &Viewer) -> Result<Model, OpsError> {
    let id = own(viewer)?;
    store::user::find(app.database().read(), viewer.organization_id, id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(user::ENTITY, id))
}

/// Edits the viewer's own preferences.
///
/// # Errors
/// `Stale` when another page changed them meanwhile.
pub async fn update(app: &App, viewer: &Viewer, edit: Edit) -> Result<Outcome<Model>, OpsError> {
    let id = own(viewer)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = user::find(&work, id).await?;
    model.locale = edit.locale.unwrap_or(model.locale);
    model.theme = edit.theme.unwrap_or(model.theme);
    model.density = edit.density.unwrap_or(model.density);
    model.updated_at = work.now_ms();
    let model = store::user::update(work.tx(), model, edit.version).await?;
    work.record("user.preferences_changed", &model, None).await?;
    work.commit(model).await
}

/// Changes the viewer's password and ends every session but the one with this token.
///
/// # Errors
/// `Invalid` for a wrong current password and for a new one too short or too long;
/// `TooManyAttempts` after too many wrong ones.
pub async fn change_password(
    app: &App,
    viewer: &Viewer,
    change: PasswordChange,
    session_token: Option<&str>,
) -> Result<Outcome<Model>, OpsError> {
    let before = find(app, viewer).await?;
    secret::check_password("new_password", &change.new)?;
    app.sign_ins().check(&before.email, app.now())?;
    if !secret::verify_password(change.current, before.password_hash.clone()).await? {
        app.sign_ins().failed(&before.email, app.now());
        let message = "this is not the present password";
        return Err(OpsError::field("current_password", "wrong_password", message));
    }
    let hash = secret::hash_password(change.new).await?;
    let kept = match session_token {
        Some(token) => session::find(app, token).await?.map(|(session, _)| session.id),
        None => None,
    };
    let mut work = Work::begin(app, viewer).await?;
    let model = user::find(&work, UserId(before.id)).await?;
    if model.password_hash != before.password_hash {
        return Err(OpsError::Stale { entity: user::ENTITY, had: before.version });
    }
    let version = model.version;
    let model = Model { password_hash: Some(hash), updated_at: work.now_ms(), ..model };
    let model = store::user::update(work.tx(), model, version).await?;
    let (org, now) = (work.organization_id(), work.now_ms());
    store::session::revoke_all_of_user(work.tx(), org, model.id, kept, now).await?;
    work.record("user.password_changed", &model, None).await?;
    app.sign_ins().succeeded(&model.email);
    work.commit(model).await
}

pub(crate) fn own(viewer: &Viewer) -> Result<UserId, OpsError> {
    viewer.user().ok_or(OpsError::Unauthenticated("this needs an account; sign in"))
}
