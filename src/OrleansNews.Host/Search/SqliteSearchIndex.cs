using System.Collections.Immutable;
using OrleansNews.Storage.Text;

namespace OrleansNews.Search;

/// <summary>The index of this silo in a SQLite file: translates between stories and documents, which are all that storage knows.</summary>
internal sealed class SqliteSearchIndex : ISearchIndex, IAsyncDisposable, IDisposable
{
    private static readonly ImmutableArray<TextField> _fields =
        [.. Enum.GetValues<IndexField>().Select(field => new TextField(field.ToString().ToLowerInvariant(), IndexFields.Weights[(int)field]))];

    private readonly SqliteTextIndex _index;

    /// <param name="path">The file.</param>
    /// <param name="cluster">The cluster's name: a newspaper restored from a backup has another one than the state that the file may know.</param>
    /// <param name="options">How much is searched at once.</param>
    /// <param name="logger">Is told when the file is made anew.</param>
    public SqliteSearchIndex(string path, string cluster, SearchOptions options, ILogger<SqliteSearchIndex> logger) =>
        _index = new(path, cluster, _fields, IndexFields.WordsVersion, options.Readers, options.MaxWaiting, logger);

    public Task<long> GetPositionAsync() => _index.GetPositionAsync();

    public Task<bool> ApplyAsync(IReadOnlyList<IndexedStory> stories, IReadOnlyList<ArticleId> removed, long from, long position, IReadOnlyList<ArticleId>? unread = null) => _index.ApplyAsync(
        [.. stories.Select(story => new TextDocument(story.Id.Value, story.Words, story.Section, story.PublishedAt.ToUnixTimeSeconds()))],
        [.. removed.Select(article => article.Value)],
        from,
        position,
        [.. (unread ?? []).Select(article => article.Value)]);

    public async Task<IReadOnlyList<ArticleId>> SomeUnreadAsync(int most) => [.. (await _index.SomeUnreadAsync(most)).Select(id => new ArticleId(id))];

    public Task ResetAsync() => _index.ResetAsync();

    public async Task<IndexMatches> FindAsync(IndexQuery query)
    {
        try
        {
            var matches = await _index.FindAsync(new()
            {
                AllOf = [.. query.AllOf.Select(ways => ways.Select(Of).ToImmutableArray())],
                NoneOf = [.. query.NoneOf.Select(Of)],
                Label = query.Section.Length > 0 ? query.Section : null,
                // Rounded up: a bound within a second leaves the second out, or takes it in, as a whole.
                From = (query.From + AlmostASecond)?.ToUnixTimeSeconds(),
                Until = (query.Until + AlmostASecond)?.ToUnixTimeSeconds(),
                Now = query.Now.ToUnixTimeSeconds(),
                Weights = query.Weights.IsDefault ? [] : query.Weights,
                Skip = query.Skip,
                Take = query.Take,
            });
            return new([.. matches.Ids.Select(id => new ArticleId(id))], matches.Total);
        }
        catch (Exception fault) when (fault is TextIndexBusyException or TextIndexUnavailableException)
        {
            throw new SearchUnavailableException("The search index did not answer.", fault);
        }
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    public void Dispose() => _index.Dispose();

    private static readonly TimeSpan AlmostASecond = TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1);

    private static TextPhrase Of(WordPhrase phrase) => new(phrase.Words, phrase.IsPrefix, (int?)phrase.Field);
}
