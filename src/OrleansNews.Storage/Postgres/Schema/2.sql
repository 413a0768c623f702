-- Objects that are written once and read as they are, a few megabytes each at most: their bytes are compressed already.
CREATE TABLE StoredObject
(
    ServiceId text COLLATE "C" NOT NULL,
    Name      text COLLATE "C" NOT NULL,
    Content   bytea NOT NULL,
    WrittenOn timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (ServiceId, Name)
);

ALTER TABLE StoredObject ALTER COLUMN Content SET STORAGE EXTERNAL;
