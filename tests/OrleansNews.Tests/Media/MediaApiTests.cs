using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>The library for programs, signed in with an application password.</summary>
public sealed class MediaApiTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _program = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000, [new("Limits:Enabled", "false")]);
        _program = await ProgramAsync("mara", Role.Author);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Upload_IsCreated_Listed_AndDeleted()
    {
        using var created = await UploadAsync(_program, TestPictures.Jpeg(), ("alt", "A quiet harbour"), ("credit", "Mara"), ("focus_x", "20"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!.OriginalString;
        var picture = await JsonAsync(created);
        Assert.Equal(("A quiet harbour", "Mara", 800, 20), (Text(picture, "alt"), Text(picture, "credit"), Number(picture, "width"), Number(picture, "focusX")));
        Assert.Equal(HttpStatusCode.OK, (await _site.NewBrowser().GetAsync(Text(picture, "url"), Cancel)).StatusCode);

        using var found = await _program.GetAsync("/api/media?q=harb&own=true", Cancel);
        var page = await JsonAsync(found);
        Assert.Equal((1, 1), (Number(page, "total"), Number(page, "pages")));
        Assert.Equal(Number(picture, "id"), Number(page.GetProperty("items")[0], "id"));
        Assert.Equal(Number(picture, "id"), Number(await JsonAsync(await _program.GetAsync(location, Cancel)), "id"));

        Assert.Equal(HttpStatusCode.NoContent, (await _program.DeleteAsync(location, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _program.GetAsync(location, Cancel)).StatusCode);
        Assert.Equal(0, Number(await JsonAsync(await _program.GetAsync("/api/media", Cancel)), "total"));
    }

    [Theory]
    [InlineData("svg", HttpStatusCode.UnsupportedMediaType, "file")]
    [InlineData("gif", HttpStatusCode.UnsupportedMediaType, "file")]
    [InlineData("large", HttpStatusCode.RequestEntityTooLarge, "file")]
    [InlineData("cut", HttpStatusCode.BadRequest, "file")]
    [InlineData("none", HttpStatusCode.BadRequest, "file")]
    [InlineData("words", HttpStatusCode.BadRequest, "credit")]
    public async Task Upload_ThatIsNotTaken_IsAProblemWithItsField_AndKeepsNothing(string kind, HttpStatusCode status, string field)
    {
        byte[] file = kind switch
        {
            "svg" => TestPictures.Svg,
            "gif" => "GIF89a..............."u8.ToArray(),
            "large" => [.. TestPictures.Jpeg(), .. new byte[21 << 20]],
            "cut" => TestPictures.Jpeg()[..3000],
            "none" => [],
            _ => TestPictures.Jpeg(),
        };
        using var answer = await UploadAsync(_program, file, ("credit", kind == "words" ? new string('x', 301) : ""));

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty((await JsonAsync(answer)).GetProperty("errors").GetProperty(field)[0].GetString()!);
        Assert.Equal(0, (await _site.Grains.GetGrain<IMediaLibraryGrain>(0).FindAsync(new("", "", 1, 1), Actor.System))!.Total);
    }

    [Fact]
    public async Task Delete_OfWhatReadersSee_IsAConflict()
    {
        var media = await _site.Grains.NewPictureAsync();
        await _site.Grains.GetGrain<IMediaGrain>(media.Source.Id.Value).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        await (await _site.Grains.NewArticleAsync()).PublishedAsync(Stories.Harbour with { LeadImage = new(media.Source.Id) { AlternativeText = "Boats" } });

        using var answer = await _program.DeleteAsync($"/api/media/{media.Source.Id}", Cancel);

        Assert.Equal((HttpStatusCode.Conflict, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Library_IsForThoseOfTheTable()
    {
        using var stranger = _site.NewBrowser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/media", Cancel)).StatusCode);
        using var unsigned = await UploadAsync(stranger, TestPictures.Jpeg());
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        using var cora = await ProgramAsync("cora", Role.Contributor);
        Assert.Equal(HttpStatusCode.Forbidden, (await cora.GetAsync("/api/media", Cancel)).StatusCode);
        var others = await _site.Grains.NewPictureAsync(Stories.OtherAuthor);
        Assert.Equal(HttpStatusCode.Forbidden, (await _program.DeleteAsync($"/api/media/{others.Source.Id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _program.DeleteAsync("/api/media/999999", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _program.GetAsync("/api/media?page=0", Cancel)).StatusCode);
    }

    private async Task<HttpClient> ProgramAsync(string login, Role role)
    {
        var actor = await _site.CreateAsync(login, role);
        var password = ApplicationPasswords.Create();
        Assert.True(await _site.Grains.GetGrain<IAccountGrain>(login).AddApplicationPasswordAsync("tests", ApplicationPasswords.Hash(password), actor));
        var program = _site.NewBrowser();
        program.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
        return program;
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient program, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(content, "file", "photo.jpg");
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        return await program.PostAsync("/api/media", form, Cancel);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.Clone();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
