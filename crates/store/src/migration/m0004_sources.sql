-- Where values come from: sources, what each of them is about to do, their runs, files that were taken.
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.

CREATE TABLE data_source (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    settings TEXT NOT NULL,
    sealed_secret TEXT,
    schedule TEXT,
    grain TEXT NOT NULL,
    periods_back INTEGER NOT NULL,
    includes_current BOOLEAN NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT data_source_periods CHECK (periods_back >= 1)
);
CREATE INDEX data_source_name ON data_source (organization_id, name, id);

CREATE TABLE data_source_state (
    id UUID NOT NULL PRIMARY KEY REFERENCES data_source (id),
    organization_id UUID NOT NULL REFERENCES organization (id),
    next_run_at BIGINT,
    attempt INTEGER NOT NULL,
    claim UUID,
    claimed_until BIGINT,
    last_run_id UUID,
    last_success_at BIGINT
);
CREATE INDEX data_source_state_due ON data_source_state (organization_id, next_run_at);

CREATE TABLE source_run (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    source_id UUID NOT NULL REFERENCES data_source (id),
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    started_by UUID REFERENCES user_account (id),
    is_scheduled BOOLEAN NOT NULL,
    is_dry BOOLEAN NOT NULL,
    attempt INTEGER NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    outcome TEXT NOT NULL,
    failure TEXT,
    asked TEXT NOT NULL,
    answered TEXT NOT NULL,
    read_count BIGINT NOT NULL,
    new_count BIGINT NOT NULL,
    corrected_count BIGINT NOT NULL,
    unchanged_count BIGINT NOT NULL,
    rejected_count BIGINT NOT NULL,
    rejected TEXT NOT NULL,
    batch_ids TEXT NOT NULL
);
CREATE INDEX source_run_source ON source_run (source_id, id);
CREATE INDEX source_run_organization ON source_run (organization_id, id);
CREATE INDEX source_run_user ON source_run (started_by);

CREATE TABLE source_file (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    source_id UUID NOT NULL REFERENCES data_source (id),
    run_id UUID NOT NULL REFERENCES source_run (id),
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    is_recorded BOOLEAN NOT NULL,
    taken_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX source_file_digest ON source_file (source_id, digest);
CREATE INDEX source_file_organization ON source_file (organization_id, id);
CREATE INDEX source_file_run ON source_file (run_id);
