using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansNews.Articles;

namespace OrleansNews.Search;

/// <summary>An index with stories, without a newspaper.</summary>
internal sealed class IndexUnderTest : IAsyncDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("search-index-");
    private long _position;

    public IndexUnderTest() => Index = new(Path.Combine(_folder.FullName, "search.db"), "news", new(), NullLogger<SqliteSearchIndex>.Instance);

    public SqliteSearchIndex Index { get; }

    public async Task AddAsync(params PublishedArticle[] stories)
    {
        Assert.True(await Index.ApplyAsync([.. stories.Select(story => StoryWords.Of(story))], [], _position, _position + stories.Length));
        _position += stories.Length;
    }

    public async Task<List<long>> FindAsync(string typed)
    {
        var read = QueryReader.Read(typed);
        if (read.AllOf.IsEmpty) return [];
        return [.. (await Index.FindAsync(new(read.AllOf, read.NoneOf, Day, 0, 100))).Stories.Select(story => story.Value)];
    }

    public static PublishedArticle Story(long id, string title, string html = "", string excerpt = "", string[]? tags = null, string section = "", string author = "") => new()
    {
        Id = new(id),
        Status = ArticleStatus.Published,
        Revision = 1,
        Path = $"/{id}/",
        Title = title,
        Excerpt = excerpt,
        Html = html,
        Tags = [.. (tags ?? []).Select(Term.Named)],
        Section = section.Length > 0 ? Term.Named(section) : null,
        Authors = author.Length > 0 ? [Term.Named(author)] : ImmutableArray<Term>.Empty,
        PublishedAt = Day,
    };

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
