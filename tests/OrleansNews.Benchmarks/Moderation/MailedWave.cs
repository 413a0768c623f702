using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;
using OrleansNews.Mail;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>The wave at a newspaper that mails its moderators of what is held, through a mail server of this process, against one that mails nobody.</summary>
internal static class MailedWave
{
    private const int PerSecond = 1_000;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var stories = run.IsBrief ? 20 : 200;
        await using var server = new SmtpListener();
        await using var silent = await ReadingSite.StartAsync(null);
        // Moderators are told again and again while somebody looks, not once in ten minutes.
        await using var mailing = await ReadingSite.StartAsync(
            null, "--Site:Address=https://news.example.org", "--Mail:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Mail:Port={server.Port}"), "--Mail:Security=None",
            "--Mail:From=news@example.org", "--Mail:GatherFor=00:00:05");
        await using var without = await Flood.BeginAsync(silent, stories);
        await using var with = await Flood.BeginAsync(mailing, stories);
        foreach (var flood in (Flood[])[without, with]) await flood.CostAsync(run.WarmUp * 3, PerSecond);
        var (mails, held) = (TakenBy(server), with.Spam.Stored);
        var found = await Rounds.TakeTurnsAsync(() => TakeTurnAsync(without, run.Duration), () => TakeTurnAsync(with, run.Duration));
        var sent = TakenBy(server) - mails;
        if (sent == 0) throw new InvalidOperationException("No mail was sent.");
        Add(run, found, string.Create(CultureInfo.InvariantCulture, $"{sent:#,0} mails about {with.Spam.Stored - held:#,0} comments"));
    }

    private static async Task<MailRound> TakeTurnAsync(Flood flood, TimeSpan duration) =>
        new(await flood.CostAsync(duration, PerSecond), await flood.LookUnderWaveAsync(duration, PerSecond));

    private static void Add(ScenarioRun run, ImmutableArray<ImmutableArray<MailRound>> found, string sent)
    {
        Compare("processor time of the host for a comment of the wave, with mails to moderators against without", "µs", turn => turn.Cost.Microseconds, null, sent);
        Compare("comments of the wave stored, with mails to moderators against without", "comments/s", turn => turn.Cost.Stored, new(RatioAtLeast: 0.9), sent);
        foreach (var (at, read) in Moderator.Reads.Index().Where(read => !read.Item.IsFilter))
            Compare($"desk, {read.Name}, with the wave and mails to moderators against the wave alone, 99th percentile", "ms", turn => turn.Desk[at].Percentile(0.99), new(AtMost: 250), null);

        void Compare(string name, string unit, Func<MailRound, double> of, Requirement? required, string? beside)
        {
            var (without, with) = (Rounds.Middle(found[0].Select(of)), Rounds.Middle(found[1].Select(of)));
            var rounds = Rounds.Tell(found[1].Select(of), unit);
            run.Add(new Figure(name, with, unit, without, required, beside is null ? rounds : $"{beside}; {rounds}"));
        }
    }

    private static int TakenBy(SmtpListener server)
    {
        lock (server.Taken) return server.Taken.Count;
    }

    /// <summary>What one turn found.</summary>
    private sealed record MailRound(Cost Cost, IReadOnlyList<LoadResult> Desk);
}
