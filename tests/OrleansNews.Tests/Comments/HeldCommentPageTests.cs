using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using static OrleansNews.Comments.ReaderForms;

namespace OrleansNews.Comments;

/// <summary>A comment that waits, as its author alone sees and edits it.</summary>
public sealed class HeldCommentPageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_Held_IsShownToItsAuthorAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await browser.PostAsync(
            "/comments", Form(story, "Ada", "See https://a.example/ and https://b.example/ for the unseen-word."), Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var preview = answer.Headers.Location!.ToString();
        Assert.Contains("?preview=", preview, StringComparison.Ordinal);
        using var own = await browser.GetAsync(preview, Cancel);
        var page = await own.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(
            "Your comment is awaiting moderation. This is a preview; your comment will be visible after it has been approved.", page, StringComparison.Ordinal);
        Assert.Contains("unseen-word", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://a.example/\"", page, StringComparison.Ordinal);
        Assert.True(own.Headers.CacheControl!.NoStore);

        // Whom the browser remembers needs to be told no more.
        using var remembered = await site.NewBrowser().PostAsync("/comments", Form(story, "Bea", "And https://a.example/ and https://b.example/.", ("wp-comment-cookies-consent", "yes")), Cancel);
        var again = await site.NewBrowser().GetStringAsync(remembered.Headers.Location, Cancel);
        Assert.Contains("Your comment is awaiting moderation.", again, StringComparison.Ordinal);
        Assert.DoesNotContain("This is a preview", again, StringComparison.Ordinal);

        foreach (var address in new[] { story.Path, preview.Replace("preview=", "preview=x", StringComparison.Ordinal) })
        {
            Assert.DoesNotContain("unseen-word", await site.NewBrowser().GetStringAsync(address, Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_TenMinutesOld_IsEverybodysPage()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        var sent = DateTimeOffset.UtcNow;
        using var answer = await browser.PostAsync("/comments", Form(story, "Ada", "See https://a.example/ and https://b.example/ for the unseen-word."), Cancel);
        var preview = answer.Headers.Location!.ToString();
        var token = QueryHelpers.ParseQuery(preview[preview.IndexOf('?', StringComparison.Ordinal)..preview.IndexOf('#', StringComparison.Ordinal)])["preview"].ToString();
        // The end is signed by the machine's clock, which no test moves: the same link is signed again with its end before now, and shortly behind.
        var signer = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(PreviewToken.Purpose).ToTimeLimitedDataProtector();
        var content = signer.Unprotect(token, out var end);
        Assert.InRange(end, sent.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(10));

        Assert.Contains("unseen-word", await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(1)), StringComparison.Ordinal);
        var ended = await ReadAsync(DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.DoesNotContain("unseen-word", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("awaiting moderation", ended, StringComparison.Ordinal);
        Assert.Contains("No responses yet", ended, StringComparison.Ordinal);

        Task<string> ReadAsync(DateTimeOffset until) => browser.GetStringAsync(preview.Replace(Uri.EscapeDataString(token), signer.Protect(content, until), StringComparison.Ordinal), Cancel);
    }

    [Fact]
    public async Task Form_Held_IsEditedByItsAuthorAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await browser.PostAsync("/comments", Form(story, "Ada", "See https://a.example/ and https://b.example/ for the unseen-word."), Cancel);
        var preview = answer.Headers.Location!.ToString();
        var address = $"/comments/{preview.Split("#comment-")[1]}/edit";
        Assert.Contains($"href=\"{address}\"", await browser.GetStringAsync(preview, Cancel), StringComparison.Ordinal);
        Assert.Contains("unseen-word", await browser.GetStringAsync(address, Cancel), StringComparison.Ordinal);

        using var stranger = site.NewBrowser();
        var changed = new Dictionary<string, string> { ["comment"] = "See https://a.example/ and https://b.example/ for the other-word.", ["version"] = "1" };
        foreach (var refused in new[] { await stranger.GetAsync(address, Cancel), await stranger.PostAsync(address, new FormUrlEncodedContent(changed), Cancel) })
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.DoesNotContain("unseen-word", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        using var edited = await browser.PostAsync(address, new FormUrlEncodedContent(changed), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        var page = await browser.GetStringAsync(edited.Headers.Location, Cancel);
        Assert.Contains("other-word", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unseen-word", page, StringComparison.Ordinal);
        Assert.DoesNotContain("other-word", await stranger.GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }
}
