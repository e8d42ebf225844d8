-- The last change before an instant, which every look at the past begins with: an instant may hold many changes, so
-- their numbers are in the index too. It answers whatever the index by instant alone did.
DROP INDEX change_at;
CREATE INDEX change_moment ON change (organization_id, at, seq);
