namespace OrleansNews.Browser;

/// <summary>The Chromium of this machine; no browser is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    // A test machine has neither a graphics card nor, often, the right to make sandboxes; and nothing here may talk to the outside.
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", "--no-default-browser-check",
    ];

    /// <summary>The Chromium without the windows, menus and compositing that nobody sees, which is half of the work for the machine; the whole one where there is none.</summary>
    public static string Executable { get; } = Find("chromium-headless-shell") ?? Whole;

    /// <summary>The Chromium that readers have.</summary>
    public static string Whole => Find(Programs) ?? throw new FileNotFoundException($"No Chromium on the PATH ({string.Join(", ", Programs)}). On Debian: apt-get install chromium.");

    private static string? Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
