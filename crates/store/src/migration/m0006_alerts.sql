-- Warnings about KPIs: what happened, since when, who took notice of it and why it was so.
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.

CREATE TABLE alert (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    kpi_id UUID NOT NULL REFERENCES kpi (id),
    org_unit_id UUID NOT NULL REFERENCES org_unit (id),
    kind TEXT NOT NULL,
    urgency BIGINT NOT NULL,
    since_on DATE NOT NULL,
    facts TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    acknowledged_at BIGINT,
    acknowledged_by UUID REFERENCES user_account (id),
    cause TEXT,
    objective_id UUID REFERENCES objective (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX alert_open_once ON alert (kpi_id, org_unit_id, kind) WHERE closed_at IS NULL;
CREATE INDEX alert_urgency ON alert (organization_id, urgency, id);
CREATE INDEX alert_kpi ON alert (kpi_id, id);
CREATE INDEX alert_organization ON alert (organization_id, id);
