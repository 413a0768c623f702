using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansNews.Cluster.Faults;

/// <summary>Readers who ask every front end again and again for the stories that are moderated, as a page, as a feed and from the API, and for the front page, and look for what was hidden.</summary>
/// <param name="fronts">The front ends.</param>
/// <param name="stories">The stories: number and path.</param>
/// <param name="moderators">Who decided what.</param>
internal sealed class HiddenTextWatchers(IReadOnlyList<HttpClient> fronts, IReadOnlyList<(long Article, string Path)> stories, Moderators moderators) : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(700);

    // Feeds are asked for less often by those who read them, and cost more.
    private static readonly TimeSpan BetweenFeeds = 4 * Between;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What is gone must not come back; later looks are kept where they show something.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<Look> _looks = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>What was seen, of a comment that was hidden before and is still hidden behind it.</summary>
    public IReadOnlyCollection<Look> Looks => _looks;

    public void Start() => _watching = Task.WhenAll(fronts.SelectMany(front => stories.SelectMany(story => new[]
    {
        WatchAsync(front, story.Article, story.Path, Between),
        WatchAsync(front, story.Article, ApiOf(story.Article), Between),
        WatchAsync(front, story.Article, story.Path + "feed/", BetweenFeeds),
    }).Append(WatchAsync(front, null, "/comments/feed/", BetweenFeeds)).Append(WatchAsync(front, null, "/", Between))));

    /// <summary>Lets everybody finish, and looks for every comment that is hidden, however long since: in the page and the feed of its story, in the API, and at the comment's own addresses.</summary>
    /// <returns>How many answers were read.</returns>
    public async Task<int> EndAsync()
    {
        await _enough.CancelAsync();
        await _watching.WaitAsync(Patience);
        var read = 0;
        foreach (var front in fronts)
        {
            foreach (var path in stories.SelectMany(story => new[] { story.Path, story.Path + "feed/", story.Path + "feed/atom/", ApiOf(story.Article) }).Append("/comments/feed/").Append("/")) await LookAtLastAsync(front, path, _ => true);
            await Parallel.ForEachAsync(moderators.Decided.Where(decision => decision.IsHidden).Select(decision => decision.Comment.Id), async (id, _) =>
            {
                await LookAtLastAsync(front, string.Create(CultureInfo.InvariantCulture, $"/comments/{id}"), decision => decision.Comment.Id == id);
                await LookAtLastAsync(front, string.Create(CultureInfo.InvariantCulture, $"/api/comments/{id}"), decision => decision.Comment.Id == id);
            });
        }

        return read;

        async Task LookAtLastAsync(HttpClient front, string path, Func<Decided, bool> concerns)
        {
            for (var began = Stopwatch.GetTimestamp(); !await TryLookAsync(front, path, concerns, keptFor: TimeSpan.MaxValue); await Task.Delay(Between))
            {
                if (Stopwatch.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"{path} is not answered at {front.BaseAddress}.");
            }

            Interlocked.Increment(ref read);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private static string ApiOf(long article) => string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments?order=newest&limit=100");

    private async Task WatchAsync(HttpClient front, long? article, string path, TimeSpan between)
    {
        while (!_enough.IsCancellationRequested)
        {
            await TryLookAsync(front, path, decision => article is null || decision.Comment.Article == article, Kept);
            await Task.Delay(between, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The box of newest comments in a page; empty where there is none. It may show those of any story.
    private static ReadOnlySpan<char> BoxOf(string text)
    {
        var begin = text.IndexOf("<section class=\"latest-comments\"", StringComparison.Ordinal);
        return begin < 0 ? [] : text.IndexOf("</section>", begin, StringComparison.Ordinal) is var end && end < 0 ? text.AsSpan(begin) : text.AsSpan(begin, end - begin);
    }

    // The address of a comment leads to its place where readers see it. A front end that is down shows nothing, and nothing is concluded from that.
    private async Task<bool> TryLookAsync(HttpClient front, string path, Func<Decided, bool> concerns, TimeSpan keptFor)
    {
        var asked = Stopwatch.GetTimestamp();
        var hidden = moderators.Decided.Where(decision => decision.IsHidden).ToList();
        try
        {
            using var answer = await front.GetAsync(path);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound)) return false;
            var (text, isStale) = (await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("X-OrleansNews-Stale"));
            foreach (var decision in hidden)
            {
                var (at, isConcerned) = (decision.DecidedAt!.Value, concerns(decision));
                var isInBox = BoxOf(text).Contains(decision.Comment.Text, StringComparison.Ordinal);
                var shows = isInBox || (isConcerned && (text.Contains(decision.Comment.Text, StringComparison.Ordinal) || answer.StatusCode == HttpStatusCode.Redirect));
                if (!shows && !(isConcerned && Stopwatch.GetElapsedTime(at, asked) < keptFor)) continue;
                if (moderators.IsLast(decision)) _looks.Enqueue(new(decision.Comment.Text, new Uri(front.BaseAddress!, path) + (isInBox ? " (in the box of newest comments)" : ""), at, asked, shows, isStale));
            }

            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }
}
