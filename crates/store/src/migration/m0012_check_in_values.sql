-- What the latest check-ins before an instant say: value and judgement are in the index too, so that the past reads it
-- alone and no rows of the table. It answers whatever the index without them did.
DROP INDEX check_in_key_result;
CREATE INDEX check_in_key_result ON check_in (key_result_id, created_at, id, value, status);
