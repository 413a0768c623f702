using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Operations;

namespace OrleansNews.Benchmarks.Search;

/// <summary>A newspaper to search in.</summary>
internal static class SearchSite
{
    private const int Gateway = 31991;
    private static readonly DateTimeOffset _first = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A data folder with so many stories, made once and kept in <c>artifacts</c>: making the largest takes minutes.</summary>
    public static async Task<string> PrepareAsync(int stories, ZipfWords words)
    {
        var folder = Path.Combine(RepositoryFolder.Find(), "artifacts", "benchmarks", $"search-{stories}");
        var complete = Path.Combine(folder, "complete");
        var data = Path.Combine(folder, "data");
        if (File.Exists(complete)) return data;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await using (var host = await HostProcess.StartAsync(data, "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={Gateway}", "--Limits:Enabled=false"))
        {
            await PublishAsync(stories, words);
            await UntilCompleteAsync(host);
            await host.StopAsync();
        }

        await File.WriteAllTextAsync(complete, "");
        return data;
    }

    /// <summary>Waits until the index has every story; returns how long that took.</summary>
    public static async Task<TimeSpan> UntilCompleteAsync(HostProcess host)
    {
        var started = Stopwatch.GetTimestamp();
        using var client = new HttpClient { BaseAddress = host.Site };
        while (true)
        {
            using var answer = await client.GetAsync("/api/search?q=ba");
            if (answer.IsSuccessStatusCode)
            {
                using var found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                if (found.RootElement.GetProperty("complete").GetBoolean()) return Stopwatch.GetElapsedTime(started);
            }

            await Task.Delay(250);
        }
    }

    private static async Task PublishAsync(int stories, ZipfWords words)
    {
        using var client = await GatewayClient.ConnectAsync(Gateway);
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var author = new Actor("ines", "Ines Calloway", Role.Author);
        await Parallel.ForEachAsync(Enumerable.Range(0, stories), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (number, _) =>
        {
            var random = new Random(number);
            var saved = await grains.GetGrain<IArticleGrain>(await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1)).PublishAsync(new(
                new()
                {
                    Title = words.Text(random, 8),
                    Slug = string.Create(CultureInfo.InvariantCulture, $"story-{number}"),
                    Excerpt = words.Text(random, 20),
                    Body = string.Join("\n\n", Enumerable.Range(0, 5).Select(_ => words.Text(random, 60))),
                    Section = new($"section-{number % 8}", $"Section {number % 8}"),
                    Tags = [Term.Named(words.Question(random))],
                    Authors = [new($"author-{number % 40}", $"Author {number % 40}")],
                },
                0,
                author,
                _first.AddMinutes(number * 50L)));
            if (saved is not ArticleSaved) throw new InvalidOperationException($"A story was not published: {saved}");
        });
        await client.StopAsync();
    }
}
