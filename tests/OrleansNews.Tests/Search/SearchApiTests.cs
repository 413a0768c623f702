using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Search;

public sealed class SearchApiTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Words_AnswersStoriesWithMarks()
    {
        var word = $"w{Guid.NewGuid():N}"[..12];
        var story = await site.PublishAsync(new() { Title = $"Fish & {word}", Body = "Text.", Section = new("local", "Local"), Authors = [Term.Named("Mara Lind")] });
        await site.Cluster.UntilFoundAsync(word, 1);

        var found = await site.NewBrowser().GetFromJsonAsync<JsonElement>($"/api/search?q={word}&section=local&from=2026-01-01", Cancel);

        Assert.Equal((1, 1, 1, true), (found.GetProperty("total").GetInt32(), found.GetProperty("page").GetInt32(), found.GetProperty("pages").GetInt32(), found.GetProperty("complete").GetBoolean()));
        var item = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal(story.Id.Value, item.GetProperty("id").GetInt64());
        Assert.Equal(story.Path, item.GetProperty("url").GetString());
        Assert.Equal($"Fish & {word}", item.GetProperty("title").GetString());
        Assert.Equal($"Fish &amp; <mark>{word}</mark>", item.GetProperty("titleHtml").GetString());
        Assert.Equal("Local", item.GetProperty("section").GetProperty("name").GetString());
        Assert.Equal("mara-lind", item.GetProperty("authors")[0].GetProperty("slug").GetString());
        Assert.Equal(0, (await site.NewBrowser().GetFromJsonAsync<JsonElement>($"/api/search?q={word}&to=2020-01-01", Cancel)).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/api/search", "q")]
    [InlineData("/api/search?q=+", "q")]
    [InlineData("/api/search?q=a&from=yesterday", "from")]
    [InlineData("/api/search?q=a&to=2026-13-01", "to")]
    [InlineData("/api/search?q=a&section=%3Cb%3E", "section")]
    [InlineData("/api/search?q=a&section=a/b/c/d/e", "section")]
    [InlineData("/api/search?q=a&page=0", "page")]
    [InlineData("/api/search?q=a&page=x", "page")]
    public async Task Get_WhatCannotBeRead_IsAProblemOfItsField(string address, string field)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    [Fact]
    public async Task Get_WhatCannotBeRead_IsSaidInTheLanguageOfTheSite()
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Language = "ar" }, Actor.System)).Saved);
        try
        {
            foreach (var (address, says) in new[] { ("/api/search", "اكتب ما تبحث عنه."), ("/api/search?q=a&section=%3C", "استخدم مسار قسم، مثل politics/local."), ("/api/search?q=a&from=x", "اكتب اليوم هكذا: 2026-11-22."), ("/api/search?q=a&page=0", "عُدّ الصفحات من 1.") })
            {
                using var answer = await site.NewBrowser().GetAsync(address, Cancel);
                Assert.Equal(says, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").EnumerateObject().Single().Value[0].GetString());
            }
        }
        finally
        {
            Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Language = "en" }, Actor.System)).Saved);
        }
    }

    [Fact]
    public async Task Get_TooMuchText_IsAProblem()
    {
        using var answer = await site.NewBrowser().GetAsync("/api/search?q=" + new string('a', 3_000), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Search for at most 200 characters.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PageFarBehindTheLast_IsEmpty()
    {
        var found = await site.NewBrowser().GetFromJsonAsync<JsonElement>("/api/search?q=nothing&page=2147483647", Cancel);

        Assert.Empty(found.GetProperty("items").EnumerateArray());
    }
}
