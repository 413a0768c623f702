-- Tables and queries for Orleans' ADO.NET providers, for PostgreSQL 15 or newer. The providers read their queries from OrleansQuery by key; the keys, the
-- parameters (@...) and the names of the columns that are read are theirs, everything else is ours.

CREATE TABLE OrleansQuery
(
    QueryKey  text PRIMARY KEY,
    QueryText text NOT NULL
);

-- Versions are the ETags of states. They come from one sequence, so that a state which is deleted and made again never has the version that somebody still
-- remembers of its former life: one comes back after 4,294,967,296 writes at the earliest.
CREATE SEQUENCE OrleansStorageVersion AS integer MINVALUE -2147483648 MAXVALUE 2147483647 START WITH 1 CACHE 20 CYCLE;

-- One row a state. Rows are rewritten often: the free space of their pages takes the new one, and no index changes.
CREATE TABLE OrleansStorage
(
    ServiceId              text COLLATE "C" NOT NULL,
    GrainTypeString        text COLLATE "C" NOT NULL,
    GrainTypeHash          integer NOT NULL,
    GrainIdHash            integer NOT NULL,
    GrainIdN0              bigint NOT NULL,
    GrainIdN1              bigint NOT NULL,
    GrainIdExtensionString text COLLATE "C",
    Version                integer NOT NULL,
    ModifiedOn             timestamptz NOT NULL,
    PayloadBinary          bytea,

    -- Two first writes at the same moment can never make two rows.
    UNIQUE NULLS NOT DISTINCT (GrainIdHash, GrainTypeHash, ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString)
)
WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Answers the new version; no row when the state is stored with another one than the writer expects, or is stored although the writer expects none.
CREATE FUNCTION OrleansStorageWrite
(
    id_hash integer, id_n0 bigint, id_n1 bigint, id_extension text, type_hash integer, type_name text, service text, expected integer, payload bytea
)
RETURNS TABLE (NewGrainStateVersion integer) LANGUAGE plpgsql AS
$$
BEGIN
    IF expected IS NULL THEN
        RETURN QUERY
        INSERT INTO OrleansStorage AS stored
            (ServiceId, GrainTypeString, GrainTypeHash, GrainIdHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, Version, ModifiedOn, PayloadBinary)
        VALUES
            (service, type_name, type_hash, id_hash, id_n0, id_n1, id_extension, nextval('OrleansStorageVersion')::integer, now(), payload)
        ON CONFLICT DO NOTHING
        RETURNING stored.Version;
    ELSE
        RETURN QUERY
        UPDATE OrleansStorage AS stored
        SET Version = nextval('OrleansStorageVersion')::integer, ModifiedOn = now(), PayloadBinary = payload
        WHERE stored.GrainIdHash = id_hash AND stored.GrainTypeHash = type_hash
            AND stored.ServiceId = service AND stored.GrainTypeString = type_name
            AND stored.GrainIdN0 = id_n0 AND stored.GrainIdN1 = id_n1 AND stored.GrainIdExtensionString IS NOT DISTINCT FROM id_extension
            AND stored.Version = expected
        RETURNING stored.Version;
    END IF;
END
$$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', '
    SELECT NewGrainStateVersion FROM OrleansStorageWrite
    (
        @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @GrainTypeHash, @GrainTypeString, @ServiceId, @GrainStateVersion, @PayloadBinary
    )'),
('ReadFromStorageKey', '
    SELECT PayloadBinary, Version FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString'),
-- Keeps the row; used only where DeleteStateOnClear is off.
('ClearStorageKey', '
    UPDATE OrleansStorage SET Version = nextval(''OrleansStorageVersion'')::integer, ModifiedOn = now(), PayloadBinary = NULL
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString
        AND Version = @GrainStateVersion
    RETURNING Version AS NewGrainStateVersion'),
-- The provider takes the version it had for a conflict, and any other for success.
('DeleteStorageKey', '
    DELETE FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString
        AND Version = @GrainStateVersion
    RETURNING Version # 1 AS NewGrainStateVersion');

-- The silos of each cluster, and one version for all of them together: Orleans changes a silo's row only together with it.
CREATE TABLE OrleansMembershipVersion
(
    DeploymentId text PRIMARY KEY,
    Version      integer NOT NULL DEFAULT 0,
    ModifiedOn   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE OrleansMembership
(
    DeploymentId text NOT NULL REFERENCES OrleansMembershipVersion ON DELETE CASCADE,
    Address      text NOT NULL,
    Port         integer NOT NULL,
    Generation   integer NOT NULL,
    SiloName     text NOT NULL,
    HostName     text NOT NULL,
    Status       integer NOT NULL,
    ProxyPort    integer NOT NULL,
    SuspectTimes text,
    StartTime    timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,

    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
    WITH made AS (INSERT INTO OrleansMembershipVersion (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM made)'),
('InsertMembershipKey', '
    WITH changed AS
    (
        UPDATE OrleansMembershipVersion AS version SET Version = Version + 1, ModifiedOn = now()
        WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS
            (SELECT 1 FROM OrleansMembership AS silo
             WHERE silo.DeploymentId = version.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
        RETURNING DeploymentId
    ),
    added AS
    (
        INSERT INTO OrleansMembership (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM changed
        RETURNING 1
    )
    SELECT EXISTS (SELECT 1 FROM added)'),
('UpdateMembershipKey', '
    WITH changed AS
    (
        UPDATE OrleansMembershipVersion AS version SET Version = Version + 1, ModifiedOn = now()
        WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS
            (SELECT 1 FROM OrleansMembership AS silo
             WHERE silo.DeploymentId = version.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
        RETURNING DeploymentId
    ),
    updated AS
    (
        UPDATE OrleansMembership AS silo SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM changed
        WHERE silo.DeploymentId = changed.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
        RETURNING 1
    )
    SELECT EXISTS (SELECT 1 FROM updated)'),
('UpdateIAmAlivetimeKey', '
    UPDATE OrleansMembership SET IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation'),
('MembershipReadRowKey', '
    SELECT version.DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime, IAmAliveTime, Version
    FROM OrleansMembershipVersion AS version LEFT JOIN OrleansMembership AS silo
        ON silo.DeploymentId = version.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    WHERE version.DeploymentId = @DeploymentId'),
('MembershipReadAllKey', '
    SELECT version.DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime, IAmAliveTime, Version
    FROM OrleansMembershipVersion AS version LEFT JOIN OrleansMembership AS silo ON silo.DeploymentId = version.DeploymentId
    WHERE version.DeploymentId = @DeploymentId'),
('GatewaysQueryKey', '
    SELECT Address, ProxyPort, Generation FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0'),
-- 3 is the status of an active silo: one that is silent for days is for the other silos to declare dead.
('CleanupDefunctSiloEntriesKey', '
    DELETE FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3'),
('DeleteMembershipTableEntriesKey', '
    DELETE FROM OrleansMembershipVersion WHERE DeploymentId = @DeploymentId');
