using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OrleansNews.Accounts;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>The library over HTTP, as a browser without JavaScript meets it, and the files of its pictures.</summary>
public sealed class LibraryPageTests : IAsyncLifetime
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
    public async Task Upload_LeadsToThePicture_WhichTakesWords()
    {
        var (status, location, _) = await UploadAsync(TestPictures.Jpeg(), "C:\\Users\\mara\\harbour & sea.jpg", ("alt", "A \"quiet\" harbour"), ("credit", "Mara Ives"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var path = location.Split('?')[0];

        var page = await _mara.GetStringAsync(location, Cancel);
        Assert.Contains("Saved.", page, StringComparison.Ordinal);
        Assert.Contains("<h1 id=\"page-title\">harbour &amp; sea.jpg</h1>", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"A &quot;quiet&quot; harbour\"", page, StringComparison.Ordinal);

        var version = Between(page, "name=\"version\" value=\"", "\"");
        var changed = await SignInSite.SendAsync(_mara, path, ("version", version), ("alt", "Boats"), ("caption", "At dawn"), ("credit", "Mara"), ("focus_x", "20"), ("focus_y", "80"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.Status);
        page = await _mara.GetStringAsync(path, Cancel);
        Assert.Contains("value=\"20\"", page, StringComparison.Ordinal);
        Assert.Contains("card-320-20x80.avif 320w", page, StringComparison.Ordinal);

        var refused = await SignInSite.SendAsync(_mara, path, ("version", "1000"), ("alt", "x"), ("focus_x", "200"), ("focus_y", "80"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("<span class=\"field-error\" id=\"focus_x-error\">", refused.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("svg", "SVG can carry scripts and is not taken.")]
    [InlineData("gif", "This file is no picture that can be shown.")]
    [InlineData("html", "SVG can carry scripts and is not taken.")]
    [InlineData("cut", "This picture is damaged or incomplete.")]
    [InlineData("none", "Choose a file.")]
    [InlineData("large", "This file is too large. At most 20 MB are possible.")]
    public async Task Upload_WhatIsNotTaken_SaysSoAtTheFieldAndKeepsTheWords(string kind, string message)
    {
        byte[] file = kind switch
        {
            "svg" => TestPictures.Svg,
            "gif" => "GIF89a..............."u8.ToArray(),
            "html" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            "cut" => TestPictures.Jpeg()[..3000],
            "large" => [.. TestPictures.Jpeg(), .. new byte[21 << 20]],
            _ => [],
        };
        // What it is called, and what the browser says it is, count for nothing.
        var (status, _, page) = await UploadAsync(file, "photo.jpg", ("alt", "My <words>"), ("caption", "And these"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#file\">", page, StringComparison.Ordinal);
        Assert.Contains("My &lt;words&gt;</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(0L, (await _site.Grains.GetGrain<IMediaLibraryGrain>(0).FindAsync(new("", "", 1, 1), Actor.System))!.Total);
    }

    [Fact]
    public async Task Files_AreServedForEver_AndNothingElseIs()
    {
        var media = await _site.Grains.NewPictureAsync();
        await _site.Grains.GetGrain<IMediaGrain>(media.Source.Id.Value).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        using var reader = _site.NewBrowser();
        var address = media.Source.AddressOf("full-480.avif");

        using var first = await reader.GetAsync(address, Cancel);
        Assert.Equal((HttpStatusCode.OK, "image/avif", "public, max-age=31536000, immutable"), (first.StatusCode, first.Content.Headers.ContentType!.ToString(), first.Headers.GetValues("Cache-Control").Single()));
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(PictureType.Avif, PictureTypes.Of(await first.Content.ReadAsByteArrayAsync(Cancel)));

        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await reader.SendAsync(again, Cancel)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, address);
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(head, Cancel)).StatusCode);

        foreach (var wrong in new[] { media.Source.AddressOf("full-481.avif"), media.Source.AddressOf("card-320-1x1.jpg"), (media.Source with { Key = "0123456789abcdefghijkl" }).AddressOf("full-480.avif"), (media.Source with { Id = new(999_999) }).AddressOf("full-480.avif"), "/media/0/x/full-480.avif" })
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(wrong, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Files_OfInventedPictures_ReachNoGrain()
    {
        using var reader = _site.NewBrowser();
        for (var number = 987_654_321; number < 987_654_330; number++) await reader.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/media/{number}/0123456789abcdefghijkl/full-480.avif"), Cancel);
        Assert.Equal(0, _site.Cluster.Calls.Of("IMediaGrain.GetFilesAsync"));
    }

    [Fact]
    public async Task File_ThatIsNotMadeYet_IsTheMasterAndKeptByNobody()
    {
        // The library does not answer, so that nothing behind it is made.
        _site.Cluster.Storage.Arm(Cluster.StorageOperation.Write, "media-library", Cluster.StorageFault.Before, 10_000);
        var media = await _site.Grains.NewPictureAsync();
        using var reader = _site.NewBrowser();

        using var answer = await reader.GetAsync(media.Source.AddressOf("full-480.avif"), Cancel);

        Assert.Equal((HttpStatusCode.OK, "image/jpeg", "no-store"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("Cache-Control").Single()));
        _site.Cluster.Storage.Heal();
        await _site.Grains.GetGrain<IMediaGrain>(media.Source.Id.Value).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        using var made = await reader.GetAsync(media.Source.AddressOf("full-480.avif"), Cancel);
        Assert.Equal("image/avif", made.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Library_IsSearchedAndPaged_AndClosedToOthers()
    {
        for (var number = 1; number <= 26; number++) await _site.Grains.NewPictureAsync(new("mara", "Edith", Role.Author), $"Boat {number:00}");
        await _site.Grains.NewPictureAsync(new("finn", "Finn", Role.Author), "A lighthouse");

        var first = await _mara.GetStringAsync("/newsroom/media", Cancel);
        Assert.Contains("27 pictures", first, StringComparison.Ordinal);
        Assert.Contains("A lighthouse", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Boat 01", first, StringComparison.Ordinal);
        Assert.Contains("Boat 01", await _mara.GetStringAsync("/newsroom/media?page=2", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("A lighthouse", await _mara.GetStringAsync("/newsroom/media?own=yes", Cancel), StringComparison.Ordinal);
        Assert.Contains("1 picture<", await _mara.GetStringAsync("/newsroom/media?q=LIGHT", Cancel), StringComparison.Ordinal);
        Assert.Contains("No picture has all these words.", await _mara.GetStringAsync("/newsroom/media?q=whale", Cancel), StringComparison.Ordinal);

        await _site.CreateAsync("cora", Role.Contributor);
        var cora = await _site.SignedInAsync("cora");
        Assert.Equal(HttpStatusCode.Forbidden, (await cora.GetAsync("/newsroom/media", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await cora.GetAsync("/newsroom/media/1", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _site.NewBrowser().GetAsync("/newsroom/media", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _mara.GetAsync("/newsroom/media/999999", Cancel)).StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Location, string Page)> UploadAsync(byte[] file, string name, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(content, "file", name);
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        using var answer = await _mara.PostAsync("/newsroom/media", form, Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static string Between(string text, string before, string after) => text.Split(before)[1].Split(after)[0];
}
