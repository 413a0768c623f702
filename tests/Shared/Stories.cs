using System.Text.RegularExpressions;

namespace OrleansNews.Processes;

/// <summary>Stories for a host that runs.</summary>
public static partial class Stories
{
    /// <summary>A Markdown file as the newsroom would write it.</summary>
    public static string Markdown(string title, string slug, string body = "The harbour was quiet this morning.") =>
        $"""
        ---
        title: {title}
        slug: {slug}
        date: 2026-11-20 08:00
        section: Harbour
        author: Ines Calloway
        excerpt: In a few words.
        ---
        {body}
        """;

    /// <summary>Imports a story and returns its path and number.</summary>
    public static async Task<(string Path, long Article)> PublishAsync(HostProcess host, string data, TemporaryFolder folder, string title, string slug, string body = "The harbour was quiet this morning.")
    {
        var file = folder.Write($"{slug}.md", Markdown(title, slug, body));
        var (code, output, errors) = await HostProcess.RunAsync("import", file, "--data", data);
        if (code != 0) throw new InvalidOperationException($"The import failed.\n{output}\n{errors}");
        var path = $"/2026/11/20/{slug}/";
        using var client = host.CreateClient();
        return (path, await NumberOfAsync(client, path));
    }

    /// <summary>The number of a story, from its page.</summary>
    public static async Task<long> NumberOfAsync(HttpClient client, string path) =>
        long.Parse(ArticleNumber().Match(await client.GetStringAsync(path)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("name=\"comment_post_ID\" value=\"(\\d+)\"")]
    private static partial Regex ArticleNumber();
}
