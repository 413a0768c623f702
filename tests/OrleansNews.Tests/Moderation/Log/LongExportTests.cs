using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>Exports of a long moderation log.</summary>
public sealed class LongExportTests : IAsyncLifetime
{
    private const int Entries = 10_003;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("mo", Role.Moderator);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Export_IsOneFile_HoweverManyDecisionsThereAre()
    {
        await AppendAsync("");
        var desk = await _site.SignedInAsync("mo");

        var rows = (await desk.GetStringAsync("/newsroom/comments/log.csv?decision=spam", Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((Entries + 1, Entries), (rows.Length, rows.Skip(1).Distinct().Count()));
        var rest = await desk.GetStringAsync("/newsroom/comments/log.csv?decision=spam&before=" + rows[10_000].Split(',')[^1], Cancel);
        Assert.Equal(rows[10_001..], rest.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public async Task Export_WhoseReaderLosesTheRoleMeanwhile_Breaks_InsteadOfEndingLikeAWholeFile()
    {
        // More than the buffers between both ends hold.
        await AppendAsync(new string('€', 500));
        var desk = await _site.SignedInAsync("mo");
        using var answer = await desk.GetAsync("/newsroom/comments/log.jsonl?decision=spam", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var file = await answer.Content.ReadAsStreamAsync(Cancel);
        Assert.True(await file.ReadAsync(new byte[1_000], Cancel) > 0);

        Assert.Equal(ChangeStaffResult.Changed, await _site.Grains.GetGrain<IStaffGrain>(0).ChangeRoleAsync("mo", Role.Author, Actor.System));
        _site.Services.GetRequiredService<SessionChecks>().Forget("mo");

        await Assert.ThrowsAnyAsync<IOException>(() => file.CopyToAsync(Stream.Null, Cancel));
    }

    [Fact]
    public async Task Reader_OfAnExport_IsAskedForWithEachPart()
    {
        await AppendAsync("");
        var (log, asked, count) = (_site.Services.GetRequiredService<LogReader>(), 0, 0);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () =>
        {
            await foreach (var entry in log.ExportAsync(new() { Action = LogAction.Spam }, () => Task.FromResult<Actor?>(asked++ < 2 ? Posts.Moderator : Posts.Author), Cancel)) count++;
        });

        Assert.Equal((3, 1_000), (asked, count));
    }

    private async Task AppendAsync(string reason)
    {
        var (first, story) = (_site.Cluster.Time.GetUtcNow().ToUnixTimeMilliseconds() - 20_000_000, new ArticleId(16));
        var shard = _site.Grains.GetGrain<IModerationLogShardGrain>(IModerationLogShardGrain.ShardOf(story));
        foreach (var part in Enumerable.Range(0, Entries).Chunk(1_000))
            await shard.AppendAsync([.. part.Select(at => new LogEntry { Place = LogPlace.Of(first + at, story, at), Action = LogAction.Spam, Article = story, Number = at + 1, Login = "mo", Reason = reason })]);
    }
}
