namespace OrleansNews.Processes;

/// <summary>The host that was built together with the tests.</summary>
internal static class HostBuild
{
    /// <summary>Its executable, of the configuration that the tests have.</summary>
    public static string Executable { get; } = Find();

    /// <summary>That configuration: Debug or Release.</summary>
    public static string Configuration => Framework.Parent!.Name;

    // .../tests/PROJECT/bin/CONFIGURATION/FRAMEWORK
    private static DirectoryInfo Framework => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string Find()
    {
        var framework = Framework;
        var configuration = framework.Parent!;
        var top = configuration.Parent!.Parent!.Parent!.Parent!.FullName;
        var executable = Path.Combine(top, "src", "OrleansNews.Host", "bin", configuration.Name, framework.Name, "OrleansNews.Host");
        return File.Exists(executable) ? executable : throw new FileNotFoundException("Build the solution first.", executable);
    }
}
