using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Cluster;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;
using OrleansNews.Moderation;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>A site, who sends to it, and who moderates it.</summary>
internal sealed class Flood(ReadingSite site, (string Path, long Article) story, long quiet, SpamWave spam, Moderator moderator) : IAsyncDisposable
{
    private const int PerSecond = 1_000;
    private const int FewHeld = 100;
    private const int SaidQuietly = 3;

    public SpamWave Spam => spam;

    public Moderator Moderator => moderator;

    /// <summary>What a moderator waits for.</summary>
    public Task<IReadOnlyList<LoadResult>> LookAsync(TimeSpan warmUp, TimeSpan duration) => moderator.ReadAsync(quiet, warmUp, duration);

    /// <summary>Publishes the stories, holds a hundred comments, and calls some spam.</summary>
    public static async Task<Flood> BeginAsync(ReadingSite site, int stories)
    {
        var published = await site.PublishAsync([ReadingScenario.Comments, .. Enumerable.Repeat(0, stories - 1)]);
        var moderator = await Moderator.SignInAsync(site.Host, site.Data);
        var flooded = published[1].Article;
        var quiet = published.Skip(2).First(other => IModerationQueueGrain.ShardOf(new(other.Article)) == IModerationQueueGrain.ShardOf(new(flooded))).Article;
        var spam = await SpamWave.OpenAsync(site.Host.Site, flooded, [.. published.Skip(2).Select(other => other.Article).Where(other => other != quiet)]);
        await spam.SendUntilAsync(FewHeld);
        await moderator.UntilHeldAsync(FewHeld);
        await moderator.CallSpamAsync();
        // Older than all that is held of the wave: whoever looks for them goes through it.
        for (var i = 0; i < SaidQuietly; i++) await site.CommentAsync(quiet, "See https://tides.example/ and https://ferries.example/.");
        await spam.SendUntilAsync(2 * FewHeld);
        await moderator.UntilHeldAsync(FewHeld + SaidQuietly);
        return new(site, published[0], quiet, spam, moderator);
    }

    /// <summary>Everything that is measured later runs once.</summary>
    public async Task WarmUpAsync(ScenarioRun run)
    {
        // A wave that begins at a host that was just started has its code compiled beside it, which takes a fifth of its processor time and is over after some ten thousand comments.
        await UnderWaveAsync(run.WarmUp * 3, PerSecond);
        await QuietAsync(run.WarmUp / 2);
    }

    public async Task<Round> QuietAsync(TimeSpan duration)
    {
        await site.UntilQuietAsync();
        return await ReadAsync(duration);
    }

    /// <summary>What the wave costs while nobody looks.</summary>
    public async Task<Cost> CostAsync(TimeSpan duration, int perSecond)
    {
        await site.UntilQuietAsync();
        var (host, both, before, started) = (ProcessorTime.Of(site.Host.Id), ProcessorTime.Of(Environment.ProcessId), spam.Stored, Stopwatch.GetTimestamp());
        var stored = await spam.SendSteadilyAsync(perSecond, Task.Delay(duration));
        await site.UntilQuietAsync();
        var (took, senders) = (ProcessorTime.Of(site.Host.Id) - host, ProcessorTime.Of(Environment.ProcessId) - both);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(took / (spam.Stored - before) * 1e6, took / duration.TotalSeconds, Math.Max(0, senders - took) / seconds, stored);
    }

    /// <summary>What a moderator waits for during the wave.</summary>
    public async Task<IReadOnlyList<LoadResult>> LookUnderWaveAsync(TimeSpan duration, int perSecond)
    {
        await site.UntilQuietAsync();
        var looking = LookAsync(TimeSpan.Zero, duration);
        await spam.SendSteadilyAsync(perSecond, looking);
        return await looking;
    }

    public async Task<Round> UnderWaveAsync(TimeSpan duration, int perSecond)
    {
        await site.UntilQuietAsync();
        var reading = ReadAsync(duration);
        var deciding = moderator.DecideAsync(reading);
        var stored = await spam.SendSteadilyAsync(perSecond, reading);
        return await reading with { Stored = stored, Decisions = await deciding };
    }

    // One after the other: each is compared with itself.
    private async Task<Round> ReadAsync(TimeSpan duration)
    {
        var thread = string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story.Article}/comments");
        var desk = await LookAsync(TimeSpan.Zero, duration / 2);
        var readers = await PacedReaders.ReadAsync(site.Client, [story.Path, thread], duration / 2);
        var pages = await Wrk.RunAsync(new(site.Host.Site, story.Path), duration / 4, asBrowser: true);
        var comments = await Wrk.RunAsync(new(site.Host.Site, thread), duration / 4, asBrowser: true);
        return new(desk, readers, pages, comments, 0, []);
    }

    public async ValueTask DisposeAsync()
    {
        moderator.Dispose();
        await spam.DisposeAsync();
    }
}
