using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Storage.Text;

/// <summary>A connection that reads, and its statements.</summary>
internal sealed class TextIndexReader : IDisposable
{
    /// <summary>
    /// Up to how many matches are ranked; that takes a microsecond each. A term that more documents have says little about any of them: they come in the order of their dates.
    /// </summary>
    public const int MostRanked = 20_000;

    /// <summary>What a document of this very moment gains in rank, as a share of it ...</summary>
    private const double Freshness = 0.3;

    /// <summary>... and the age in seconds at which half of that is left: thirty days.</summary>
    private const double FreshnessHalf = 30 * 86_400;

    // What is below a label begins with it and a slash; the character behind the slash is the digit 0.
    private const string Matching = """
        FROM terms JOIN document ON document.id = terms.rowid
        WHERE terms MATCH ?1 AND (?2 IS NULL OR document.label = ?2 OR (document.label > ?2 || '/' AND document.label < ?2 || '0')) AND document.moment >= ?3 AND document.moment < ?4
        """;

    private const int FirstWeight = 8;

    private readonly ImmutableArray<TextField> _fields;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _countAll;
    private readonly SqliteStatement _best;
    private readonly SqliteStatement _newest;

    public TextIndexReader(SqliteDatabase database, ImmutableArray<TextField> fields)
    {
        _fields = fields;
        _database = database;
        var weights = string.Join(", ", fields.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{FirstWeight + i}")));
        var bonus = string.Create(CultureInfo.InvariantCulture, $"(1.0 + {Freshness} / (1.0 + max(0, ?5 - document.moment) / {FreshnessHalf:F1}))");
        _count = database.Prepare($"SELECT count(*) {Matching}");
        // Without bounds the terms alone know.
        _countAll = database.Prepare("SELECT count(*) FROM terms WHERE terms MATCH ?1");
        // The better the match, the smaller its rank: below zero.
        _best = database.Prepare($"SELECT document.id {Matching} ORDER BY bm25(terms, {weights}) * {bonus}, document.id DESC LIMIT ?6 OFFSET ?7");
        _newest = database.Prepare($"SELECT document.id {Matching} ORDER BY document.moment DESC, document.id DESC LIMIT ?6 OFFSET ?7");
        // Kibibytes: the upper part of the trees.
        database.Execute("PRAGMA cache_size=-16384");
    }

    public TextMatches Find(TextQuery query)
    {
        var expression = MatchExpression.Of(query, _fields);
        // One transaction, so that the number and the matches are of the same moment.
        _database.Execute("BEGIN");
        try
        {
            var total = Count(query, expression);
            return new(total > query.Skip && query.Take > 0 ? total <= MostRanked ? ReadBest(query, expression) : Read(_newest, query, expression) : [], total);
        }
        finally
        {
            _database.Execute("COMMIT");
        }
    }

    public void Dispose()
    {
        _count.Dispose();
        _countAll.Dispose();
        _best.Dispose();
        _newest.Dispose();
        _database.Dispose();
    }

    private int Count(TextQuery query, byte[] expression)
    {
        var statement = query is { Label: null, From: null, Until: null } ? _countAll.BindText(1, expression) : Bind(_count, query, expression);
        statement.Step();
        var total = (int)statement.Number(0);
        statement.Reset();
        return total;
    }

    private ImmutableArray<long> ReadBest(TextQuery query, byte[] expression)
    {
        for (var i = 0; i < _fields.Length; i++) _best.BindReal(FirstWeight + i, query.Weights.IsEmpty ? _fields[i].Weight : query.Weights[i]);
        return Read(_best, query, expression);
    }

    private static ImmutableArray<long> Read(SqliteStatement statement, TextQuery query, byte[] expression)
    {
        var found = ImmutableArray.CreateBuilder<long>();
        Bind(statement, query, expression);
        statement.BindNumber(5, query.Now).BindNumber(6, query.Take).BindNumber(7, query.Skip);
        while (statement.Step()) found.Add(statement.Number(0));
        statement.Reset();
        return found.DrainToImmutable();
    }

    private static SqliteStatement Bind(SqliteStatement statement, TextQuery query, byte[] expression)
    {
        statement.BindText(1, expression);
        // What is not bound is NULL.
        if (query.Label is { } label) statement.BindText(2, Encoding.UTF8.GetBytes(label));
        return statement.BindNumber(3, query.From ?? long.MinValue).BindNumber(4, query.Until ?? long.MaxValue);
    }
}
