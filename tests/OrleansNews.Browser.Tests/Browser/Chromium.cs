namespace OrleansNews.Browser;

/// <summary>The Chromium of this machine; no browser is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // A test machine has neither a graphics card nor, often, the right to make sandboxes; and nothing here may talk to the outside.
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", "--no-default-browser-check",
    ];

    /// <summary>Where it is.</summary>
    public static string Executable { get; } = Find();

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"No Chromium on the PATH ({string.Join(", ", Names)}). On Debian: apt-get install chromium.");
    }
}
