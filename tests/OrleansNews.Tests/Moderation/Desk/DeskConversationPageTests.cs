using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The conversation under one story, closed and opened from the desk.</summary>
public sealed class DeskConversationPageTests : IAsyncLifetime
{
    private const string Action = "/newsroom/comments/conversation";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("mo", Role.Moderator);
        await _site.CreateAsync("al", Role.Author);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Conversation_ClosedFromTheDesk_TakesNothing_UntilItIsOpenedAgain_AndTheLogSaysBoth()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        using var desk = await _site.SignedInAsync("mo");
        Assert.Null((await OpenAsync(desk, "/newsroom/comments")).QuerySelector($"form[action='{Action}']"));

        var closed = await PressAsync(desk, await OpenAsync(desk, $"/newsroom/comments?story={story.Id}"), "Close comments");

        Assert.Contains("Moderators closed the comments.", TextOf(closed), StringComparison.Ordinal);
        var refused = await CommentAsync(story, "Too late.");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Sorry, comments are closed for this item.", refused.Page, StringComparison.Ordinal);
        await UntilShownAsync(story, isClosed: true);

        var opened = await PressAsync(desk, closed, "Open comments");

        Assert.DoesNotContain("closed the comments", TextOf(opened), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await CommentAsync(story, "In time again.")).Status);
        await UntilShownAsync(story, isClosed: false);
        string[] told = ["Comments opened", "Comments closed"];
        await Waits.UntilAsync(
            async () => (await OpenAsync(desk, $"/newsroom/comments/log?story={story.Id}&moderator=mo")).QuerySelectorAll(".desk-log-entry strong").Select(entry => entry.TextContent).SequenceEqual(told),
            "The log never says that it was closed and opened.", () => _site.Cluster.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Empty(_site.Log.Errors);
    }

    /// <summary>Comments are taken while the story and the moderators allow them: neither undoes what the other said.</summary>
    [Fact]
    public async Task Story_ThatTakesNoCommentsItself_SaysSo_AndStaysSo_WhateverModeratorsOpen()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { CommentsOpen = false });
        using var desk = await _site.SignedInAsync("mo");

        var page = await OpenAsync(desk, $"/newsroom/comments?story={story.Id}");
        Assert.Contains("The story itself takes no comments.", TextOf(page), StringComparison.Ordinal);
        var closed = await PressAsync(desk, page, "Close comments");
        Assert.Contains("Moderators closed the comments.", TextOf(closed), StringComparison.Ordinal);
        var opened = await PressAsync(desk, closed, "Open comments");

        Assert.Contains("The story itself takes no comments.", TextOf(opened), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await CommentAsync(story, "Too late.")).Status);
    }

    [Fact]
    public async Task Conversation_IsClosedByModeratorsAlone_AndOfAStoryThatThereIs()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        using var author = await _site.SignedInAsync("al");
        using var desk = await _site.SignedInAsync("mo");

        Assert.Equal(HttpStatusCode.Forbidden, (await SignInSite.SendAsync(author, Action, ("story", $"{story.Id}"), ("conversation", "close"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(desk, Action, ("story", $"{story.Id}"), ("conversation", "shut"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(desk, Action, ("story", "999999"), ("conversation", "close"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(desk, Action, ("conversation", "close"))).Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await CommentAsync(story, "In time.")).Status);
    }

    [Fact]
    public async Task Desk_OfAStoryWhoseThreadCannotBeRead_IsShownWithoutTheButton()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        using var desk = await _site.SignedInAsync("mo");
        _site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "ICommentThreadGrain.GetVersionAsync" ? throw new ThreadUnavailableException("The store does not answer.") : call.Invoke();

        var page = await OpenAsync(desk, $"/newsroom/comments?story={story.Id}");

        _site.Cluster.Calls.Instead = null;
        Assert.NotNull(page.QuerySelector("form[action='/newsroom/comments/story-mode']"));
        Assert.Null(page.QuerySelector($"form[action='{Action}']"));
    }

    private static string TextOf(IDocument page) => page.QuerySelector($"form[action='{Action}']")!.TextContent;

    // As a browser does it: with every hidden field of the form that is shown.
    private static async Task<IDocument> PressAsync(HttpClient desk, IDocument page, string name)
    {
        var form = page.QuerySelector($"form[action='{Action}']")!;
        var button = Assert.Single(form.QuerySelectorAll("button"));
        Assert.Equal(name, button.TextContent);
        var fields = form.QuerySelectorAll("input[type=hidden], button").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!));
        var (status, location, _) = await SignInSite.SendAsync(desk, Action, [.. fields]);
        Assert.Equal(HttpStatusCode.SeeOther, status);
        return await OpenAsync(desk, location);
    }

    private Task<(HttpStatusCode Status, string Location, string Page)> CommentAsync(PublishedArticle story, string text) => SignInSite.SendAsync(
        _site.NewBrowser(), "/comments", ("author", "Ada"), ("email", "ada@example.org"), ("comment", text), ("comment_post_ID", story.Id.ToString()));

    // A page is kept for a second.
    private Task UntilShownAsync(PublishedArticle story, bool isClosed) => Waits.UntilAsync(
        async () => (await _site.NewBrowser().GetStringAsync(story.Path, Cancel)).Contains("<p class=\"no-comments\">Comments are closed.</p>", StringComparison.Ordinal) == isClosed, $"The page never says whether comments are closed: {isClosed}.");

    private static async Task<IDocument> OpenAsync(HttpClient desk, string address) => new HtmlParser().ParseDocument(await desk.GetStringAsync(address, Cancel));
}
