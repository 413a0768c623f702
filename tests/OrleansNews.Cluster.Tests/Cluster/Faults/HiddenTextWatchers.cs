using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansNews.Cluster.Faults;

/// <summary>Readers who ask every front end again and again for the stories that are moderated, as a page, as a feed and from the API, and look for what was hidden.</summary>
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
    }).Append(WatchAsync(front, null, "/comments/feed/", BetweenFeeds))));

    /// <summary>Lets everybody finish, and looks for every comment that is hidden, however long since: in the page and the feed of its story, in the API, and at the comment's own addresses.</summary>
    /// <returns>How many answers were read.</returns>
    public async Task<int> EndAsync()
    {
        await _enough.CancelAsync();
        await _watching.WaitAsync(Patience);
        var read = 0;
        foreach (var front in fronts)
        {
            foreach (var path in stories.SelectMany(story => new[] { story.Path, story.Path + "feed/", story.Path + "feed/atom/", ApiOf(story.Article) }).Append("/comments/feed/")) await LookAtLastAsync(front, path, _ => true);
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

    private static bool IsInBoxAlone(string page, string text)
    {
        var begin = page.IndexOf("<section class=\"latest-comments\"", StringComparison.Ordinal);
        if (begin < 0) return false;
        var end = page.IndexOf("</section>", begin, StringComparison.Ordinal);
        return page.AsSpan(begin, end - begin).Contains(text, StringComparison.Ordinal) && !page.AsSpan(0, begin).Contains(text, StringComparison.Ordinal) && !page.AsSpan(end).Contains(text, StringComparison.Ordinal);
    }

    // The address of a comment leads to its place where readers see it. A front end that is down shows nothing, and nothing is concluded from that.
    private async Task<bool> TryLookAsync(HttpClient front, string path, Func<Decided, bool> concerns, TimeSpan keptFor)
    {
        var asked = Stopwatch.GetTimestamp();
        var hidden = moderators.Decided.Where(decision => decision.IsHidden && concerns(decision)).ToList();
        try
        {
            using var answer = await front.GetAsync(path);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound)) return false;
            var (text, isStale) = (await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("X-OrleansNews-Stale"));
            foreach (var decision in hidden.Where(moderators.IsLast))
            {
                var (at, shows) = (decision.DecidedAt!.Value, text.Contains(decision.Comment.Text, StringComparison.Ordinal) || answer.StatusCode == HttpStatusCode.Redirect);
                if (shows || Stopwatch.GetElapsedTime(at, asked) < keptFor) _looks.Enqueue(new(decision.Comment.Text, new Uri(front.BaseAddress!, path) + (IsInBoxAlone(text, decision.Comment.Text) ? ", in the box of newest comments alone," : ""), at, asked, shows, isStale));
            }

            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }
}
