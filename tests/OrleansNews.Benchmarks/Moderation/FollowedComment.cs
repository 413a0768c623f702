using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>One comment that a moderator hides and brings back again and again, while every place where it can be read is looked at without a pause.</summary>
internal sealed class FollowedComment(long id, LiveReader live, IReadOnlyList<CommentPlace> places) : IAsyncDisposable
{
    // So long each place has to go on showing the right thing, and longer by a random time, since pages are checked once a second.
    private static readonly TimeSpan _watched = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(50);

    private int _turns;

    /// <summary>Comments under a story, and opens its live feed.</summary>
    public static async Task<FollowedComment> BeginAsync(ReadingSite site, (string Path, long Article) story, HttpClient front, Moderator other)
    {
        var word = $"Quillmark{story.Article}x";
        using var answer = await site.Client.PostAsJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story.Article}/comments"), new { author = "Ada Quill", email = "ada@example.org", text = $"{word} is never dark." });
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        var live = await LiveReader.OpenAsync(front, story.Article, id);
        return new(id, live, CommentPlaces.Of(story, id, word, site.Client, front, other, live));
    }

    /// <summary>Takes so many decisions, one after the other; returns for each place how long each took to be right there for good, in milliseconds from when it was sent.</summary>
    public async Task<IReadOnlyList<(string Place, double Milliseconds)>> DecideAsync(Moderator moderator, int decisions)
    {
        var found = new List<(string, double)>();
        for (var decision = 0; decision < decisions; decision++)
        {
            var turn = Turn.All[_turns++ % Turn.All.Count];
            var (sent, watched) = (Stopwatch.GetTimestamp(), _watched + TimeSpan.FromSeconds(Random.Shared.NextDouble()));
            var taken = moderator.DecideAsync(id, turn.Decision);
            found.AddRange(await Task.WhenAll(places.Select(async place => (place.Name, await WatchAsync(place, turn, sent, watched)))));
            await taken;
        }

        return found;
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();

    // From when on it was right, and never wrong again.
    private static async Task<double> WatchAsync(CommentPlace place, Turn turn, long sent, TimeSpan watched)
    {
        long? right = null;
        while (true)
        {
            right = await place.IsRightAsync(turn) ? right ?? Stopwatch.GetTimestamp() : null;
            var elapsed = Stopwatch.GetElapsedTime(sent);
            if (right is { } since && elapsed > watched) return Stopwatch.GetElapsedTime(sent, since).TotalMilliseconds;
            if (elapsed > _patience) throw new TimeoutException($"{turn.Decision} is not seen: {place.Name}.");
            await Task.Delay(_between);
        }
    }
}
