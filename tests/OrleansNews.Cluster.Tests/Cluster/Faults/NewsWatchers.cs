using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace OrleansNews.Cluster.Faults;

/// <summary>What somebody saw who read a feed, or searched.</summary>
/// <param name="Where">The address, with the front end.</param>
/// <param name="Word">What was searched for; null in a feed, and empty in a page, which need not have any of them.</param>
/// <param name="AskedAt">When they asked, as a timestamp.</param>
/// <param name="AnsweredAt">When they had the answer.</param>
/// <param name="Paths">The stories that were there.</param>
internal sealed record Sighting(string Where, string? Word, long AskedAt, long AnsweredAt, ImmutableHashSet<string> Paths)
{
    /// <summary>Whether the answer said of itself that the cluster could not be asked.</summary>
    public bool IsStale { get; init; }

    /// <summary>Why it is no feed; null when it is one.</summary>
    public string? Fault { get; init; }
}

/// <summary>Readers of the feeds of the newest stories, of the listings and of the stories that were withdrawn, and people who search for these stories, at every front end.</summary>
/// <param name="fronts">The front ends.</param>
/// <param name="stories">The stories so far, oldest first.</param>
internal sealed class NewsWatchers(IReadOnlyList<HttpClient> fronts, Func<IReadOnlyList<NewStory>> stories) : IAsyncDisposable
{
    // About one comes out in a second: most of them are old enough that search must know them.
    private const int Searched = 30;

    // Of those that came out last, and of those that were withdrawn last.
    private const int WithdrawnLooked = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FoundWithin = FaultSpan.Detection + NewsLedger.Recovery;
    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    private static readonly XNamespace _atom = "http://www.w3.org/2005/Atom";

    private readonly ConcurrentQueue<Sighting> _sightings = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>What was seen.</summary>
    public IReadOnlyCollection<Sighting> Sightings => _sightings;

    public void Start() => _watching = Task.WhenAll(fronts.SelectMany(front => new[] { Task.Run(() => ReadFeedsAsync(front)), Task.Run(() => ReadPagesAsync(front)), Task.Run(() => SearchAsync(front)) }));

    /// <summary>Lets everybody finish.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _watching.WaitAsync(Patience);
    }

    /// <summary>Returns when every front end finds these stories: what is searched for, and the path.</summary>
    /// <param name="wanted">The stories.</param>
    /// <param name="patience">How long is looked for one; null for as long as everything may take to be found out and delivered.</param>
    public async Task UntilFoundAsync(IReadOnlyCollection<(string Words, string Path)> wanted, TimeSpan? patience = null)
    {
        foreach (var front in fronts)
        {
            foreach (var (words, path) in wanted)
            {
                for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Between))
                {
                    var (status, text) = await AskAsync(front, "/api/search?q=" + Uri.EscapeDataString(words));
                    if (status == HttpStatusCode.OK && PathsIn(text).Contains(path)) break;
                    if (Stopwatch.GetElapsedTime(began) > (patience ?? FoundWithin)) throw new InvalidOperationException($"{path} is not found by '{words}' at {front.BaseAddress}; the last answer was {status} {text}");
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task ReadFeedsAsync(HttpClient front)
    {
        while (!_enough.IsCancellationRequested)
        {
            foreach (var path in new[] { "/feed/", "/feed/atom/" }) await LookAsync(front, path, word: null, LinksIn);
            await Task.Delay(Between, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadPagesAsync(HttpClient front)
    {
        while (!_enough.IsCancellationRequested)
        {
            // Before they are withdrawn, so that front ends have their pages, and behind it. A story's own page says at its address that it was withdrawn, and that is not read as the story.
            var known = stories();
            var looked = known.TakeLast(WithdrawnLooked).Concat(known.Where(story => story.WithdrawnAt is not null).TakeLast(WithdrawnLooked)).Select(story => story.Path).Distinct();
            foreach (var path in looked) await LookAsync(front, path, word: "", _ => [path]);
            foreach (var path in new[] { "/", "/category/harbour/" }) await LookAsync(front, path, word: "", page => [.. stories().Select(story => story.Path).Where(story => page.Contains(story, StringComparison.Ordinal))]);
            await Task.Delay(Between, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SearchAsync(HttpClient front)
    {
        for (var turn = 0; !_enough.IsCancellationRequested; turn++)
        {
            var newest = stories().TakeLast(Searched).ToList();
            if (newest.Count > 0 && newest[turn % newest.Count].Word is var word) await LookAsync(front, "/api/search?q=" + word, word, PathsIn);
            await Task.Delay(Between / 2, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(HttpClient front, string path, string? word, Func<string, ImmutableHashSet<string>> read)
    {
        var asked = Stopwatch.GetTimestamp();
        var isStale = false;
        var (status, text) = await AskAsync(front, path, answer => isStale = answer.Headers.Contains("X-OrleansNews-Stale"));
        if (status != HttpStatusCode.OK) return;
        var sighting = new Sighting(new Uri(front.BaseAddress!, path).ToString(), word, asked, Stopwatch.GetTimestamp(), []) { IsStale = isStale };
        try
        {
            _sightings.Enqueue(sighting with { Paths = read(text) });
        }
        catch (Exception spoiled) when (spoiled is XmlException or JsonException or FormatException)
        {
            _sightings.Enqueue(sighting with { Fault = $"{spoiled.Message} in {text}" });
        }
    }

    // No status when the connection was lost.
    private static async Task<(HttpStatusCode? Status, string Text)> AskAsync(HttpClient front, string path, Action<HttpResponseMessage>? look = null)
    {
        try
        {
            using var answer = await front.GetAsync(path);
            look?.Invoke(answer);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return (null, lost.Message);
        }
    }

    private static ImmutableHashSet<string> LinksIn(string feed)
    {
        var root = XDocument.Parse(feed).Root!;
        var links = root.Name == "rss"
            ? root.Elements("channel").Elements("item").Select(item => (string?)item.Element("link"))
            : root.Elements(_atom + "entry").Select(entry => (string?)entry.Elements(_atom + "link").FirstOrDefault(link => link.Attribute("rel") is null or { Value: "alternate" })?.Attribute("href"));
        return [.. links.Select(link => new Uri(link ?? throw new FormatException("An entry leads nowhere.")).AbsolutePath)];
    }

    private static ImmutableHashSet<string> PathsIn(string answer) =>
        [.. (JsonSerializer.Deserialize<Found>(answer, _strict) ?? throw new FormatException("There is no answer.")).Items.Select(item => item.Url)];

    private sealed record Found(ImmutableArray<FoundStory> Items);

    private sealed record FoundStory(string Url);
}
