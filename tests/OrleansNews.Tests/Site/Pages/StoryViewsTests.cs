using System.Net;
using Microsoft.AspNetCore.Http;

namespace OrleansNews.Site;

public class StoryViewsTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static readonly ArticleId Story = new(7);

    private readonly StoryViews _views = new();

    [Fact]
    public void Reading_AgainFromOneAddress_CountsOnce_UntilTwoTurnsHavePassed()
    {
        for (var i = 0; i < 100; i++) _views.Count(Request("192.0.2.1"), Story);
        Assert.Equal([(Story, 1)], _views.Take());
        _views.Turn();
        _views.Count(Request("192.0.2.1"), Story);
        Assert.Empty(_views.Take());
        _views.Turn();
        _views.Count(Request("192.0.2.1"), Story);
        Assert.Equal([(Story, 1)], _views.Take());
    }

    [Fact]
    public void Readings_FromManyAddresses_AndOfOtherStories_CountEach()
    {
        for (var i = 1; i <= 200; i++) _views.Count(Request($"192.0.2.{i}"), Story);
        _views.Count(Request("192.0.2.1"), new(8));
        // One bit may stand for two readings.
        Assert.InRange(_views.Take().Single(story => story.Article == Story).Readings, 198, 200);
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    public void Addresses_OfOneHousehold_AreOneReader(string first, string second)
    {
        _views.Count(Request(first), Story);
        _views.Count(Request(second), Story);
        Assert.Equal([(Story, 1)], _views.Take());
    }

    [Theory]
    [InlineData("")]
    [InlineData("curl/8.5.0")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; AhrefsSiteAudit/6.1; +http://ahrefs.com/robot/)")]
    [InlineData("Feedly/1.0 (poller)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36")]
    public void Programs_DoNotCount(string agent)
    {
        _views.Count(Request("192.0.2.1", agent), Story);
        Assert.Empty(_views.Take());
        // And do not keep people of the same address from counting.
        _views.Count(Request("192.0.2.1"), Story);
        Assert.Equal([(Story, 1)], _views.Take());
    }

    [Fact]
    public void Head_Prefetch_AndListings_DoNotCount()
    {
        var head = Request("192.0.2.1");
        head.Request.Method = HttpMethods.Head;
        _views.Count(head, Story);
        var ahead = Request("192.0.2.2");
        ahead.Request.Headers["Sec-Purpose"] = "prefetch;prerender";
        _views.Count(ahead, Story);
        _views.Count(Request("192.0.2.3"), null);
        Assert.Empty(_views.Take());
    }

    [Fact]
    public void ReadingAgain_AllocatesNothing()
    {
        var request = Request("192.0.2.1");
        for (var i = 0; i < 100; i++) _views.Count(request, Story);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) _views.Count(request, Story);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static DefaultHttpContext Request(string address, string agent = Browser)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (agent.Length > 0) context.Request.Headers.UserAgent = agent;
        return context;
    }
}
