using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>Where comments are.</content>
internal sealed partial class ThreadCore
{
    private const int MaxFound = 10_000;

    /// <inheritdoc cref="ICommentThreadGrain.FindAsync"/>
    public async Task<CommentLocation?> FindAsync(CommentId id, int pageSize, bool isFlat = false)
    {
        await EnsureOpenAsync();
        if (!IsHere(id)) return null;
        while (true)
        {
            var version = Version;
            var bodies = await LoadBodiesAsync(IsVisible(id.Number) ? [id.Number] : []);
            if (Version != version) continue;
            var size = Math.Clamp(pageSize, 1, 100);
            if (isFlat) return FlatLocation(id, size, bodies);
            var page = _index.IsShown(id.Number) ? _planner.PageOf(id.Number, size) : 0;
            var below = page == 0 || _planner.HasRoom(id.Number, page, size) ? null : new PageCursor(PageCursor.RepliesFrom, id.Number, 0, 0).ToString();
            var view = View(id.Number, bodies.GetValueOrDefault(id.Number), 0);
            return new(_index[id.Number].Status, page, page == PagePlanner.PagesOf(_index.ShownRoots.Count, size), view, below);
        }
    }

    private CommentLocation FlatLocation(CommentId id, int size, Dictionary<int, CommentBody> bodies)
    {
        var page = IsVisible(id.Number) ? _planner.FlatPageOf(id.Number, size) : 0;
        return new(_index[id.Number].Status, page, page == PagePlanner.PagesOf(_index.Visible.Count, size), View(id.Number, bodies.GetValueOrDefault(id.Number), 0), null);
    }

    /// <inheritdoc cref="ICommentThreadGrain.FindByCommenterAsync"/>
    public async Task<ImmutableArray<CommentId>> FindByCommenterAsync(string commenter)
    {
        await EnsureOpenAsync();
        return [.. _index.FindByCommenter(commenter, MaxFound).Select(number => CommentId.Native(_article, number))];
    }

    /// <inheritdoc cref="ICommentThreadGrain.FindByStatusAsync"/>
    public async Task<ImmutableArray<CommentId>?> FindByStatusAsync(CommentStatus status, int afterNumber, int limit, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        await EnsureOpenAsync();
        var found = ImmutableArray.CreateBuilder<CommentId>();
        var most = Math.Clamp(limit, 1, MaxLogItems);
        for (var number = Math.Max(afterNumber, 0) + 1; number <= _index.LastNumber && found.Count < most; number++)
            if (_index[number].Status == status) found.Add(CommentId.Native(_article, number));
        return found.ToImmutable();
    }
}
