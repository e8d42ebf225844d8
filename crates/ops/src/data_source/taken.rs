//! Files that a source has taken: remembered by content, and put away.

use goals::id::DataSourceId;
use sources::settings::Afterwards;
use sources::{Settings, Settle};
use store::entity::source_file;
use store::entity::source_run::Model as Run;

use crate::app::App;
use crate::error::OpsError;

/// Remembers a file that was taken and puts it away. One that was refused and is put away may come
/// again once it is mended, so only what stays in the folder is remembered as refused.
pub(super) async fn settle(
    app: &App,
    run: &Run,
    settings: &Settings,
    file: &sources::File,
    is_recorded: bool,
) -> Result<(), OpsError> {
    let stays = matches!(
        settings,
        Settings::Folder(folder) if folder.afterwards == Afterwards::Keep
    );
    if is_recorded || stays {
        let row = source_file::Model {
            id: app.new_id(),
            organization_id: run.organization_id,
            source_id: run.source_id,
            run_id: run.id,
            name: file.name.clone(),
            digest: file.digest.clone(),
            is_recorded,
            taken_at: app.now_ms(),
        };
        let tx = app.database().begin().await?;
        match store::source_file::insert(&tx, row).await {
            Ok(_) => tx.commit().await?,
            // Two files of one run hold the same.
            Err(error) if error.is_conflict("source_file_digest") => tx.rollback().await?,
            Err(error) => return Err(error.into()),
        }
    }
    let outcome = if is_recorded { Settle::Done } else { Settle::Failed };
    let moved = sources::source(settings).settle(file, outcome, &app.sources().policy);
    if let Err(error) = moved {
        // What was recorded is recorded; the file is known by its content.
        let source = DataSourceId(run.source_id);
        tracing::warn!(source.id = %source, %error, "A file of source {source} cannot be moved");
    }
    Ok(())
}
