namespace OrleansNews.Settings;

public class SettingCatalogueTests
{
    private readonly SettingCatalogue _catalogue = new(typeof(NodeSettings).Assembly);

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
    public void Split_SettingsAmongWords_KeepsTheOrderOfBoth()
    {
        var (settings, words) = SettingArguments.Split(["import", "--Site:Title=A=B", "a:b.md", "--data", "d", "--", "--Site:Title=file.md"]);

        Assert.Equal(["--Site:Title=A=B"], settings);
        Assert.Equal(["import", "a:b.md", "--data", "d", "--", "--Site:Title=file.md"], words);
    }
}
