-- States are JSON, and those of busy threads are rewritten with every commit, half a megabyte at times. PostgreSQL's own compression took nearly half of its processor time for
-- that; lz4 takes a fraction. A server that was built without it keeps its own. What is stored already stays as it is until it is written again.
DO
$$
BEGIN
    IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
        ALTER TABLE OrleansStorage ALTER COLUMN PayloadBinary SET COMPRESSION lz4;
    END IF;
END
$$;
