using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using OrleansNews.Articles;

namespace OrleansNews.Search;

/// <remarks>The index bounds how much it is asked at once; what it refuses is answered <see cref="SearchBusy"/> at once.</remarks>
[GrainType("search"), StatelessWorker, Reentrant]
internal sealed class SearchGrain(ISearchIndex index, SearchProgress progress, [FromKeyedServices(NewsClock.Key)] TimeProvider time) : Grain, ISearchGrain
{
    private const int MostOnAPage = 50;
    private const int MostRelated = 20;

    // The index follows within two seconds, and few stories are withdrawn within two seconds.
    private const int Spare = 5;

    public async Task<SearchAnswer> SearchAsync(SearchQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Page, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, MostOnAPage, nameof(query));
        if (query.Words.Length > SearchQuery.MaxLength) return new SearchRefused(SearchRefusal.TooLong);
        var read = QueryReader.Read(query.Words);
        if (read.Count > SearchQuery.MaxWords) return new SearchRefused(SearchRefusal.TooManyWords);
        if (read.AllOf.IsEmpty) return new SearchFound([], 0, progress.IsComplete);
        try
        {
            return await FindAsync(query, read);
        }
        catch (SearchUnavailableException)
        {
            return new SearchBusy();
        }
    }

    public async Task<RelatedStories?> FindRelatedAsync(ArticleId article, int take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MostRelated);
        if (await ReadAsync(article) is not { } story || RelatedQuery.Of(story) is not { IsEmpty: false } phrases) return new([]);
        try
        {
            // One more, because the story is most like itself.
            var matches = await index.FindAsync(new([phrases], [], time.GetUtcNow(), 0, take + 1 + Spare, Weights: RelatedQuery.Weights));
            var stories = await ConfirmAsync([.. matches.Stories.Where(match => match != article)], take);
            return new([.. stories.Select(near => new RelatedStory(near.Id, near.Path, near.Title, near.Section, near.PublishedAt))]);
        }
        catch (SearchUnavailableException)
        {
            return null;
        }
    }

    private async Task<SearchAnswer> FindAsync(SearchQuery query, ReadQuery read)
    {
        // A page is the matches of its own numbers: one that was withdrawn a moment ago leaves a gap, and no story is on two pages or on none.
        var skip = Math.Min((long)(query.Page - 1) * query.PageSize, int.MaxValue);
        var matches = await index.FindAsync(new(read.AllOf, read.NoneOf, time.GetUtcNow(), (int)skip, query.PageSize, query.Section, query.From, query.Until));
        var found = await ConfirmAsync(matches.Stories, query.PageSize);

        // Cutting a page of snippets takes milliseconds, which other searches shall not wait for.
        var marker = new Marker(read);
        var entries = await Task.WhenAll(found.Select(story => ReadEntriesAsync(story, marker)));
        var hits = await Task.Run(() => found.Select((story, i) => Show(story, entries[i], marker)).ToImmutableArray());
        return new SearchFound(hits, matches.Total, progress.IsComplete);
    }

    // The first of the matches that are published now, at most so many, in the same order. Few are not, so no more are asked than it takes.
    private async Task<List<PublishedArticle>> ConfirmAsync(ImmutableArray<ArticleId> matches, int wanted)
    {
        var confirmed = new List<PublishedArticle>(wanted);
        for (var asked = 0; asked < matches.Length && confirmed.Count < wanted;)
        {
            var next = matches.Skip(asked).Take(wanted - confirmed.Count).ToList();
            confirmed.AddRange((await Task.WhenAll(next.Select(ReadAsync))).OfType<PublishedArticle>());
            asked += next.Count;
        }

        return confirmed;
    }

    private async Task<PublishedArticle?> ReadAsync(ArticleId article) =>
        await GrainFactory.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0) is { Status: ArticleStatus.Published } story ? story : null;

    // The newest entries of a live story, as far back as it takes to show why it was found: none when headline and text say it.
    private Task<string> ReadEntriesAsync(PublishedArticle story, Marker marker)
    {
        // Made once, and for live stories alone.
        string? above = null;
        return EntryWords.ReadAsync(GrainFactory, story, entries => Task.Run(() => marker.FindsAll($"{above ??= $"{PlainText.Tidy(story.Title)} {TextOf(story, "")}"} {entries}")));
    }

    // What readers see below the headline: the standfirst, the text, the entries.
    private static string TextOf(PublishedArticle story, string entries) =>
        string.Join(' ', new[] { PlainText.Tidy(StoryWords.StandfirstOf(story)), PlainText.Of(story.Html), entries }.Where(part => part.Length > 0));

    private static SearchHit Show(PublishedArticle story, string entries, Marker marker) => new()
    {
        Article = story.Id,
        Path = story.Path,
        Title = marker.Show(PlainText.Tidy(story.Title)),
        Snippet = Snippets.Of(PlainText.Tidy(story.Excerpt), TextOf(story, entries), marker),
        Section = story.Section,
        Authors = story.Authors.OrEmpty(),
        PublishedAt = story.PublishedAt,
    };
}
