-- An alert names the key result that is to mend it beside the objective, and an objective finds its
-- alerts.
-- Shipped: never edit, add a migration. Statements end with a semicolon at the end of a line.

ALTER TABLE alert ADD COLUMN key_result_id UUID REFERENCES key_result (id);
CREATE INDEX alert_objective ON alert (objective_id, id);
