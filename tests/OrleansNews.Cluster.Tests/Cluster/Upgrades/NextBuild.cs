using System.Diagnostics;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>
/// The host of the next release: this one's, with the two assemblies that hold messages and stored objects compiled again from <see cref="NextSource"/>. The others are the same, as
/// members that are added break nothing that is compiled.
/// </summary>
internal static class NextBuild
{
    private static readonly string[] Projects = ["OrleansNews.Abstractions", "OrleansNews.Grains"];

    /// <summary>Builds it into a folder and answers its executable, and how many members messages and stored objects have more.</summary>
    public static async Task<(string Executable, int Messages, int States)> MakeAsync(TemporaryFolder folder)
    {
        var top = new DirectoryInfo(HostBuild.Project).Parent!.Parent!.FullName;
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" }) File.Copy(Path.Combine(top, file), folder[file]);
        var (messages, states) = (0, 0);
        foreach (var file in Projects.SelectMany(project => Sources(Path.Combine(top, "src", project))))
        {
            var copy = folder[Path.GetRelativePath(top, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var changed = file.EndsWith(".cs", StringComparison.Ordinal) ? NextSource.Change(await File.ReadAllTextAsync(file)) : (Text: await File.ReadAllTextAsync(file), 0, 0);
            await File.WriteAllTextAsync(copy, changed.Text);
            (messages, states) = (messages + changed.Item2, states + changed.Item3);
        }

        await ServerProcess.RunAsync(new("dotnet",
        [
            "build", folder["src", Projects[^1]], "-c", HostBuild.Configuration, "-v", "quiet", "-nologo", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "--disable-build-servers",
        ]));
        var host = Path.GetDirectoryName(HostBuild.Executable)!;
        foreach (var file in Directory.EnumerateFiles(host, "*", SearchOption.AllDirectories))
        {
            var copy = folder["host", Path.GetRelativePath(host, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var project in Projects) File.Copy(folder["src", project, "bin", HostBuild.Configuration, Path.GetFileName(host), $"{project}.dll"], folder["host", $"{project}.dll"], overwrite: true);
        return (folder["host", Path.GetFileName(HostBuild.Executable)], messages, states);
    }

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
}
