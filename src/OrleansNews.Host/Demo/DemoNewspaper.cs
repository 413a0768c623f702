using System.IO.Hashing;
using System.Net;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.LiveStories;
using OrleansNews.Markdown;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Demo;

/// <summary>
/// Fills an empty newspaper with <em>The Ternmouth Packet</em>, so that a newcomer sees the product at once. It speaks to the grains as any other client does.
/// </summary>
internal sealed class DemoNewspaper(IGrainFactory grains, TimeProvider time)
{
    private const string Title = "The Ternmouth Packet";
    private const string Tagline = "News of the harbour and the hill. Out with the morning tide.";

    /// <summary>Publishes pictures, stories, entries of live ones and comments, oldest first, into a newspaper that never had a story; leaves any other alone.</summary>
    public async Task<DemoOutcome> FillAsync(CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IAllocatorGrain>("articles").GetBoundAsync(0) > 0) return new(WasEmpty: false, 0, 0, []);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await NameAsync());
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        var published = new Dictionary<string, ArticleId>(StringComparer.Ordinal);
        var problems = new List<string>();
        var import = new MarkdownImport(grains, time);
        var pictures = await DemoPictures.UploadAsync(grains);
        await foreach (var outcome in import.ImportAsync(InOrder(text => pictures.Resolve(DemoDates.Resolve(text, now)), zone), Actor.System, cancellationToken))
        {
            if (outcome is { Status: not ImportStatus.Failed, Article: { } article }) published[outcome.Name] = article;
            problems.AddRange(outcome.Messages);
        }

        var entries = 0;
        foreach (var live in DemoTexts.ReadLiveStories(text => pictures.Resolve(DemoDates.Resolve(text, now))))
        {
            if (published.TryGetValue(live.Story, out var article)) entries += await AddAsync(article, live);
        }

        var comments = 0;
        foreach (var conversation in DemoTexts.ReadConversations())
        {
            if (published.TryGetValue(conversation.Story, out var article)) comments += await PostAsync(article, null, conversation.Comments);
        }

        return new(WasEmpty: true, published.Count, comments, problems) { Entries = entries, Pictures = pictures.Count };
    }

    // The newspaper gets its name, and lets newcomers comment at once, unless staff or the configuration have given it a name. Answers the time zone in force.
    private async Task<string> NameAsync()
    {
        var site = grains.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        if (settings.Title != new SiteSettings().Title) return settings.TimeZone;
        var outcome = await site.UpdateAsync(Dressed(settings), Actor.System);
        return outcome.Current.TimeZone;
    }

    // Whoever looks around has no approved comment yet and no moderator at hand: a held comment would look like a broken one.
    private static SiteSettings Dressed(SiteSettings settings) => settings with
    {
        Title = Title,
        Tagline = Tagline,
        Discussion = settings.Discussion with { RequirePreviouslyApproved = false },
    };

    private static List<(string Name, string Text)> InOrder(Func<string, string> resolve, TimeZoneInfo zone) =>
    [
        .. from story in DemoTexts.ReadStories()
           let text = resolve(story.Text)
           orderby MarkdownStory.Read(story.Slug, text).Story?.Date?.In(zone)
           select (story.Slug, text),
    ];

    private async Task<int> AddAsync(ArticleId article, DemoLiveStory live)
    {
        var (added, grain) = (0, grains.GetGrain<ILiveStoryGrain>(article.Value));
        foreach (var entry in live.Entries)
        {
            var command = new AddLiveEntry(Guid.NewGuid(), new(entry.Headline, entry.Text, entry.Key), entry.Pinned, Actor.System with { Name = entry.By }, entry.At);
            if (await grain.AddAsync(command) is LiveEntrySaved) added++;
        }

        return added;
    }

    private async Task<int> PostAsync(ArticleId article, CommentId? parent, IReadOnlyList<DemoComment>? comments)
    {
        var posted = 0;
        foreach (var comment in comments ?? [])
        {
            if (await grains.GetGrain<ICommentThreadGrain>(article.Value).PostAsync(Command(article, parent, comment)) is not CommentPosted saved) continue;
            posted += 1 + await PostAsync(article, saved.Id, comment.Replies);
        }

        return posted;
    }

    // These readers do not exist: there is no email to seal, and nobody whose approval would be looked up. Moderation has nothing to decide about our own text.
    private static PostComment Command(ArticleId article, CommentId? parent, DemoComment comment) => new()
    {
        Submission = SubmissionId.FromForm(article, parent, comment.Author, "", "", comment.Text, "", "demo"),
        PayloadHash = unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(comment.Author + '\n' + comment.Text))),
        Parent = parent,
        Author = comment.Author,
        Text = WebUtility.HtmlEncode(comment.Text),
        Status = CommentStatus.Approved,
        Reason = "demo",
    };
}
