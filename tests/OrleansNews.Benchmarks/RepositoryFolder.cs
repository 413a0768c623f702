namespace OrleansNews.Benchmarks;

/// <summary>Where the project's files are.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of the solution, at or above the current one.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansNews.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Run the benchmarks from within the project's folder: PERFORMANCE.md is written there.");
    }
}
