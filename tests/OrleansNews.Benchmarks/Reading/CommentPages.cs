using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>What the place of a page costs in a conversation of a hundred thousand comments: each page over HTTP, rendered for who asks.</summary>
internal static class CommentPages
{
    private const int Reads = 500, Senders = 64;

    // As discussions are set at first.
    private const int OnAPage = 50;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var comments = run.IsBrief ? 2_000 : 100_000;
        await using var site = await ReadingSite.StartAsync(null, "--Read:CacheBytes=0");
        var stories = await site.PublishAsync(OnAPage, 0);
        var (small, large) = (stories[0], stories[1]);
        await Parallel.ForAsync(0, comments, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, _) => await site.CommentAsync(large.Article, ReadingSite.Text(new Random(number % OnAPage), 60)));
        await site.UntilQuietAsync();

        var last = comments / OnAPage;
        string[] addresses = [.. new[] { 1, last / 2, last }.Select(page => string.Create(CultureInfo.InvariantCulture, $"{large.Path}comment-page-{page}/")), large.Path, small.Path];
        foreach (var address in addresses) await RequireWholeAsync(site, address);
        await MediansAsync(site, addresses);
        var rendered = await site.RenderedAsync();
        var middles = await MediansAsync(site, addresses);
        if (await site.RenderedAsync() - rendered < Reads * addresses.Length) throw new InvalidOperationException("Pages were served that were rendered before.");

        run.Add(new Figure(
            string.Create(CultureInfo.InvariantCulture, $"last page of {comments:N0} comments over HTTP against the first, median"), middles[2], "ms", middles[0], new(RatioAtMost: 1.2),
            string.Create(CultureInfo.InvariantCulture, $"rendered, {OnAPage} comments of 60 words each; page {last / 2:N0} of {last:N0} took {middles[1]:0.00} ms")));
        run.Add(new Figure(
            string.Create(CultureInfo.InvariantCulture, $"story with its newest page of {comments:N0} comments over HTTP, against a story with one page, median"), middles[3], "ms", middles[4], new(RatioAtMost: 1.5),
            "rendered, with boxes and related stories; pages behind the newest have the text of the story too"));
    }

    // A page that lacks comments would be quick.
    private static async Task RequireWholeAsync(ReadingSite site, string address)
    {
        var page = await site.Client.GetStringAsync(address);
        var shown = page.Split("class=\"comment-content\"").Length - 1;
        if (shown != OnAPage) throw new InvalidOperationException($"{address} has {shown} comments.");
    }

    // One page of each in turn, so that nothing but its place is between them.
    private static async Task<IReadOnlyList<double>> MediansAsync(ReadingSite site, IReadOnlyList<string> addresses)
    {
        var taken = addresses.Select(_ => new List<double>(Reads)).ToList();
        for (var read = 0; read < Reads; read++)
        {
            foreach (var (number, address) in addresses.Index())
            {
                var started = Stopwatch.GetTimestamp();
                await site.Client.GetByteArrayAsync(address);
                taken[number].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return [.. taken.Select(Rounds.Middle)];
    }
}
