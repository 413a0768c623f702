using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OrleansNews.Operations;
using OrleansNews.Storage;

namespace OrleansNews.Settings;

public partial class SettingCatalogueTests
{
    private readonly SettingCatalogue _catalogue = new(typeof(NodeSettings).Assembly);
    private readonly SettingCatalogue _whole = new(typeof(NewsHost).Assembly, typeof(NewsGrainsSiloBuilderExtensions).Assembly, typeof(DataFolder).Assembly, typeof(NewsWebExtensions).Assembly);

    [Theory]
    [InlineData("--Operations:Port=5082")]
    [InlineData("--operations:port=5082")]
    [InlineData("--Cluster:Gateways:0=127.0.0.1:30000")]
    [InlineData("--Logging:LogLevel:Orleans=Debug")]
    [InlineData("--Data=/a:b")]
    public void RequireKnown_SettingThatIsRead_Passes(string argument) => _catalogue.RequireKnown([argument]);

    [Theory]
    [InlineData("--Operations:Prot=5082", "Operations:Port")]
    [InlineData("--Opreations:Port=5082", "Operations:Port")]
    [InlineData("--Cluster:Gateway:0=127.0.0.1:30000", "Cluster:Gateway:0")]
    public void RequireKnown_SettingThatNobodyReads_IsNamedWithWhatWasMeant(string argument, string named)
    {
        var fault = Assert.Throws<SettingException>(() => _catalogue.RequireKnown([argument]));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(argument[2..].Split('=')[0], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireKnown_EverySettingOfTheReadme_Passes()
    {
        var keys = ReadmeRow().Matches(DeployFolder.Read("..", "README.md").Split("<!-- settings -->")[1].Split("<!-- /settings -->")[0]).Select(row => row.Groups["key"].Value).ToList();

        Assert.Contains("Media:CacheBytes", keys);
        _whole.RequireKnown(keys.Select(key => $"--{key}=1"));
        _whole.RequireKnown(Settings([.. keys.Select(key => (key, "1"))]));
    }

    // Without it the ports speak in the clear.
    [Theory]
    [InlineData("Cluster:Tls:Certficate", "Cluster:Tls:Certificate")]
    [InlineData("Cluster:Tls_Certificate", "Cluster:Tls:Certificate")]
    [InlineData("CLUSTER:TLS:AUTORITY", "Cluster:Tls:Authority")]
    [InlineData("Cluster:Gateway:0", "Cluster:Gateways:0")]
    [InlineData("Media:CacheByte", "Media:CacheBytes")]
    public void RequireKnown_SettingOfTheEnvironmentThatNobodyReads_IsNamedWithWhatWasMeant(string key, string meant)
    {
        var fault = Assert.Throws<SettingException>(() => _whole.RequireKnown(Settings((key, "silo.pem"))));

        Assert.StartsWith($"{key}: there is no such setting. Did you mean {meant}? ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"in the environment ({key.Replace(":", "__", StringComparison.Ordinal)})", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Cluster": { "Tls": { "Certficate": "silo.pem" } } }""", "Cluster:Tls:Certficate")]
    [InlineData("""{ "Cluster": { "Gateways": [ "127.0.0.1:30000" ], "Tls": { "Keys": [ "silo.key" ] } } }""", "Cluster:Tls:Keys:0")]
    [InlineData("""{ "Operations": { "Port": { "Http": 5081 } } }""", "Operations:Port:Http")]
    public void RequireKnown_SettingOfAFileThatNobodyReads_IsNamed(string file, string key)
    {
        var fault = Assert.Throws<SettingException>(() => _whole.RequireKnown(FileOf(file)));

        Assert.StartsWith($"{key}: there is no such setting.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("or in appsettings.json", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Cluster": { "Tls": { "certificate": "silo.pem" }, "Gateways": [ "127.0.0.1:30000", "127.0.0.1:30001" ] } }""")]
    [InlineData("""{ "Cluster": { "Tls": {}, "Gateways": [] }, "Proxy": { "Trusted": [ "10.0.0.0/8" ] } }""")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Warning" } }, "AllowedHosts": "*", "Kestrel": { "Endpoints": { "Http": { "Url": "http://localhost:5000" } } } }""")]
    [InlineData("""{ "ConnectionStrings": { "Default": "Host=127.0.0.1" }, "Orleans": { "ClusterId": "a" }, "SomebodyElse": { "Cluster": { "Tls": "x" } }, "Cluster_Tls": "x" }""")]
    public void RequireKnown_WhatIsReadOrIsForOthers_Passes(string file) => _whole.RequireKnown(FileOf(file));

    // The binder passes over it: nobody would be trusted, and no word would be kept out.
    [Theory]
    [InlineData("Proxy:Trusted", "127.0.0.1")]
    [InlineData("Cluster:Gateways", "127.0.0.1:30000")]
    [InlineData("Discussion:ModerationWords", "pills, watches")]
    [InlineData("Discussion:DisallowedWords", "x")]
    public void RequireFitting_ListWithAValueOfItsOwn_IsNamedWithTheCure(string key, string value)
    {
        var settings = Settings((key, value));

        _whole.RequireKnown(settings);
        var fault = Assert.Throws<SettingException>(() => _whole.RequireFitting(settings));

        Assert.StartsWith($"{key}: '{value}' is no list. Write --{key}:0=... ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"in the environment {key.Replace(":", "__", StringComparison.Ordinal)}__0,", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Cluster": { "Gateways": [] }, "Proxy": { "Trusted": "" }, "Discussion": { "DisallowedWords": [], "ModerationWords": null } }""")]
    [InlineData("""{ "Cluster": { "Gateways": [ "127.0.0.1:30000" ] }, "Proxy": { "Trusted": [ "10.0.0.0/8", "127.0.0.1" ] }, "Discussion": { "DisallowedWords": [ "pills" ] } }""")]
    public void RequireFitting_ListOfEntriesOrOfNone_Passes(string file) => _whole.RequireFitting(FileOf(file));

    [Fact]
    public void Split_SettingsAmongWords_KeepsTheOrderOfBoth()
    {
        var (settings, words) = SettingArguments.Split(["import", "--Site:Title=A=B", "a:b.md", "--data", "d", "--", "--Site:Title=file.md"]);

        Assert.Equal(["--Site:Title=A=B"], settings);
        Assert.Equal(["import", "a:b.md", "--data", "d", "--", "--Site:Title=file.md"], words);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static IConfiguration FileOf(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    [GeneratedRegex(@"^\| `(?<key>\w+:[\w:]+)`", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();
}
