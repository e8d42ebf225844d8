-- What a target remembers of the one that it was made from: a year that was spread over its months,
-- a unit's target that was handed to the units below.
ALTER TABLE kpi_target ADD COLUMN part_of UUID;
ALTER TABLE kpi_target ADD COLUMN method TEXT;
CREATE INDEX kpi_target_part_of ON kpi_target (part_of, id);
