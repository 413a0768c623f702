using OrleansNews.CommandLine;

namespace OrleansNews.Settings;

/// <summary>Where settings come from, and which of them win.</summary>
public sealed class SettingPlacesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void CommandLine_WinsOverTheFileOfTheEnvironment_WhichWinsOverTheFile()
    {
        Write("appsettings.json", """{ "Role": "web", "Data": "file", "Discussion": { "FloodSeconds": 1, "MaxLinks": 2 } }""");
        Write("appsettings.Production.json", """{ "Role": "silo", "Discussion": { "FloodSeconds": 30 } }""");

        var settings = SettingPlaces.Read(["--Data=argument", "--environment=Production"], _folder.FullName);

        Assert.Equal("argument", settings["Data"]);
        Assert.Equal("30", settings["Discussion:FloodSeconds"]);
        Assert.Equal("2", settings["Discussion:MaxLinks"]);
        // The role decides what is composed, and is read before that from the same places.
        Assert.Equal(HostRole.Silo, NodeSettings.Read(settings).Role);
    }

    [Fact]
    public void Environment_WinsOverTheFiles_AndTheCommandLineOverIt()
    {
        // All tests of this process have one environment: of names that nothing reads.
        const string first = "SettingPlacesTests:First", second = "SettingPlacesTests:Second", third = "SettingPlacesTests:Third";
        Environment.SetEnvironmentVariable("SettingPlacesTests__First", "variable");
        Environment.SetEnvironmentVariable("SettingPlacesTests__Second", "variable");
        Write("appsettings.json", $$"""{ "{{first}}": "file", "{{second}}": "file", "{{third}}": "file" }""");
        Write("appsettings.Production.json", $$"""{ "{{first}}": "file of the environment" }""");

        var settings = SettingPlaces.Read([$"--{second}=argument", "--environment=Production"], _folder.FullName);

        Assert.Equal(["variable", "argument", "file"], new[] { first, second, third }.Select(key => settings[key]));
    }

    [Theory]
    [InlineData("{ \"Role\": ")]
    [InlineData("Role = silo")]
    public void File_ThatIsNoJson_IsNamedWithWhatIsWrongInIt(string text)
    {
        Write("appsettings.json", text);

        var known = KnownFaults.Explain(Assert.Throws<InvalidDataException>(() => SettingPlaces.Read([], _folder.FullName)));

        Assert.Equal(ExitCodes.Usage, known!.ExitCode);
        Assert.Contains(Path.Combine(_folder.FullName, "appsettings.json"), known.Message, StringComparison.Ordinal);
        Assert.EndsWith("Correct the file.", known.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
