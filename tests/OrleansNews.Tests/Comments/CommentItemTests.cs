using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

public sealed class CommentItemTests
{
    private static readonly CommentView View = new() { Id = CommentId.Native(new(3), 1), Status = CommentStatus.Approved, Author = "Ada", Text = "Words." };

    [Theory]
    [InlineData("en", "cannot be read")]
    [InlineData("ar", "تتعذر قراءة هذا التعليق")]
    public async Task Comment_ThatTheStoreLost_SaysSoInsteadOfBeingEmpty(string language, string words)
    {
        var lost = await RenderAsync(View with { Author = "", Text = "", Damaged = true }, language);

        Assert.Contains(words, lost, StringComparison.Ordinal);
        Assert.DoesNotContain("comment-content", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("/vote", lost, StringComparison.Ordinal);
        Assert.DoesNotContain(words, await RenderAsync(View, language), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_OfACommentThatTheStoreLost_IsMarked()
    {
        Assert.True(CommentWords.Of(View with { Text = "", Damaged = true }).Damaged);
        Assert.False(CommentWords.Of(View).Damaged);
    }

    private static async Task<string> RenderAsync(CommentView view, string language)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var site = new SiteSettings { Language = language };
        return WebUtility.HtmlDecode(await new ComponentRenderer(services).RenderAsync<CommentItem, CommentModel>(new(view, "/2026/11/22/story/", site.Discussion, new SiteDates(site))));
    }
}
