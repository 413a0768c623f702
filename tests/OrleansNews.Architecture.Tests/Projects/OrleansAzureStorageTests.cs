using System.Diagnostics;
using System.Text.RegularExpressions;
using OrleansNews.Inspection;

namespace OrleansNews.Projects;

/// <summary>
/// The switch that builds with Orleans' own provider for Azure's blobs: a feed that has the package is all that it needs. The committed lock files, in which the package is not, are no obstacle, and stay.
/// </summary>
public sealed partial class OrleansAzureStorageTests : IDisposable
{
    private const string Project = "src/OrleansNews.Storage/OrleansNews.Storage.csproj";
    private const string Package = "Microsoft.Orleans.Persistence.AzureStorage";

    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("restore-");

    public void Dispose() => _output.Delete(recursive: true);

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Restore_WithTheSwitch_LacksThePackageAtMost(string locked)
    {
        var before = Repository.Read("src/OrleansNews.Storage/packages.lock.json");

        var (code, said) = await RestoreAsync(locked);

        Assert.True(code == 0 || LacksNothingElse(said), said);
        Assert.Equal(before, Repository.Read("src/OrleansNews.Storage/packages.lock.json"));
    }

    [Theory]
    [InlineData(true, "error NU1101: Unable to find package Microsoft.Orleans.Persistence.AzureStorage. No packages exist with this id in source(s): nuget.org")]
    [InlineData(true, "error NU1301: Failed to retrieve information about 'Microsoft.Orleans.Persistence.AzureStorage' from remote source 'https://api.nuget.org/v3-flatcontainer/'.")]
    [InlineData(true, "error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json.")]
    [InlineData(false, "error NU1101: Unable to find package Npgsql. No packages exist with this id in source(s): nuget.org")]
    [InlineData(false, "error NU1004: The packages lock file is inconsistent with the project dependencies so restore can't be run in locked mode.")]
    [InlineData(false, "error NU1301: Unable to load the service index.\nerror NU1004: The packages lock file is inconsistent.")]
    [InlineData(false, "Something else went wrong.")]
    public void Errors_ThatAreOfTheFeed_AreToldFromOthers(bool isOfTheFeed, string said) => Assert.Equal(isOfTheFeed, LacksNothingElse(said));

    // A feed that does not have the package, or that is not reached from here.
    private static bool LacksNothingElse(string said)
    {
        var errors = Error().Matches(said).Select(error => error.Value).ToList();
        return errors.Count > 0 && errors.All(error => error.Contains("NU1301", StringComparison.Ordinal) || (error.Contains("NU1101", StringComparison.Ordinal) && error.Contains(Package, StringComparison.Ordinal)));
    }

    // With intermediate files of its own: those of the build stay as they are.
    private async Task<(int Code, string Said)> RestoreAsync(string locked)
    {
        string[] arguments = ["restore", Path.Combine(Repository.Root, Project), "-p:UseOrleansAzureStorage=true", $"-p:RestoreLockedMode={locked}", $"-p:BaseIntermediateOutputPath={_output.FullName}/", "--verbosity", "quiet"];
        using var restore = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = restore.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await restore.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await restore.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (restore.ExitCode, said);
    }

    [GeneratedRegex(@"error (NU|MSB)\d+.*")]
    private static partial Regex Error();
}
