using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Operations;

namespace OrleansNews.Benchmarks.Newspapers;

/// <summary>
/// Newspapers of many stories: about 330 words each, drawn by Zipf's law from 60,000, one every fifty minutes from 2016 on, in eight sections, by forty authors.
/// </summary>
internal static class LargeNewspaper
{
    // Below the ports that the system gives to connections.
    private const int Gateway = 31989;

    private static readonly DateTimeOffset _first = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Actor _author = new("ines", "Ines Calloway", Role.Editor);

    /// <summary>What stories are written with.</summary>
    public static ZipfWords Words { get; } = new();

    /// <summary>The address of a story, in Lua: <c>path(number)</c>.</summary>
    public const string PathInLua = """
        function path(number)
          return os.date("!/%Y/%m/%d/", 1451606400 + 3000 * number) .. string.format("story-%06d/", number)
        end
        """;

    /// <summary>The address of a story, numbered from 0.</summary>
    public static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"/{PublishedAt(number):yyyy'/'MM'/'dd}/story-{number:000000}/");

    /// <summary>A data folder with so many stories and their index, made once and kept in <c>artifacts</c>: making the largest takes minutes. Nothing may change it.</summary>
    public static async Task<string> PrepareAsync(int stories)
    {
        var folder = Path.Combine(RepositoryFolder.Find(), "artifacts", "benchmarks", $"newspaper-{stories}");
        var complete = Path.Combine(folder, "complete");
        var data = Path.Combine(folder, "data");
        if (File.Exists(complete)) return data;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await using (var host = await HostProcess.StartAsync(data, "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={Gateway}", "--Limits:Enabled=false"))
        {
            using var client = await GatewayClient.ConnectAsync(Gateway);
            var grains = client.Services.GetRequiredService<IClusterClient>();
            await Parallel.ForEachAsync(Enumerable.Range(0, stories), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (number, _) => await PublishAsync(grains, number));
            await client.StopAsync();
            await SearchIndexes.UntilCompleteAsync(host);
            await host.StopAsync();
        }

        await File.WriteAllTextAsync(complete, "");
        return data;
    }

    /// <summary>A copy of such a folder, to be changed and thrown away.</summary>
    public static async Task<TemporaryFolder> CopyAsync(int stories)
    {
        var from = await PrepareAsync(stories);
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy["data"], Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>Publishes the story of a number; returns when it is durable.</summary>
    public static async Task<ArticleId> PublishAsync(IClusterClient grains, int number)
    {
        var random = new Random(number);
        var id = await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1);
        var saved = await grains.GetGrain<IArticleGrain>(id).PublishAsync(new(
            new()
            {
                Title = Words.Text(random, 8),
                Slug = string.Create(CultureInfo.InvariantCulture, $"story-{number:000000}"),
                Excerpt = Words.Text(random, 20),
                Body = string.Join("\n\n", Enumerable.Range(0, 5).Select(_ => Words.Text(random, 60))),
                Section = new($"section-{number % 8}", $"Section {number % 8}"),
                Tags = [Term.Named(Words.Question(random))],
                Authors = [new($"author-{number % 40}", $"Author {number % 40}")],
            },
            0,
            _author,
            PublishedAt(number)));
        return saved is ArticleSaved ? new(id) : throw new InvalidOperationException($"A story was not published: {saved}");
    }

    private static DateTimeOffset PublishedAt(int number) => _first.AddMinutes(number * 50L);
}
