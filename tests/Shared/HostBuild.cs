namespace OrleansNews.Processes;

/// <summary>The host that was built together with the tests.</summary>
internal static class HostBuild
{
    /// <summary>Its executable, of the configuration that the tests have.</summary>
    public static string Executable { get; } = Find();

    /// <summary>That configuration: Debug or Release.</summary>
    public static string Configuration => Framework.Parent!.Name;

    /// <summary>The folder of its project.</summary>
    public static string Project => Path.Combine(Top, "src", "OrleansNews.Host");

    private static string Top => Framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    // .../tests/PROJECT/bin/CONFIGURATION/FRAMEWORK
    private static DirectoryInfo Framework => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string Find()
    {
        var executable = Path.Combine(Project, "bin", Configuration, Framework.Name, "OrleansNews.Host");
        return File.Exists(executable) ? executable : throw new FileNotFoundException("Build the solution first.", executable);
    }
}
