using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>
/// How many pages of comments a story has, as far as was seen within the last second: a flood of invented page numbers under one story costs what one of them costs.
/// </summary>
internal sealed class ConversationExtents(IOptions<ReadOptions> options, TimeProvider time) : IDisposable
{
    private const int MostStories = 50_000;

    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = MostStories });

    /// <summary>Whether the story at <paramref name="path"/> may have a page of comments; where that is not known, it may.</summary>
    public bool MayReach(string path, int page) =>
        page <= 1 || !_seen.TryGetValue(path, out Seen? seen) || time.GetElapsedTime(seen!.At) >= options.Value.FreshFor || page <= seen.Pages;

    /// <summary>Takes note of how many pages a story has.</summary>
    /// <param name="path">The story's path.</param>
    /// <param name="pages">How many it had.</param>
    /// <param name="at">The timestamp before they were asked for: what is posted meanwhile may begin another.</param>
    public void Learn(string path, int pages, long at) =>
        _seen.Set(path, new Seen(pages, at), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1), Size = 1 });

    public void Dispose() => _seen.Dispose();

    private sealed record Seen(int Pages, long At);
}
