-- The facts and the log. One text for SQLite and PostgreSQL: both know these type names (SQLite by affinity).
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.
-- {clustered}: SQLite keeps the table in key order; nothing on PostgreSQL.

CREATE TABLE organization (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    mission TEXT NOT NULL,
    vision TEXT NOT NULL,
    "values" TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    fiscal_year_start_month INTEGER NOT NULL,
    working_days INTEGER NOT NULL,
    on_track_gap DOUBLE PRECISION NOT NULL,
    at_risk_gap DOUBLE PRECISION NOT NULL,
    is_demo BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    head_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    code TEXT,
    name TEXT NOT NULL,
    email TEXT,
    title TEXT NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX person_code ON person (organization_id, code);
CREATE INDEX person_name ON person (organization_id, name, id);
CREATE INDEX person_email ON person (organization_id, email);

CREATE TABLE org_unit (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    parent_id UUID REFERENCES org_unit (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    lead_person_id UUID REFERENCES person (id),
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX org_unit_code ON org_unit (organization_id, code);
CREATE INDEX org_unit_parent ON org_unit (parent_id);
CREATE INDEX org_unit_lead ON org_unit (lead_person_id);

CREATE TABLE membership (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    person_id UUID NOT NULL REFERENCES person (id),
    org_unit_id UUID NOT NULL REFERENCES org_unit (id),
    role_title TEXT NOT NULL,
    is_primary BOOLEAN NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT membership_span CHECK (ends_on IS NULL OR starts_on < ends_on)
);
CREATE INDEX membership_person ON membership (person_id, starts_on);
CREATE INDEX membership_unit ON membership (org_unit_id, starts_on);
CREATE INDEX membership_organization ON membership (organization_id, id);

CREATE TABLE manager_line (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    person_id UUID NOT NULL REFERENCES person (id),
    manager_person_id UUID NOT NULL REFERENCES person (id),
    starts_on DATE NOT NULL,
    ends_on DATE,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT manager_line_span CHECK (ends_on IS NULL OR starts_on < ends_on),
    CONSTRAINT manager_line_other CHECK (person_id <> manager_person_id)
);
CREATE INDEX manager_line_person ON manager_line (person_id, starts_on);
CREATE INDEX manager_line_manager ON manager_line (manager_person_id, starts_on);
CREATE INDEX manager_line_organization ON manager_line (organization_id, id);

CREATE TABLE user_account (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    person_id UUID REFERENCES person (id),
    email TEXT NOT NULL,
    password_hash TEXT,
    roles TEXT NOT NULL,
    locale TEXT NOT NULL,
    theme TEXT NOT NULL,
    density TEXT NOT NULL,
    disabled_at BIGINT,
    last_login_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX user_account_email ON user_account (email);
CREATE UNIQUE INDEX user_account_person ON user_account (person_id);
CREATE INDEX user_account_organization ON user_account (organization_id, email);

CREATE TABLE user_link (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    user_id UUID NOT NULL REFERENCES user_account (id),
    kind TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX user_link_token_hash ON user_link (token_hash);
CREATE INDEX user_link_user ON user_link (user_id);

CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    user_id UUID NOT NULL REFERENCES user_account (id),
    token_hash TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX session_token_hash ON session (token_hash);
CREATE INDEX session_of_user ON session (user_id, created_at);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE api_token (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    user_id UUID NOT NULL REFERENCES user_account (id),
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    token_hint TEXT NOT NULL,
    scope TEXT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX api_token_token_hash ON api_token (token_hash);
CREATE INDEX api_token_user ON api_token (user_id, created_at);
CREATE INDEX api_token_organization ON api_token (organization_id, id);

CREATE TABLE cycle (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    parent_id UUID REFERENCES cycle (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    phase TEXT NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT cycle_span CHECK (starts_on < ends_on)
);
CREATE INDEX cycle_start ON cycle (organization_id, starts_on, id);

CREATE TABLE strategic_pillar (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX strategic_pillar_position ON strategic_pillar (organization_id, position, id);

CREATE TABLE objective (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    cycle_id UUID NOT NULL REFERENCES cycle (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner_unit_id UUID REFERENCES org_unit (id),
    owner_person_id UUID REFERENCES person (id),
    strategic_pillar_id UUID REFERENCES strategic_pillar (id),
    progress_mode TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    visibility TEXT NOT NULL,
    state TEXT NOT NULL,
    published_at BIGINT,
    status_override TEXT,
    status_override_reason TEXT,
    is_excluded BOOLEAN NOT NULL,
    exclusion_reason TEXT,
    grade DOUBLE PRECISION,
    grade_reason TEXT,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT objective_weight CHECK (weight >= 0)
);
CREATE INDEX objective_created ON objective (organization_id, id);
CREATE INDEX objective_title ON objective (organization_id, title, id);
CREATE INDEX objective_position ON objective (organization_id, position, id);
CREATE INDEX objective_updated ON objective (organization_id, updated_at, id);
CREATE INDEX objective_cycle_position ON objective (cycle_id, position, id);
CREATE INDEX objective_cycle_title ON objective (cycle_id, title, id);
CREATE INDEX objective_owner_unit ON objective (owner_unit_id, position, id);
CREATE INDEX objective_owner_person ON objective (owner_person_id, position, id);
CREATE INDEX objective_pillar ON objective (strategic_pillar_id);

CREATE TABLE key_result (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    objective_id UUID NOT NULL REFERENCES objective (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    owner_person_id UUID REFERENCES person (id),
    kind TEXT NOT NULL,
    start_value DOUBLE PRECISION,
    target_value DOUBLE PRECISION,
    target_high DOUBLE PRECISION,
    zero_low DOUBLE PRECISION,
    zero_high DOUBLE PRECISION,
    original_start DOUBLE PRECISION,
    original_target DOUBLE PRECISION,
    over_time BOOLEAN NOT NULL,
    current_value DOUBLE PRECISION,
    confidence INTEGER,
    unit TEXT NOT NULL,
    format TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    pace TEXT NOT NULL,
    phases TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    status_override TEXT,
    status_override_reason TEXT,
    is_excluded BOOLEAN NOT NULL,
    exclusion_reason TEXT,
    grade DOUBLE PRECISION,
    grade_reason TEXT,
    last_check_in_at BIGINT,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT key_result_weight CHECK (weight >= 0),
    CONSTRAINT key_result_confidence CHECK (confidence IS NULL OR confidence BETWEEN 1 AND 10)
);
CREATE INDEX key_result_created ON key_result (organization_id, id);
CREATE INDEX key_result_title ON key_result (organization_id, title, id);
CREATE INDEX key_result_objective ON key_result (objective_id, position, id);
CREATE INDEX key_result_owner ON key_result (owner_person_id, position, id);

CREATE TABLE milestone (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    key_result_id UUID NOT NULL REFERENCES key_result (id),
    title TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    due_on DATE,
    done_on DATE,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT milestone_weight CHECK (weight >= 0)
);
CREATE INDEX milestone_key_result ON milestone (key_result_id, position, id);
CREATE INDEX milestone_organization ON milestone (organization_id, id);

CREATE TABLE alignment (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    objective_id UUID NOT NULL REFERENCES objective (id),
    target_objective_id UUID REFERENCES objective (id),
    target_key_result_id UUID REFERENCES key_result (id),
    contribution DOUBLE PRECISION,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT alignment_one_target CHECK ((target_objective_id IS NULL) <> (target_key_result_id IS NULL)),
    CONSTRAINT alignment_contribution CHECK (contribution IS NULL OR contribution >= 0)
);
CREATE UNIQUE INDEX alignment_objective_once ON alignment (objective_id, target_objective_id) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX alignment_key_result_once ON alignment (objective_id, target_key_result_id) WHERE archived_at IS NULL;
CREATE INDEX alignment_target_objective ON alignment (target_objective_id);
CREATE INDEX alignment_target_key_result ON alignment (target_key_result_id);
CREATE INDEX alignment_organization ON alignment (organization_id, id);

CREATE TABLE kpi (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    format TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    direction TEXT NOT NULL,
    frequency TEXT NOT NULL,
    time_aggregation TEXT NOT NULL,
    unit_aggregation TEXT NOT NULL,
    missing_policy TEXT NOT NULL,
    owner_person_id UUID REFERENCES person (id),
    steward_person_id UUID REFERENCES person (id),
    perspective TEXT NOT NULL,
    "leading" BOOLEAN NOT NULL,
    scoring TEXT,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX kpi_code ON kpi (organization_id, code);
CREATE INDEX kpi_position ON kpi (organization_id, position, id);
CREATE INDEX kpi_name ON kpi (organization_id, name, id);
CREATE INDEX kpi_owner ON kpi (owner_person_id);

CREATE TABLE kpi_link (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    key_result_id UUID NOT NULL REFERENCES key_result (id),
    kpi_id UUID NOT NULL REFERENCES kpi (id),
    role TEXT NOT NULL,
    org_unit_id UUID REFERENCES org_unit (id),
    "window" TEXT NOT NULL,
    window_periods INTEGER,
    limit_value DOUBLE PRECISION,
    weight DOUBLE PRECISION NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT kpi_link_weight CHECK (weight >= 0),
    CONSTRAINT kpi_link_periods CHECK ("window" <> 'rolling' OR window_periods > 0)
);
CREATE UNIQUE INDEX kpi_link_measures ON kpi_link (key_result_id) WHERE role = 'measures' AND archived_at IS NULL;
CREATE INDEX kpi_link_key_result ON kpi_link (key_result_id, id);
CREATE INDEX kpi_link_kpi ON kpi_link (kpi_id, id);
CREATE INDEX kpi_link_organization ON kpi_link (organization_id, id);

CREATE TABLE kpi_target (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    kpi_id UUID NOT NULL REFERENCES kpi (id),
    org_unit_id UUID REFERENCES org_unit (id),
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    floor DOUBLE PRECISION,
    target DOUBLE PRECISION,
    stretch DOUBLE PRECISION,
    range_low DOUBLE PRECISION,
    range_high DOUBLE PRECISION,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT kpi_target_span CHECK (starts_on < ends_on)
);
CREATE INDEX kpi_target_kpi ON kpi_target (kpi_id, starts_on, id);
CREATE INDEX kpi_target_organization ON kpi_target (organization_id, id);

CREATE TABLE measurement_batch (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    rows BIGINT NOT NULL,
    created_by UUID REFERENCES user_account (id),
    created_at BIGINT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX measurement_batch_organization ON measurement_batch (organization_id, id);

CREATE TABLE measurement (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL,
    kpi_id UUID NOT NULL REFERENCES kpi (id),
    subject_id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    period_on DATE NOT NULL,
    value DOUBLE PRECISION,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID,
    source TEXT NOT NULL,
    batch_id UUID,
    note TEXT,
    supersedes UUID,
    superseded_at BIGINT,
    CONSTRAINT measurement_number CHECK ((value IS NULL) = (numerator IS NOT NULL AND denominator IS NOT NULL))
);
CREATE UNIQUE INDEX measurement_current ON measurement (kpi_id, subject_id, period_on) WHERE superseded_at IS NULL;
CREATE INDEX measurement_of_batch ON measurement (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX measurement_superseded ON measurement (kpi_id, subject_id, period_on) WHERE superseded_at IS NOT NULL;

CREATE TABLE check_in (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    key_result_id UUID NOT NULL REFERENCES key_result (id),
    author_user_id UUID REFERENCES user_account (id),
    author_person_id UUID REFERENCES person (id),
    value DOUBLE PRECISION,
    confidence INTEGER,
    status TEXT,
    note TEXT NOT NULL,
    blocker TEXT NOT NULL,
    next_step TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT check_in_confidence CHECK (confidence IS NULL OR confidence BETWEEN 1 AND 10)
);
CREATE INDEX check_in_key_result ON check_in (key_result_id, created_at, id);
CREATE INDEX check_in_author ON check_in (author_person_id, created_at, id);
CREATE INDEX check_in_organization ON check_in (organization_id, created_at, id);

CREATE TABLE change (
    organization_id UUID NOT NULL REFERENCES organization (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_user_id UUID,
    kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id UUID NOT NULL,
    after TEXT NOT NULL,
    reason TEXT,
    request_id TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (organization_id, seq)
);
CREATE INDEX change_entity ON change (organization_id, entity, entity_id, seq);
CREATE INDEX change_actor ON change (organization_id, actor_user_id, seq);
CREATE INDEX change_kind ON change (organization_id, kind, seq);
CREATE INDEX change_at ON change (organization_id, at);

CREATE TABLE score_snapshot (
    organization_id UUID NOT NULL REFERENCES organization (id),
    taken_on DATE NOT NULL,
    subject_id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    progress DOUBLE PRECISION,
    expected DOUBLE PRECISION,
    coverage DOUBLE PRECISION,
    status TEXT NOT NULL,
    PRIMARY KEY (organization_id, taken_on, subject_id)
){clustered};
CREATE INDEX score_snapshot_subject ON score_snapshot (subject_id, taken_on);

CREATE TABLE idempotency_key (
    organization_id UUID NOT NULL REFERENCES organization (id),
    user_id UUID NOT NULL REFERENCES user_account (id),
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, user_id, key)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);

CREATE TABLE demo_state (
    organization_id UUID NOT NULL PRIMARY KEY REFERENCES organization (id),
    clock_at BIGINT NOT NULL,
    anchored_at BIGINT NOT NULL,
    loaded_until_on DATE NOT NULL,
    language TEXT NOT NULL
);
