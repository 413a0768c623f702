using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace OrleansNews.Browser;

/// <summary>The Nu Html Checker, which validates HTML as WHATWG writes it down; from npm, run with the Java of this machine.</summary>
internal static class HtmlChecker
{
    private const string Version = "26.9.27";

    /// <summary>What is wrong with pages, one line each. What the checker merely says, such as that void elements end with a slash, is no error.</summary>
    /// <param name="pages">Pages by the names that the answer has for them.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyList<(string Name, string Html)> pages)
    {
        var program = await InstallAsync();
        using var folder = new Processes.TemporaryFolder();
        // One run for all: starting it takes longer than a page.
        string[] files = [.. pages.Select((page, number) => folder.Write($"{number:000}.html", page.Html))];
        var (_, errors) = await RunAsync("java", folder.Path, ["-Xss8m", "-jar", program, "--errors-only", "--format", "json", "--exit-zero-always", .. files]);
        using var answer = JsonDocument.Parse(errors);
        return [.. answer.RootElement.GetProperty("messages").EnumerateArray().Select(message => LineOf(message, pages))];
    }

    private static string LineOf(JsonElement message, IReadOnlyList<(string Name, string Html)> pages)
    {
        var page = pages[int.Parse(Path.GetFileNameWithoutExtension(Text("url")), System.Globalization.CultureInfo.InvariantCulture)].Name;
        return $"{page}: {Text("type")}: {Text("message")} {Text("extract").ReplaceLineEndings(" ")}";

        string Text(string name) => message.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }

    // Kept beside the results of the tests, so that only the first run needs the network.
    private static async Task<string> InstallAsync()
    {
        var place = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "artifacts", "npm", $"vnu-jar-{Version}"));
        var program = Path.Combine(place, "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
        if (File.Exists(program)) return program;
        Directory.CreateDirectory(place);
        await File.WriteAllTextAsync(Path.Combine(place, "package.json"), $$"""{ "private": true, "dependencies": { "vnu-jar": "{{Version}}" } }""");
        await RunAsync("npm", place, ["install", "--no-audit", "--no-fund", "--ignore-scripts"]);
        return program;
    }

    private static async Task<(string Output, string Errors)> RunAsync(string program, string folder, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? (await output, errors) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.\n{await output}{errors}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"There is no {program} on the PATH. On Debian: apt-get install {(program == "java" ? "default-jre-headless" : "npm")}.", missing);
        }
    }
}
