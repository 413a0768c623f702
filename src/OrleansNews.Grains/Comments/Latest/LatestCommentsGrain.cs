using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Articles;
using OrleansNews.Listings;

namespace OrleansNews.Comments;

[GrainType("latest-comments"), Reentrant]
internal sealed partial class LatestCommentsGrain : Grain, ILatestCommentsGrain
{
    private const int AskedAtOnce = 8;
    private const int NewestOfThread = 5;
    private const int NewestStories = 20;
    private const int TailOfLog = 200;
    private static readonly TimeSpan StoryAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(30);

    private readonly CommittedState<LatestCommentsState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LatestBoard _board = new();
    private readonly HeatBoard _heat = new();
    private readonly Dictionary<ArticleId, PublishedArticle?> _stories = [];
    private ChangeRing _changes = new(0);
    private long? _checkedAt;
    private Task? _checking;
    private bool _remembering;
    private long _startedAt;

    public LatestCommentsGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<LatestCommentsGrain> logger)
    {
        _state = new(GrainContext, storage, "latest-comments");
        _time = time;
        _logger = logger;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _state.LoadAsync();
        _startedAt = _time.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        _changes = new(_startedAt);

        // Not awaited: a thread that is slow to open must not keep the box from all pages. They come in one by one.
        AskAgainAsync().Ignore();
    }

    public async Task ReportAsync(ArticleId article, ThreadPosition position, ImmutableArray<CommentView> newest, double heat, bool onlyAdds)
    {
        _changes.Note(article, onlyAdds);
        _heat.Take(article, position, heat, _time.GetUtcNow());
        var changed = _board.Take(article, position, newest);
        if (changed && !_stories.ContainsKey(article)) await CheckStoryAsync(article);
        if (!_state.Current.Articles.OrEmpty().Contains(article.Value)) await RememberAsync();
        else if (changed && !_remembering) RememberLaterAsync().Ignore();
    }

    public async Task<LatestComments> GetAsync(int count, long knownVersion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LatestBoard.MostItems);
        await CheckStoriesAsync();
        var version = VersionNow;
        if (knownVersion == version) return new([], version);
        var items =
            from item in _board.Newest
            let story = _stories.GetValueOrDefault(item.Article)
            where story is { Status: ArticleStatus.Published }
            select new LatestComment(item.Comment, story.Title, story.Path);
        return new([.. items.Take(count)], version);
    }

    public Task<ImmutableArray<ArticleId>> GetMostDiscussedAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 100);
        return Task.FromResult(_heat.Top(count, _time.GetUtcNow()));
    }

    public Task<ThreadChanges> GetChangesAsync(long after) => Task.FromResult(_changes.After(after));

    public Task NoteChangeAsync(ArticleId article, bool onlyAdds)
    {
        _changes.Note(article, onlyAdds);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => WriteAsync();

    // Never a version of an earlier activation, whose count began at another moment.
    private long VersionNow => _startedAt + _board.Version;

    /// <summary>
    /// A thread that is new to the list is written at once, or a crash would leave it out of the box until its next comment. The order alone is written now and
    /// then only.
    /// </summary>
    private async Task RememberLaterAsync()
    {
        _remembering = true;
        try
        {
            await Task.Delay(BetweenWrites, _time);
            await RememberAsync();
        }
        finally
        {
            _remembering = false;
        }
    }

    private async Task RememberAsync()
    {
        try
        {
            await WriteAsync();
        }
        catch (Exception fault)
        {
            LogNotRemembered(fault); // The box shows the comment all the same.
        }
    }

    private Task<bool> WriteAsync()
    {
        ImmutableArray<long> articles = [.. _board.Articles.Select(article => article.Value)];
        return _state.ChangeAsync(state => state.Articles.OrEmpty().SequenceEqual(articles) ? (state, false) : (state with { Articles = articles }, true));
    }

    private async Task AskAgainAsync()
    {
        var articles = _state.Current.Articles.OrEmpty();
        await AskAgainAsync(articles.IsEmpty ? await FindNewestAsync() : articles);
    }

    // Nobody ever reported, or what they did was lost: comments are under the newest stories as a rule.
    private async Task<ImmutableArray<long>> FindNewestAsync()
    {
        try
        {
            var page = await GrainFactory.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, NewestStories));
            return [.. page.Items.Select(story => story.Article.Value)];
        }
        catch (Exception fault)
        {
            LogNewestUnknown(fault);
            return [];
        }
    }

    private async Task AskAgainAsync(ImmutableArray<long> articles)
    {
        foreach (var some in articles.Chunk(AskedAtOnce)) await Task.WhenAll(some.Select(article => AskAgainAsync(new ArticleId(article))));
    }

    private async Task AskAgainAsync(ArticleId article)
    {
        try
        {
            var thread = GrainFactory.GetGrain<ICommentThreadGrain>(article.Value);
            var (end, _, _, _) = await thread.GetVersionAsync(default);
            var log = await thread.ReadLogAsync(end with { Sequence = Math.Max(0, end.Sequence - TailOfLog) }, TailOfLog);
            List<CommentView> visible = [.. log.Items
                .Select(item => item.View).OfType<CommentView>().Where(view => view.Status == CommentStatus.Approved)
                .DistinctBy(view => view.Id).OrderByDescending(view => view.PostedAt).ThenByDescending(view => view.Id.Value)];
            // Of a long thread only the end was read; it says all of its heat with its next comment.
            var now = _time.GetUtcNow();
            if (visible.Count > 0) await ReportAsync(article, end, [.. visible.Take(NewestOfThread)], visible.Sum(view => DiscussionHeat.After(now - view.PostedAt)), onlyAdds: false);
        }
        catch (Exception fault)
        {
            LogNotAsked(article.Value, fault); // It reports by itself with its next comment.
        }
    }

    /// <summary>Looks whether the stories that the box may show are still there and still called the same; at most once a second, one caller for all.</summary>
    private async Task CheckStoriesAsync()
    {
        if (_checkedAt is { } at && _time.GetElapsedTime(at) < StoryAge) return;
        if (_checking is null)
        {
            _checkedAt = _time.GetTimestamp();
            _checking = CheckAsync();
        }

        await _checking;
    }

    private async Task CheckAsync()
    {
        await Task.Yield();
        try
        {
            var shown = _board.Newest.Take(2 * LatestBoard.MostItems).Select(item => item.Article).Distinct().ToList();
            foreach (var gone in _stories.Keys.Except(_board.Articles).ToList()) _stories.Remove(gone);
            await Task.WhenAll(shown.Select(CheckStoryAsync));
        }
        finally
        {
            _checking = null;
        }
    }

    private async Task CheckStoryAsync(ArticleId article)
    {
        try
        {
            var known = _stories.GetValueOrDefault(article);
            var story = await GrainFactory.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(known?.Revision ?? 0);
            _stories[article] = story is null ? null : story with { Html = "" };
            if ((known?.Status, known?.Revision) != (story?.Status, story?.Revision)) _board.Touch();
        }
        catch (Exception fault)
        {
            LogStoryUnknown(article.Value, fault); // Shown as it was known last, or not at all.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The thread of story {Article} did not tell its latest comments.")]
    private partial void LogNotAsked(long article, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Story {Article} did not answer; its latest comments show what was known of it.")]
    private partial void LogStoryUnknown(long article, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The newest stories could not be listed; the latest comments begin with the next comment.")]
    private partial void LogNewestUnknown(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The threads that reported last could not be stored; tried again with the next report.")]
    private partial void LogNotRemembered(Exception fault);
}
