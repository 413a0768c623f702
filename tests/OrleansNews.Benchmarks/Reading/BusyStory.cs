using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>A cached story while it gets comments, and while others get more and photos are uploaded.</summary>
internal static class BusyStory
{
    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        await using var site = await ReadingSite.StartAsync(null);
        var stories = await site.PublishAsync(ReadingScenario.Comments, ReadingScenario.Comments);
        var address = new Uri(site.Host.Site, stories[0].Path);
        var photos = await PhotoSender.SignInAsync(site);
        // What posting and uploading run through is compiled before anything is measured beside it.
        await site.CommentSteadilyAsync(stories[1].Article, 1_000, Task.Delay(run.Duration));
        await photos.SendSteadilyAsync(Task.Delay(run.WarmUp));
        await Wrk.RunAsync(address, run.WarmUp, asBrowser: true);

        var found = await Rounds.TakeTurnsAsync(QuietAsync, CommentedAsync, ElsewhereAsync);
        var (quiet, busy, elsewhere) = (Middle(0), Middle(1), Middle(2));
        run.Add(new Figure("the same story while it gets 50 comments a second, against itself in quiet", busy.Rate, "req/s", quiet.Rate, new(RatioAtLeast: 0.8),
            string.Create(CultureInfo.InvariantCulture, $"{Rounds.Middle(found[1].Select(round => round.Comments)):0} comments a second were stored")));
        run.Add(new Figure("99th percentile of it", busy.P99, "ms", quiet.P99, new(AtMost: 50), Rounds.Tell(found[1].Select(round => round.Reads.P99), "ms")));
        run.Add(new Figure("99th percentile while another story gets 1,000 comments a second and a photo is uploaded every second, against quiet", elsewhere.P99, "ms", quiet.P99, new(RatioAtMost: 3),
            string.Create(CultureInfo.InvariantCulture,
                $"{Rounds.Middle(found[2].Select(round => round.Comments)):0} comments and {Rounds.Middle(found[2].Select(round => round.Photos)):0.00} photos of 12 megapixels a second were stored; their sizes are made by one thread of low priority; ")
            + $"{Rounds.Tell(found[2].Select(round => round.Reads.P99), "ms")}, in quiet {Rounds.Tell(found[0].Select(round => round.Reads.P99), "ms")}"));
        run.Add(new Figure("rate of it", elsewhere.Rate, "req/s", quiet.Rate, LimitedBy: "posting and reading share two cores with wrk and the sender"));

        WrkResult Middle(int turn) => Wrk.Median(found[turn].Select(round => round.Reads));

        async Task<(WrkResult Reads, double Comments, double Photos)> QuietAsync()
        {
            // The sizes of the photos of the round before are made first.
            await site.UntilQuietAsync();
            return (await Wrk.RunAsync(address, run.Duration, asBrowser: true), 0, 0);
        }

        async Task<(WrkResult Reads, double Comments, double Photos)> CommentedAsync()
        {
            var reading = Wrk.RunAsync(address, run.Duration, asBrowser: true);
            var posted = await site.CommentSteadilyAsync(stories[0].Article, 50, reading);
            return (await reading, posted, 0);
        }

        async Task<(WrkResult Reads, double Comments, double Photos)> ElsewhereAsync()
        {
            var reading = Wrk.RunAsync(address, run.Duration, asBrowser: true);
            var uploading = photos.SendSteadilyAsync(reading);
            var posted = await site.CommentSteadilyAsync(stories[1].Article, 1_000, reading);
            return (await reading, posted, await uploading);
        }
    }
}
