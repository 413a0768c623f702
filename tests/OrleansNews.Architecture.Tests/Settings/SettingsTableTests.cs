using System.Text.RegularExpressions;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Settings;

/// <summary>The table of settings in the README is complete, and its defaults are those of the code.</summary>
public partial class SettingsTableTests
{
    // Read before options exist: what the process is, and where.
    private static readonly Dictionary<string, string> First = new(StringComparer.Ordinal)
    {
        ["Role"] = "all",
        ["Data"] = "./data",
        ["Urls"] = "http://localhost:5080",
    };

    [Fact]
    public void Settings_OfTheCode_AreInTheReadme() => Assert.Equal(
        string.Join('\n', First.Concat(BoundOptions.Find()).Select(Line).Order(StringComparer.Ordinal)),
        string.Join('\n', Documented(Repository.Read("README.md")).Select(Line).Order(StringComparer.Ordinal)));

    [Fact]
    public void BoundOptions_OfAFixture_HaveKeysAndDefaults() => Assert.Equal(
        [("Ovens:Count", "2"), ("Ovens:Hot", "false"), ("Ovens:Names", "none"), ("Ovens:Door:Open", "00:00:30")],
        BoundOptions.Settings("Ovens", new OvenOptions()));

    [Fact]
    public void Documented_TableWithOtherRows_AreTheSettingsAlone() => Assert.Equal(
        [new("Ovens:Count", "2")],
        Documented("| a | b | c |\n|---|---|---|\n| `x` | 1 | y |\n<!-- settings -->\n| setting | default | what |\n|---|---|---|\n| `Ovens:Count` | `2` | how many |\n<!-- /settings -->\n"));

    private static string Line(KeyValuePair<string, string> setting) => $"{setting.Key} = {setting.Value}";

    private static List<KeyValuePair<string, string>> Documented(string readme) =>
    [
        .. Row().Matches(readme.Split("<!-- settings -->")[1].Split("<!-- /settings -->")[0])
            .Select(row => new KeyValuePair<string, string>(row.Groups["key"].Value, row.Groups["default"].Value.Trim())),
    ];

    [GeneratedRegex(@"^\| `(?<key>[\w:]+)`[^|]*\| `?(?<default>[^|`]+?)`? \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
