-- Values, targets and links of people. A person's value counts in one unit, where they were in that
-- period; it stays there when they move on.
ALTER TABLE measurement ADD COLUMN org_unit_id UUID;
ALTER TABLE kpi_target ADD COLUMN person_id UUID;
ALTER TABLE kpi_link ADD COLUMN person_id UUID;
