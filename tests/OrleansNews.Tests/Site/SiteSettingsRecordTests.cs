using System.Text.Json;

namespace OrleansNews.Site;

public sealed class SiteSettingsRecordTests
{
    [Fact]
    public void Sections_ThatStay_KeepWhatOnlyANewerBuildKnows()
    {
        const string stored =
            """{"DefaultSection":{"Slug":"news","Name":"News","zz":1},"Sections":[{"Slug":"gone","Name":"Gone","zz":2},{"Slug":"local","Name":"Local","Parent":{"Slug":"life","Name":"Life","zz":3},"zz":4}]}""";
        var earlier = JsonSerializer.Deserialize(stored, SiteJson.Default.SiteSettingsRecord)!;
        var settings = earlier.ToSettings();

        var record = SiteSettingsRecord.From(settings with { Sections = [Term.Named("Sport"), settings.Sections[1], Term.Named("Local")] }, earlier);

        var written = JsonSerializer.SerializeToNode(record, SiteJson.Default.SiteSettingsRecord)!;
        Assert.Equal("""{"Slug":"news","Name":"News","zz":1}""", written["DefaultSection"]!.ToJsonString());
        Assert.Equal(
            """[{"Slug":"sport","Name":"Sport"},{"Slug":"local","Name":"Local","Parent":{"Slug":"life","Name":"Life","zz":3},"zz":4},{"Slug":"local","Name":"Local"}]""",
            written["Sections"]!.ToJsonString());
    }
}
