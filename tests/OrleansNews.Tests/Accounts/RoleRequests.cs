using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.LiveStories;
using OrleansNews.Media;
using OrleansNews.Newsroom;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>
/// Asks for what changes something as the newsroom's pages do, of things that there are and that are the asker's own, so that nothing but the role decides: an answer
/// "not found" would hide a check that is missing.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="login">Who asks.</param>
internal sealed partial class RoleRequests(IClusterClient grains, string login)
{
    private long _kept;
    private MediaId _picture;

    // What is asked for of the asker's own account, of settings and of colleagues is sent without all that it needs, so that nobody's account changes while it asks.
    private static readonly string[] Lacking = ["/newsroom/profile", "/newsroom/settings", "/newsroom/staff", "/newsroom/comments/{id:long}/text", "/dashboard/"];

    /// <summary>Whether a request has all that it needs, and so must be taken as a whole from whoever may: it redirects, or answers a script.</summary>
    public static bool MustSucceed(string route) => !Lacking.Any(lacking => route.Contains(lacking, StringComparison.Ordinal));

    /// <summary>The request.</summary>
    /// <param name="route">Method and address, as <see cref="StaffRoutes"/> has them.</param>
    /// <param name="isFresh">Whether it may change what it asks about: then that is made for it alone.</param>
    public async Task<HttpRequestMessage> AskAsync(string route, bool isFresh)
    {
        var (method, address) = (route.Split(' ')[0], route.Split(' ')[1]);
        if (isFresh || _kept == 0) _kept = await StoryAsync(route);
        var at = Tomorrow.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var body = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "Asked for", ["body"] = "Asked for.", ["version"] = $"{await VersionAsync()}", ["format"] = "Markdown", ["at"] = at, ["embargo"] = at, ["note"] = "A note.",
            ["revision"] = "1", ["story"] = $"{_kept}", ["reason"] = "It is so", ["page"] = Guid.NewGuid().ToString(),
            ["decision"] = "approve", ["queue"] = "held", ["reply"] = "So it is.", ["until"] = Tomorrow.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["rule"] = "hold", ["sure"] = "1", ["mode"] = "all", ["conversation"] = "close", ["command"] = Guid.NewGuid().ToString(),
        };
        // A story with moments in its form goes out by the buttons beside them alone.
        if (route.EndsWith("/publish", StringComparison.Ordinal)) (body["at"], body["embargo"]) = ("", "");
        // The page of the comment says that it waits.
        if (route.EndsWith("/reply", StringComparison.Ordinal)) body["status"] = "held";
        body[HistoryForms.Saved] = (await grains.GetGrain<IArticleGrain>(_kept).GetForEditingAsync(Stories.Editor))!.Saved.FirstOrDefault()?.Name ?? "";
        var comment = route.Contains("/comments", StringComparison.Ordinal) || route.Contains("/moderation", StringComparison.Ordinal) ? $"{await CommentAsync()}" : "";
        if (comment.Length > 0) (body["id"], body["ids"]) = (comment, comment);
        address = address.Replace("{number:long}", $"{_kept}", StringComparison.Ordinal).Replace("{entry:long}", "1", StringComparison.Ordinal).Replace("{login}", "colleague", StringComparison.Ordinal);
        if (address.Contains("comments/{id", StringComparison.Ordinal)) address = Place().Replace(address, comment);
        if (address.Contains("{id", StringComparison.Ordinal)) address = Place().Replace(address, $"{await PictureAsync(isFresh)}");
        return new(new(method), Place().Replace(address, "x"))
        {
            Content = route switch
            {
                "POST /api/media" or "POST /newsroom/media" => new MultipartFormDataContent { { new ByteArrayContent(TestPictures.Jpeg(64, 64)), "file", "ferry.jpg" } },
                "PUT /api/comments/{id:long}/status" => Json("""{"status":"approved"}"""),
                "POST /api/moderation/decisions" => Json($$"""{"ids":[{{comment}}],"decision":"approve"}"""),
                "POST /api/moderation/found" => Json("""{"query":"queue=held"}"""),
                "POST /api/moderation/bulk" => Json("""{"query":"queue=held","decision":"approve"}"""),
                _ => new FormUrlEncodedContent(body),
            },
        };
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    // What the asker owns was made by somebody who may make it, whatever the asker's role is by now.
    private Actor Owner => new(login, "Ann", Role.Author);

    private async Task<long> VersionAsync() => (await grains.GetGrain<IArticleGrain>(_kept).GetForEditingAsync(Stories.Editor))!.Version;

    private async Task<long> StoryAsync(string route)
    {
        var article = await grains.NewArticleAsync();
        await grains.MakeSectionAsync(Stories.Harbour.Section);
        var name = route.Split('/')[^1];
        var isLive = route.Contains("/live", StringComparison.Ordinal);
        if (isLive || name is "restore" or "withdraw" or "story-mode" or "conversation")
        {
            await article.PublishedAsync(Stories.Harbour.Unique() with { Live = isLive ? LiveOrder.NewestFirst : LiveOrder.None }, 0, Owner);
            if (isLive) Assert.IsType<LiveEntrySaved>(await grains.GetGrain<ILiveStoryGrain>(article.Id().Value).AddAsync(new(Guid.NewGuid(), new("", "It moves."), IsPinned: name == "unpin", Owner)));
            if (name == "go-on") Assert.IsType<LiveEntrySaved>(await grains.GetGrain<ILiveStoryGrain>(article.Id().Value).EndAsync(new(true, Owner)));
            return article.Id().Value;
        }

        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour.Unique(), 0, Owner)));
        if (name == "take-saved") Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Owner)));
        if (name == "take-back") Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(1, Owner)));
        if (name == "unschedule") Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(Tomorrow, 1, Owner)));
        return article.Id().Value;
    }

    private async Task<MediaId> PictureAsync(bool isFresh)
    {
        if (isFresh || _picture == default) _picture = (await grains.NewPictureAsync(Owner, file: TestPictures.Jpeg(64, 64))).Source.Id;
        return _picture;
    }

    private async Task<CommentId> CommentAsync()
    {
        var article = await grains.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique(), 0, Owner);
        var posted = await grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = article.Id(), Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()), Author = "Ada", Email = $"{Guid.NewGuid():N}@example.org", Text = $"Words {Guid.NewGuid():N}",
        });
        return Assert.IsType<CommentPosted>(posted).Id;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
