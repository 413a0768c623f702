using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>Opens what comments keep sealed: origins, all with one call, and the email address of each person. No more is opened than a filter asks for.</summary>
internal sealed partial class SealReader(IGrainFactory grains, Actor actor, ILogger logger)
{
    private readonly Dictionary<CommentId, CommentOrigin?> _origins = [];
    private readonly Dictionary<CommentId, CommenterStanding?> _standings = [];
    private readonly HashSet<CommentId> _unread = [];

    /// <summary>Comments about whose person nothing could be read.</summary>
    public IReadOnlySet<CommentId> Unread => _unread;

    /// <summary>Those whose sealed data fits, too.</summary>
    public async Task<ImmutableArray<ModeratedComment>> FilterAsync(ImmutableArray<ModeratedComment> comments, DeskFilter filter)
    {
        if (filter.NeedsOrigin)
        {
            await OpenOriginsAsync(comments);
            comments = comments.RemoveAll(comment => !filter.FitsOrigin(_origins[comment.View.Id]));
        }

        if (!filter.NeedsEmail) return comments;
        await OpenStandingsAsync(comments);
        return comments.RemoveAll(comment => !filter.FitsWords(comment, _standings[comment.View.Id]?.Email));
    }

    /// <summary>Comments with all that moderators may know of them.</summary>
    public async Task<ImmutableArray<DeskComment>> OpenAsync(ImmutableArray<ModeratedComment> comments)
    {
        await Task.WhenAll(OpenOriginsAsync(comments), OpenStandingsAsync(comments));
        return [.. comments.Select(comment => new DeskComment
        {
            Comment = comment,
            Origin = _origins[comment.View.Id],
            Standing = _standings[comment.View.Id],
            Email = _standings[comment.View.Id]?.Email,
        })];
    }

    private async Task OpenOriginsAsync(ImmutableArray<ModeratedComment> comments)
    {
        var closed = new List<ModeratedComment>();
        foreach (var comment in comments)
            if (_origins.TryAdd(comment.View.Id, null) && !comment.SealedOrigin.IsDefaultOrEmpty) closed.Add(comment);
        foreach (var some in closed.Chunk(IDayKeysGrain.MostAtOnce))
        {
            foreach (var (comment, origin) in some.Zip(await UnsealAsync([.. some.Select(comment => comment.SealedOrigin)]))) _origins[comment.View.Id] = origin;
        }
    }

    private Task<IReadOnlyList<CommentOrigin?>> UnsealAsync(ImmutableArray<ImmutableArray<byte>> seals)
    {
        var keys = grains.GetGrain<IDayKeysGrain>(0);
        return OlderSilo.ElseAsync<IReadOnlyList<CommentOrigin?>>(
            async () => (await keys.UnsealAllAsync(seals, actor)).GetValueOrDefault().OrEmpty(),
            async () => await Task.WhenAll(seals.Select(seal => keys.UnsealAsync(seal, actor))));
    }

    private async Task OpenStandingsAsync(ImmutableArray<ModeratedComment> comments)
    {
        var unknown = comments.Where(comment => !_standings.ContainsKey(comment.View.Id)).ToList();
        var opened = await Task.WhenAll(unknown.Select(OpenStandingAsync));
        foreach (var (comment, standing) in unknown.Zip(opened)) _standings[comment.View.Id] = standing;
    }

    // One person whose grain does not answer must not hide all others from the desk.
    private async Task<CommenterStanding?> OpenStandingAsync(ModeratedComment comment)
    {
        if (comment.Commenter.Length == 0) return null;
        try
        {
            return await grains.GetGrain<ICommenterGrain>(comment.Commenter).GetStandingAsync(comment.SealedEmail, actor);
        }
        catch (Exception fault)
        {
            _unread.Add(comment.View.Id);
            LogNotRead(comment.View.Id, fault);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Who wrote comment {Comment} could not be read for the moderation desk.")]
    private partial void LogNotRead(CommentId comment, Exception fault);
}
