using System.Globalization;
using System.Text.Json;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>Somebody who has a story open: what its live feed told of one comment, and where in the log that was.</summary>
internal sealed class LiveReader : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly string _feed;
    private readonly long _comment;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;
    private volatile Told _told;

    private LiveReader(HttpClient client, long article, long comment, HttpResponseMessage feed)
    {
        (_client, _comment, _told) = (client, comment, new(true, null));
        _feed = FeedOf(article);
        _reading = ReadAsync(feed);
    }

    /// <summary>Whether the page that is open shows the comment.</summary>
    public bool IsShown => _reading.IsFaulted ? throw new InvalidOperationException("The live feed ended.", _reading.Exception) : _told.IsShown;

    /// <summary>Opens the feed of a story under which the comment is seen.</summary>
    public static async Task<LiveReader> OpenAsync(HttpClient client, long article, long comment) =>
        new(client, article, comment, await client.GetAsync(FeedOf(article), HttpCompletionOption.ResponseHeadersRead));

    /// <summary>Whether somebody who comes back now, having seen nothing, gets a word by the time they are as far as the open page is.</summary>
    public async Task<bool> ReplaysAsync(string word)
    {
        if (_told.Position is not { } last) return IsShown;
        using var request = new HttpRequestMessage(HttpMethod.Get, _feed) { Headers = { { "Last-Event-ID", "0:0" } } };
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var (isFound, isLast) = (false, false);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line == "event: reset") throw new InvalidOperationException("The replay is too long.");
            isFound |= line.Contains(word, StringComparison.Ordinal);
            isLast |= line == $"id: {last}";
            if (isLast && line.Length == 0) return isFound;
        }

        throw new InvalidOperationException("The replay ended.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private static string FeedOf(long article) => string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/live");

    private async Task ReadAsync(HttpResponseMessage feed)
    {
        using var answer = feed;
        using var lines = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(_end.Token));
        var (position, name) = ("", "");
        while (true)
        {
            var line = await lines.ReadLineAsync(_end.Token) ?? throw new InvalidOperationException("The host closed it.");
            if (line.StartsWith("id: ", StringComparison.Ordinal)) position = line[4..];
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal) && name is "comment" or "decided") Note(position, line[6..]);
            if (line.Length == 0) name = "";
        }
    }

    private void Note(string position, string data)
    {
        using var told = JsonDocument.Parse(data);
        if (told.RootElement.GetProperty("id").GetInt64() == _comment)
            _told = new(told.RootElement.TryGetProperty("html", out var html) && html.ValueKind == JsonValueKind.String, position);
    }

    private sealed record Told(bool IsShown, string? Position);
}
