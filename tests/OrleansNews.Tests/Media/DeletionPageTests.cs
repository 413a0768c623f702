using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>The end of a picture over HTTP.</summary>
public sealed class DeletionPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _mara = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000, [new("Limits:Enabled", "false")]);
        await _site.CreateAsync("mara", Role.Author);
        _mara = await _site.SignedInAsync("mara");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Picture_ThatReadersSee_SaysWhere_AndStays()
    {
        var media = await PictureAsync();
        var article = await _site.Grains.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour with { Title = "Boats & <nets>", LeadImage = new(media.Source.Id) { AlternativeText = "Boats" } });

        var page = await _mara.GetStringAsync(Path(media), Cancel);
        Assert.Contains($"<a href=\"/newsroom/stories/{article.Id()}\"><bdi>Boats &amp; &lt;nets&gt;</bdi></a>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Path(media)}/deletion\">Delete this picture</a>", page, StringComparison.Ordinal);
        var asked = await _mara.GetStringAsync(Path(media) + "/deletion", Cancel);
        Assert.Contains("It cannot be deleted yet", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Delete for good", asked, StringComparison.Ordinal);

        // The form may be older than the story.
        var (status, _, refused) = await SignInSite.SendAsync(_mara, Path(media) + "/deletion");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Boats &amp; &lt;nets&gt;", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _site.NewBrowser().GetAsync(media.Source.AddressOf("full-480.jpg"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Picture_ThatNobodyNeeds_IsGoneFromEveryAddress_AlsoWhereAFrontEndHadIt()
    {
        var media = await PictureAsync();
        using var reader = _site.NewBrowser();
        var addresses = PictureSizes.FilesOf(media.Source.Width, media.Source.Height, FocalPoint.Middle).Select(file => media.Source.AddressOf(file)).Append(media.Source.AddressOf(PictureFile.Master)).ToList();
        foreach (var address in addresses) Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Cancel)).StatusCode);
        var asked = await _mara.GetStringAsync(Path(media) + "/deletion", Cancel);
        Assert.Contains("No story uses this picture.", asked, StringComparison.Ordinal);
        Assert.Contains($"clear {media.Source.AddressOf("*")} there", asked, StringComparison.Ordinal);

        var (status, location, _) = await SignInSite.SendAsync(_mara, Path(media) + "/deletion");

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Contains("The picture is deleted.", await _mara.GetStringAsync(location, Cancel), StringComparison.Ordinal);
        // What was in the memory of a front end is looked after within Read:FreshFor.
        foreach (var address in addresses) await UntilGoneAsync(reader, address);
        Assert.Equal(HttpStatusCode.NotFound, (await _mara.GetAsync(Path(media), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _mara.GetAsync(Path(media) + "/deletion", Cancel)).StatusCode);
        // A form that is sent twice is no fault.
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_mara, Path(media) + "/deletion")).Status);
    }

    [Fact]
    public async Task Picture_InMemory_StaysWhileTheClusterIsSilent()
    {
        var media = await PictureAsync();
        using var reader = _site.NewBrowser();
        var address = media.Source.AddressOf("full-480.avif");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Cancel)).StatusCode);

        var asked = _site.Cluster.Calls.Of("IMediaGrain.GetFilesAsync");
        _site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IMediaGrain.GetFilesAsync" ? throw new TimeoutException() : call.Invoke();

        while (_site.Cluster.Calls.Of("IMediaGrain.GetFilesAsync") == asked) Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Picture_OfAColleague_IsForEditorsToDelete()
    {
        var media = await PictureAsync(Stories.OtherAuthor);
        Assert.DoesNotContain("Delete this picture", await _mara.GetStringAsync(Path(media), Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await _mara.GetAsync(Path(media) + "/deletion", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInSite.SendAsync(_mara, Path(media) + "/deletion")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _mara.GetAsync(Path(media), Cancel)).StatusCode);

        await _site.CreateAsync("edda", Role.Editor);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(await _site.SignedInAsync("edda"), Path(media) + "/deletion")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _mara.GetAsync("/newsroom/media/999999/deletion", Cancel)).StatusCode);
    }

    private static async Task UntilGoneAsync(HttpClient reader, string address)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await reader.GetAsync(address, patience.Token)).StatusCode != HttpStatusCode.NotFound) await Task.Delay(10, patience.Token);
    }

    private async Task<MediaView> PictureAsync(Actor? owner = null)
    {
        var media = await _site.Grains.NewPictureAsync(owner);
        await _site.Grains.GetGrain<IMediaGrain>(media.Source.Id.Value).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        return media;
    }

    private static string Path(MediaView media) => $"/newsroom/media/{media.Source.Id}";
}
