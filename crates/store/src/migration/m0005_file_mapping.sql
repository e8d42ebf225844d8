-- How the columns of a file of measurements were understood, for the next file of the same shape.

CREATE TABLE file_mapping (
    id UUID NOT NULL PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES organization (id),
    fingerprint TEXT NOT NULL,
    file_name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX file_mapping_fingerprint ON file_mapping (organization_id, fingerprint);
