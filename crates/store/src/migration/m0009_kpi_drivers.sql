-- Which KPI drives which: what people believe of causes. What a formula computes from is not stored here.
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.

CREATE TABLE kpi_driver (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    driver_kpi_id UUID NOT NULL REFERENCES kpi (id),
    driven_kpi_id UUID NOT NULL REFERENCES kpi (id),
    influence TEXT NOT NULL,
    note TEXT,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT kpi_driver_two_kpis CHECK (driver_kpi_id <> driven_kpi_id)
);
CREATE UNIQUE INDEX kpi_driver_once ON kpi_driver (driver_kpi_id, driven_kpi_id) WHERE archived_at IS NULL;
CREATE INDEX kpi_driver_driven ON kpi_driver (driven_kpi_id, id);
CREATE INDEX kpi_driver_organization ON kpi_driver (organization_id, id);
