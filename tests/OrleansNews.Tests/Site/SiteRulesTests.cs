using Microsoft.Extensions.Options;

namespace OrleansNews.Site;

public class SiteRulesTests
{
    [Fact]
    public void Validate_Defaults_HaveNoError() => Assert.Empty(SiteRules.Validate(new()));

    public static TheoryData<string, Func<SiteSettings, SiteSettings>> Faults => new()
    {
        { "title", site => site with { Title = " " } },
        { "tagline", site => site with { Tagline = new('x', 201) } },
        { "language", site => site with { Language = "not a language" } },
        { "timeZone", site => site with { TimeZone = "Moon/Tranquility" } },
        { "storiesPerPage", site => site with { StoriesPerPage = 0 } },
        { "address", site => site with { Address = "news.example.org" } },
        { "address", site => site with { Address = "https://news.example.org/" } },
        { "address", site => site with { Address = "https://ada:secret@news.example.org" } },
        { "address", site => site with { Address = "ftp://news.example.org" } },
        { "defaultSection", site => site with { DefaultSection = new("!!!", "News") } },
        { "discussion.maxLinks", site => site with { Discussion = new() { MaxLinks = -1 } } },
        { "discussion.moderationWords", site => site with { Discussion = new() { ModerationWords = ["*"] } } },
        { "discussion.floodSeconds", site => site with { Discussion = new() { FloodSeconds = 3_601 } } },
        { "discussion.threadDepth", site => site with { Discussion = new() { ThreadDepth = 11 } } },
        { "discussion.commentsPerPage", site => site with { Discussion = new() { CommentsPerPage = 0 } } },
        { "discussion.editMinutes", site => site with { Discussion = new() { EditMinutes = 1_441 } } },
    };

    [Theory]
    [InlineData("https://news.example.org")]
    [InlineData("http://localhost:5080")]
    public void Validate_AnAddressOfSchemeAndHost_HasNoError(string address) => Assert.Empty(SiteRules.Validate(new() { Address = address }));

    [Theory]
    [InlineData(" https://news.example.org/ ", "https://news.example.org")]
    [InlineData("HTTPS://News.Example.ORG:443", "https://news.example.org")]
    [InlineData("http://localhost:5080/", "http://localhost:5080")]
    [InlineData("https://news.example.org/paper", "https://news.example.org/paper")]
    [InlineData("https://news.example.org//", "https://news.example.org//")]
    [InlineData("https://ada:secret@news.example.org", "https://ada:secret@news.example.org")]
    [InlineData("https://news.example.org?a", "https://news.example.org?a")]
    [InlineData("news.example.org/", "news.example.org/")]
    [InlineData("", "")]
    public void Address_AsItIsTyped_LosesNothingButTheSlashOfTheFrontPage(string typed, string address) => Assert.Equal(address, SiteAddress.Of(typed));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Validate_FaultySettings_NamesTheField(string field, Func<SiteSettings, SiteSettings> spoil) =>
        Assert.Equal(field, Assert.Single(SiteRules.Validate(spoil(new()))).Field);

    [Fact]
    public void Validator_FaultyConfiguration_NamesTheKeyAndTheCure()
    {
        var result = new SiteOptionsValidator(new(false)).Validate(Options.DefaultName, new DiscussionOptions { FloodSeconds = -1 });

        Assert.Equal("The setting Discussion:FloodSeconds cannot be used. The number of seconds between comments must be from 0 to 3,600.", Assert.Single(result.Failures!));
    }

    [Fact]
    public void Overlay_Without_KeepsWhatStaffSetBeforeTheConfigurationFixedIt()
    {
        var overlay = new SiteOverlay(new() { Title = "Fixed" }, new() { FloodSeconds = 0 });
        var staff = new SiteSettings { Title = "Staff", Discussion = new() { FloodSeconds = 30 } };

        var sent = overlay.Over(staff) with { Tagline = "New" };
        var stored = overlay.Without(sent, staff);

        Assert.Equal(("Fixed", 0), (sent.Title, sent.Discussion.FloodSeconds));
        Assert.Equal(("Staff", 30, "New"), (stored.Title, stored.Discussion.FloodSeconds, stored.Tagline));
    }
}
