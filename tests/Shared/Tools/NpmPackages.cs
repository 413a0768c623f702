namespace OrleansNews.Processes;

/// <summary>Packages from npm in a folder of their own.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Installs packages of fixed versions, written <c>name@version</c>, and returns the folder that has <c>node_modules</c>. Kept beside the results of the tests, so that only the first run needs the network.</summary>
    public static async Task<string> InstallAsync(params string[] packages)
    {
        var place = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "artifacts", "npm", string.Join('+', packages.Select(package => package.Replace('/', '-')))));
        Directory.CreateDirectory(place);
        var installed = Path.Combine(place, "installed");
        await using var turn = await LockFile.TakeAsync(Path.Combine(place, "lock"), Patience);
        if (File.Exists(installed)) return place;
        await File.WriteAllTextAsync(Path.Combine(place, "package.json"), """{ "private": true }""");
        // The registry is the one thing here that is not on this machine, and npm waits for as long as ten seconds between its own three tries.
        await Tool.RunWellAsync("npm", "npm", place, ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--fetch-retries=5", .. packages]);
        await File.WriteAllTextAsync(installed, "");
        return place;
    }
}
