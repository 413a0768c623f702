namespace OrleansNews.Operations;

/// <summary>What operators get in <c>deploy</c>.</summary>
internal static class DeployFolder
{
    /// <summary>Reads a file of it.</summary>
    public static string Read(string folder, string file)
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(top.FullName, "OrleansNews.sln"))) top = top.Parent ?? throw new DirectoryNotFoundException("The repository was not found above the tests.");
        return File.ReadAllText(Path.Combine(top.FullName, "deploy", folder, file));
    }
}
