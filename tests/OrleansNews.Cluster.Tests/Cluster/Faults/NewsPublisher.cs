using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;

namespace OrleansNews.Cluster.Faults;

/// <summary>A story that the newsroom was told is out, found by a word that no other one has.</summary>
/// <param name="Word">The word.</param>
/// <param name="Path">Its address.</param>
/// <param name="Began">When it was sent for the first time, as a timestamp.</param>
/// <param name="At">When it was acknowledged.</param>
internal sealed record NewStory(string Word, string Path, long Began, long At)
{
    /// <summary>When its withdrawal was sent for the first time; null when it was not.</summary>
    public long? WithdrawalBegan { get; init; }

    /// <summary>When its withdrawal was acknowledged; null before.</summary>
    public long? WithdrawnAt { get; init; }
}

/// <summary>A newsroom that publishes one story after the other, and withdraws every third of them. What is not answered is sent again.</summary>
/// <param name="cookie">What an editor is signed in by.</param>
/// <param name="offered">The front end of the next request.</param>
internal sealed partial class NewsPublisher(string cookie, Func<HttpClient> offered) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<NewStory> _stories = [];
    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _publishing = Task.CompletedTask;
    private string _last = "";

    /// <summary>The stories so far, oldest first.</summary>
    public IReadOnlyList<NewStory> Stories
    {
        get
        {
            lock (_stories) return [.. _stories];
        }
    }

    /// <summary>Requests that nobody answered, or by asking to come back.</summary>
    public IReadOnlyCollection<FailedRequest> FailedRequests => _failures;

    public void Start() => _publishing = Task.Run(PublishAsync);

    /// <summary>Lets the story that is being published come out.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _publishing.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task PublishAsync()
    {
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            var address = await BeginAsync();
            await PublishAsync(address, number);
            await Task.Delay(Pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (number % 3 == 1) await WithdrawAsync(address, number);
        }
    }

    // A number that nobody hears of is of no story.
    private async Task<string> BeginAsync()
    {
        var address = "";
        await UntilAsync(async () => (address = (await SendAsync(HttpMethod.Post, "/newsroom/stories", [])) is { Location: { } location } ? location : "").Length > 0);
        return address;
    }

    private async Task PublishAsync(string address, int number)
    {
        var word = WordOf(number);
        var began = Stopwatch.GetTimestamp();
        await UntilAsync(async () => (await SendAsync(
            HttpMethod.Post,
            address + "/publish",
            [("version", "0"), ("title", $"The {word} opens"), ("slug", word), ("body", "It was announced this morning."), ("section", "Harbour"), ("authors", "Ines Calloway"), ("comments_open", "yes"), ("format", "Markdown")])).Status == HttpStatusCode.SeeOther);
        var at = Stopwatch.GetTimestamp();
        var path = "";
        await UntilAsync(async () => (path = LinkOf(word, (await SendAsync(HttpMethod.Get, address, [])).Text)).Length > 0);
        lock (_stories) _stories.Add(new(word, path, began, at));
    }

    private async Task WithdrawAsync(string address, int number)
    {
        var version = "";
        await UntilAsync(async () => (version = Version().Match((await SendAsync(HttpMethod.Get, address, [])).Text).Groups[1].Value).Length > 0);
        var began = Stopwatch.GetTimestamp();
        Change(number, story => story with { WithdrawalBegan = began });
        await UntilAsync(async () => (await SendAsync(HttpMethod.Post, address + "/withdraw", [("version", version), ("reason", "It was not so.")])).Status == HttpStatusCode.SeeOther);
        Change(number, story => story with { WithdrawnAt = Stopwatch.GetTimestamp() });
    }

    private void Change(int number, Func<NewStory, NewStory> change)
    {
        lock (_stories) _stories[number] = change(_stories[number]);
    }

    private async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var began = Stopwatch.GetTimestamp(); !await done(); await Task.Delay(200))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"The newsroom was not answered as it should be; the last answer was {_last}");
        }
    }

    private async Task<(HttpStatusCode? Status, string? Location, string Text)> SendAsync(HttpMethod method, string path, (string, string)[] fields)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Cookie", cookie } } };
        if (method == HttpMethod.Post) request.Content = StaffAccounts.Form(fields);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await offered().SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            _last = string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {(int)answer.StatusCode} {text}");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{method} {path}: 503"));
            return (answer.StatusCode, answer.Headers.Location?.OriginalString, text);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            _last = $"{method} {path}: {lost.Message}";
            _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), _last));
            return (null, null, "");
        }
    }

    // Letters alone, and as many in each, so that none is the beginning of another one.
    private static string WordOf(int number) => "quay" + string.Concat(number.ToString("D4", CultureInfo.InvariantCulture).Select(digit => (char)('b' + (digit - '0'))));

    private static string LinkOf(string word, string page) => Regex.Match(page, $"/[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}/{word}/", RegexOptions.CultureInvariant).Value;

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
