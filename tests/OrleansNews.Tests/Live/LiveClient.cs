namespace OrleansNews.Live;

/// <summary>A client of the live feed, written from its documentation.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;
    private readonly CancellationToken _cancel;
    private readonly ServerSentEvents _events = new();

    private LiveClient(HttpClient http, HttpResponseMessage answer, StreamReader lines, CancellationToken cancel) =>
        (_http, _answer, _lines, _cancel) = (http, answer, lines, cancel);

    public static async Task<LiveClient> OpenAsync(HttpClient http, string address, string? lastEventId, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new(http, answer, new(await answer.Content.ReadAsStreamAsync(cancel)), cancel);
    }

    /// <summary>The next event with one of these names; others are passed over.</summary>
    public async Task<ServerSentEvent> NextAsync(params string[] names)
    {
        while (await _lines.ReadLineAsync(_cancel) is { } line)
        {
            if (_events.Take(line) is { } next && names.Contains(next.Name)) return next;
        }

        throw new EndOfStreamException($"The feed ended before {string.Join(" or ", names)}.");
    }

    /// <summary>Reads to the end of the feed.</summary>
    public async Task EndAsync()
    {
        while (await _lines.ReadLineAsync(_cancel) is not null) { }
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
