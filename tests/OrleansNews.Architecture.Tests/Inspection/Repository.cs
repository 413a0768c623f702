namespace OrleansNews.Inspection;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>OrleansNews.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under <c>src</c>, by name.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Everything written by people under <paramref name="folder"/> with one of <paramref name="extensions"/>.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder, params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "lib"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansNews.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds OrleansNews.sln.");
    }
}

/// <summary>A file with its text.</summary>
/// <param name="Path">Relative to the repository, with forward slashes: <c>src/OrleansNews.Web/Articles/StoryPage.razor</c>.</param>
/// <param name="Text">The whole text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The name up to the first dot: <c>ThreadCore</c> for <c>ThreadCore.Reads.cs</c>.</summary>
    public string Subject => FileName[..FileName.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The name of the project, which is the folder below <c>src</c> or <c>tests</c>.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The folders between the project and the file.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[2..^1];

    public int Lines => Text.Count(c => c == '\n') + (Text.EndsWith('\n') ? 0 : 1);
}
