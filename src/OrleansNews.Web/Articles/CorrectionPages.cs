using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>Shows readers what corrections changed. What was compared is kept for a revision, so that a page that is asked for often costs no comparison.</summary>
internal sealed class CorrectionPages(IClusterClient cluster, StoryPages stories, SiteFrames frames) : IDisposable
{
    private const int MostShown = 20;

    private readonly MemoryCache _compared = new(new MemoryCacheOptions { SizeLimit = 8L << 20 });

    /// <summary>The corrections of the story at <paramref name="path"/>, newest first.</summary>
    public async Task<IResult> ShowAsync(string path)
    {
        var (story, otherwise) = await stories.FindAsync(path, 0);
        if (otherwise is PageMoved moved) return TypedResults.LocalRedirect(moved.Location + "what-changed/", permanent: true);
        if (story is null) return TypedResults.StatusCode(((PageMissing)otherwise!).Status);
        var shown = story.Corrections.Where(correction => correction.ShowsChange).Reverse().Take(MostShown).ToList();
        if (shown.Count == 0) return TypedResults.NotFound();
        var changes = new List<ShownCorrection>();
        foreach (var correction in shown)
        {
            if (await CompareAsync(story.Id, correction.Revision) is { } parts) changes.Add(new(correction, parts));
        }

        return new PageResult<CorrectionsPage, CorrectionsModel>(new(await frames.GetAsync(), story, [.. changes]));
    }

    public void Dispose() => _compared.Dispose();

    private async Task<ImmutableArray<ChangedPart>?> CompareAsync(ArticleId story, long revision)
    {
        if (_compared.TryGetValue((story, revision), out ImmutableArray<ChangedPart> known)) return known;
        if (await cluster.GetGrain<IArticleGrain>(story.Value).GetCorrectedAsync(revision) is not { } texts) return null;
        var parts = await Task.Run(() => TextChanges.Of(Paragraphs(texts.Before), Paragraphs(texts.After)));
        _compared.Set((story, revision), parts, new MemoryCacheEntryOptions { Size = 2 * (texts.Before.Length + texts.After.Length), AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) });
        return parts;
    }

    // A line is a paragraph, and stands apart from the next.
    private static string Paragraphs(string lines) => lines.Replace("\n", "\n\n", StringComparison.Ordinal);
}
