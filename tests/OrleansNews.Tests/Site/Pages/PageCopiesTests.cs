using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using OrleansNews.Comments;
using OrleansNews.Layout;

namespace OrleansNews.Site;

public sealed class PageCopiesTests : IDisposable
{
    private static readonly FragmentSet _fragments = new([(FragmentMarkers.Today, "Sunday"u8.ToArray())]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copies-");
    private readonly FakeTimeProvider _time = new(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly PageCopies _copies;

    public PageCopiesTests() => _copies = New();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Copy_OfAPage_ComesBackAsItWas_AfterARestart()
    {
        var page = Page("<p>text</p>");
        await _copies.WriteAsync("/a/", page);
        await _copies.WriteFragmentsAsync(_fragments);
        _time.Advance(TimeSpan.FromMinutes(5));

        var copy = (await New().FindAsync("/a/"))!;
        Assert.Equal(page.Latest.Identity.Bytes, copy.Edition.Latest.Identity.Bytes);
        Assert.Equal(page.Latest.Identity.Tag, copy.Edition.Latest.Identity.Tag);
        Assert.Equal((page.Version, page.Position, page.ValidUntil), (copy.Edition.Version, copy.Edition.Position, copy.Edition.ValidUntil));
        Assert.Equal(TimeSpan.FromMinutes(5), copy.Age);
        Assert.Equal(page.Version, (await New().FindVersionAsync("/a/"))!.Version);
        Assert.Null(await New().FindAsync("/b/"));
    }

    [Fact]
    public async Task Copy_OfTheClusterBeforeARestore_IsNone_WhateverItsVersion_UntilThePageIsMadeAnew()
    {
        await _copies.WriteAsync("/a/", Page("<p>after the backup</p>"));
        var restored = New("news-restored");
        Assert.Null(await restored.FindAsync("/a/"));
        Assert.Null(await restored.FindVersionAsync("/a/"));

        var page = Page("<p>from the backup</p>");
        await restored.WriteAsync("/a/", page);
        Assert.Contains("from the backup", Encoding.UTF8.GetString((await New("news-restored").FindAsync("/a/"))!.Edition.Latest.Body.Bytes), StringComparison.Ordinal);
        Assert.Null(await New().FindAsync("/a/"));
    }

    [Fact]
    public async Task Copy_OfADocument_ComesBackWithItsTypeAndDate()
    {
        var kind = new DocumentKind("application/rss+xml; charset=utf-8", new DateTimeOffset(2026, 11, 21, 8, 30, 0, TimeSpan.Zero));
        var feed = new PageEdition(new("build", 1, 0, 7), new(new("<rss/>"u8.ToArray(), []), new([]), kind));
        await _copies.WriteAsync("document /feed/", feed);
        await _copies.WriteFragmentsAsync(_fragments);

        var copy = (await New().FindAsync("document /feed/"))!.Edition;
        Assert.Equal("<rss/>"u8.ToArray(), copy.Latest.Identity.Bytes);
        Assert.Equal(kind, copy.Latest.Document);
        Assert.Equal("application/rss+xml; charset=utf-8", copy.Latest.Document!.ContentType);
        Assert.Equal("Sat, 21 Nov 2026 08:30:00 GMT", copy.Latest.Document.LastModified);
        Assert.Equal(feed.Version, copy.Version);
    }

    [Fact]
    public async Task Copies_ThatWereFollowed_AreAsYoungAsTheLastLook()
    {
        await _copies.WriteAsync("/a/", Page("text"));
        _time.Advance(TimeSpan.FromHours(10));
        await _copies.ConfirmAllAsync(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), (await _copies.FindAsync("/a/"))!.Age);

        await _copies.ConfirmAllAsync(behind: TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), (await _copies.FindAsync("/a/"))!.Age);
    }

    [Fact]
    public async Task Copy_OfAPage_HoldsNoFragment()
    {
        await _copies.WriteAsync("/a/", Page("text"));
        await _copies.WriteFragmentsAsync(new([(FragmentMarkers.Today, "Monday"u8.ToArray())]));
        var text = Encoding.UTF8.GetString((await _copies.FindAsync("/a/"))!.Edition.Latest.Identity.Bytes);
        Assert.Contains("Monday", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sunday", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_ThatIsGivenUp_IsGoneFromTheDisk()
    {
        await _copies.WriteAsync("/a/", Page("text"));
        _copies.Delete("/a/");
        _copies.Delete("/never/");
        Assert.Null(await _copies.FindAsync("/a/"));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task KeepOnly_SomePages_DeletesTheOthers()
    {
        foreach (var path in new[] { "/a/", "/b/", "/c/" }) await _copies.WriteAsync(path, Page(path));
        _copies.KeepOnly(["/b/", "/d/"]);
        Assert.Single(Files());
        Assert.NotNull(await _copies.FindAsync("/b/"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(300)]
    public async Task Copy_CutShort_CountsAsMissing(int length)
    {
        await _copies.WriteAsync("/a/", Page(new string('x', 100_000)));
        var file = Files().Single();
        await using (var stream = File.OpenWrite(file)) stream.SetLength(Math.Min(length, stream.Length - 1));
        Assert.Null(await _copies.FindAsync("/a/"));
    }

    [Fact]
    public async Task Copy_UnderTheNameOfAnother_CountsAsMissing()
    {
        await _copies.WriteAsync("/a/", Page("a"));
        var file = Files().Single();
        await _copies.WriteAsync("/b/", Page("b"));
        File.Copy(Files().Single(other => other != file), file, overwrite: true);
        Assert.Null(await _copies.FindAsync("/a/"));
    }

    private static PageEdition Page(string text)
    {
        var html = Encoding.UTF8.GetBytes($"{text}{FragmentMarkers.Of(FragmentMarkers.Today)}!");
        return new(new("build", 1, 2, 3, 4, 5), new(PageBody.Parse(html, _fragments), _fragments))
        {
            Position = new ThreadPosition(4, 77),
            ValidUntil = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }

    private PageCopies New(string cluster = "news") =>
        new(Options.Create(new ReadOptions { CopyFolder = _folder.FullName }), Options.Create(new ClusterOptions { ClusterId = cluster }), _time, NullLogger<PageCopies>.Instance);

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder.FullName, "*.page", SearchOption.AllDirectories)];
}
