-- Versions of a KPI's definition, in the order of their days; the first holds from the beginning.
-- A KPI that has never been versioned has none and is recorded throughout.
ALTER TABLE kpi ADD COLUMN versions TEXT NOT NULL DEFAULT '[]';
