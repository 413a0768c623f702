using Npgsql;

namespace OrleansNews.Storage.Postgres.Groups;

/// <summary>Many writes as one statement: the function that Orleans' statement for one write calls (Schema/1.sql), for each of them.</summary>
internal static class GroupStatement
{
    /// <summary>That function, by which a write is known.</summary>
    public const string Function = "OrleansStorageWrite";

    private const string Text = $"""
        SELECT write.place, stored.NewGrainStateVersion
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY
            AS write (id_hash, id_n0, id_n1, id_extension, type_hash, type_name, service, expected, payload, place),
        LATERAL {Function}(id_hash, id_n0, id_n1, id_extension, type_hash, type_name, service, expected, payload) AS stored
        """;

    /// <summary>Answers a row for each that was written: its place, from one, and its new version.</summary>
    public static NpgsqlCommand Of(NpgsqlConnection connection, List<GroupedWrite> writes)
    {
        var command = new NpgsqlCommand(Text, connection);
        Add(write => write.IdHash);
        Add(write => write.N0);
        Add(write => write.N1);
        Add(write => write.Extension);
        Add(write => write.TypeHash);
        Add(write => write.Type);
        Add(write => write.Service);
        Add(write => write.Expected);
        Add(write => write.Payload);
        return command;

        void Add<T>(Converter<GroupedWrite, T> column) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. writes.ConvertAll(column)] });
    }
}
