-- The whole definition sheet of a KPI, and the organisation's own perspectives.
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.

CREATE TABLE kpi_perspective (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX kpi_perspective_code ON kpi_perspective (organization_id, code);
CREATE INDEX kpi_perspective_position ON kpi_perspective (organization_id, position, id);

ALTER TABLE kpi ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE kpi ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE kpi ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE kpi ADD COLUMN exclusions TEXT NOT NULL DEFAULT '';
ALTER TABLE kpi ADD COLUMN abuse_risk TEXT NOT NULL DEFAULT '';
ALTER TABLE kpi ADD COLUMN counter_kpi_id UUID REFERENCES kpi (id);
ALTER TABLE kpi ADD COLUMN due_working_days INTEGER;
CREATE INDEX kpi_counter ON kpi (counter_kpi_id);
