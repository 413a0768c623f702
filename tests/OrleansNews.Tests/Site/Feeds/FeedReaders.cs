using System.Globalization;
using System.Text.Json;
using OrleansNews.Processes;

namespace OrleansNews.Site.Feeds;

/// <summary>
/// Feeds as others judge them: the library <c>rss</c> of Ruby reads RSS 2.0 and Atom and refuses what they do not allow, and Jing compares Atom with the grammar of RFC 4287
/// (<c>Schemas/atom.rnc</c>). One run of each for all feeds.
/// </summary>
internal static class FeedReaders
{
    private const string Ruby = """
        require "rss"
        require "json"
        ARGV.each do |file|
          begin
            feed = RSS::Parser.parse(File.read(file, encoding: "UTF-8"), validate: true)
            raise RSS::Error, "this is no feed" if feed.nil?
            links = feed.items.map { |item| item.link.respond_to?(:href) ? item.link.href : item.link }
            puts({ format: "#{feed.feed_type} #{feed.feed_version}", links: links }.to_json)
          rescue RSS::Error => problem
            puts({ problem: "#{problem.class}: #{problem.message}" }.to_json)
          end
        end
        """;

    public static async Task<IReadOnlyList<FeedReadElsewhere>> ReadAsync(IReadOnlyList<string> feeds)
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. feeds.Select((xml, number) => folder.Write(NameOf(number), xml))];
        string[] atom = [.. files.Where((_, number) => feeds[number].Contains("<feed", StringComparison.Ordinal))];
        var grammar = Path.Combine(AppContext.BaseDirectory, "Site", "Feeds", "Schemas", "atom.rnc");
        var (read, compared) = (Tool.RunWellAsync("ruby", "ruby", folder.Path, ["-e", Ruby, .. files]), Tool.RunAsync("jing", "jing", folder.Path, ["-c", grammar, .. atom]));
        var answers = (await read).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var faults = (await compared).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Jing ends with 1 when it has found something, and says nothing of what is right.
        if ((await compared).Code != (faults.Length == 0 ? 0 : 1)) throw new InvalidOperationException($"jing ended with {(await compared).Code}.\n{(await compared).Errors}");
        return [.. answers.Select((answer, number) => Of(answer, faults.Where(fault => fault.Contains(NameOf(number), StringComparison.Ordinal))))];
    }

    private static string NameOf(int number) => number.ToString("000'.xml'", CultureInfo.InvariantCulture);

    private static FeedReadElsewhere Of(string answer, IEnumerable<string> faults)
    {
        using var json = JsonDocument.Parse(answer);
        var feed = json.RootElement;
        return feed.TryGetProperty("problem", out var problem)
            ? new("", [], [problem.GetString()!, .. faults])
            : new(feed.GetProperty("format").GetString()!, [.. feed.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)], [.. faults]);
    }
}
