using System.Text.Json;
using OrleansNews.Processes;

namespace OrleansNews.Browser;

/// <summary>The Nu Html Checker, which validates HTML as WHATWG writes it down; from npm, run with the Java of this machine.</summary>
internal static class HtmlChecker
{
    private const string Package = "vnu-jar@26.9.27";

    /// <summary>What is wrong with pages, one line each. What the checker merely says, such as that void elements end with a slash, is no error.</summary>
    /// <param name="pages">Pages by the names that the answer has for them.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyList<(string Name, string Html)> pages)
    {
        var program = Path.Combine(await NpmPackages.InstallAsync(Package), "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
        using var folder = new TemporaryFolder();
        // One run for all: starting it takes longer than a page.
        string[] files = [.. pages.Select((page, number) => folder.Write($"{number:000}.html", page.Html))];
        var (_, errors) = await Tool.RunWellAsync("java", "default-jre-headless", folder.Path, ["-Xss8m", "-jar", program, "--errors-only", "--format", "json", "--exit-zero-always", .. files]);
        using var answer = JsonDocument.Parse(errors);
        return [.. answer.RootElement.GetProperty("messages").EnumerateArray().Select(message => LineOf(message, pages))];
    }

    private static string LineOf(JsonElement message, IReadOnlyList<(string Name, string Html)> pages)
    {
        var page = pages[int.Parse(Path.GetFileNameWithoutExtension(Text("url")), System.Globalization.CultureInfo.InvariantCulture)].Name;
        return $"{page}: {Text("type")}: {Text("message")} {Text("extract").ReplaceLineEndings(" ")}";

        string Text(string name) => message.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}
