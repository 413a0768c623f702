using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Makes the page that says why a comment was not posted. It waits for nothing long: the cluster may be the reason.</summary>
internal sealed class CommentProblems(SiteFrames frames, StoryReader stories, IClusterClient cluster, IOptions<ReadOptions> options)
{
    public async Task<CommentProblemModel> ExplainAsync(PostedForm form, bool isLoggedIn, Func<SiteTexts, string> problem, ImmutableArray<FieldError> errors)
    {
        var frame = await frames.GetOrLastKnownAsync();
        var story = await TryAsync(() => stories.FindAsync(form.Article)) ?? stories.LastKnown(form.Article);
        return new(frame, story?.Title ?? "", problem(frame.Texts), new()
        {
            Article = form.Article,
            Path = story?.Path ?? "/",
            Settings = frame.Settings.Discussion,
            Texts = frame.Texts,
            ReplyTo = await FindParentAsync(form),
            Typed = form.Typed,
            IsPersonal = true,
            IsLoggedIn = isLoggedIn,
            Errors = [.. errors.Select(error => new FieldError(error.Field == "text" ? "comment" : error.Field, frame.Texts.Of(error)))],
        });
    }

    // Without its name the form would still be sent to the right comment: the heading is all that is at stake.
    private async Task<CommentView?> FindParentAsync(PostedForm form)
    {
        if (form.Parent is not { IsNative: true } parent || parent.Article != form.Article) return null;
        var found = await TryAsync(() => cluster.GetGrain<ICommentThreadGrain>(form.Article.Value).FindAsync(parent, 1));
        return found?.View ?? new CommentView { Id = parent, Status = CommentStatus.Approved };
    }

    private async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().WaitAsync(options.Value.Patience);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return null;
        }
    }
}
