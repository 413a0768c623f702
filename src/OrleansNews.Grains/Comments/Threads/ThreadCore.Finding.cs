using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>Where comments are.</content>
internal sealed partial class ThreadCore
{
    private const int MaxFound = 10_000;

    // For the place of another story's comment: about a fifth of a millisecond, in which the thread does nothing else.
    private const int MostLookedAt = 20_000;

    /// <inheritdoc cref="ICommentThreadGrain.FindAsync"/>
    public async Task<CommentLocation?> FindAsync(CommentId id, int pageSize, bool isFlat = false)
    {
        await EnsureOpenAsync();
        await LookBeforeDenyingAsync(id);
        LookAgainWhenOld();
        if (!IsHere(id)) return null;
        while (true)
        {
            var version = Version;
            var bodies = await LoadBodiesAsync(IsVisible(id.Number) ? [id.Number] : []);
            if (Version != version) continue;
            var size = Math.Clamp(pageSize, 1, 100);
            var (page, pages, below) = isFlat ? FlatPlaceOf(id.Number, size) : PlaceOf(id.Number, size);
            return new(_index[id.Number].Status, page, page == pages, View(id.Number, bodies.GetValueOrDefault(id.Number), 0), below);
        }
    }

    // That readers see no such comment is true only of the newest head: another activation may have stored it, or approved it. Whoever asks for what nobody sees costs a look a second.
    private async Task LookBeforeDenyingAsync(CommentId id)
    {
        if (!id.IsNative || id.Article != _article || IsVisible(id.Number) || _log.Age < RefreshPause) return;
        var look = _time.GetElapsedTime(_refreshed) < RefreshPause ? _lastLook : CatchUpForReaderAsync();
        if (!await look) throw NotReached();
    }

    // The page of a comment, 0 where readers have none, the number of pages, and a cursor to it where the page has no room for it.
    private (int Page, int Pages, string? Below) PlaceOf(int number, int size)
    {
        var page = _index.IsShown(number) ? _planner.PageOf(number, size) : 0;
        var below = page == 0 || _planner.HasRoom(number, page, size) ? null : new PageCursor(PageCursor.RepliesFrom, number, 0, 0).ToString();
        return (page, PagePlanner.PagesOf(_index.ShownRoots.Count, size), below);
    }

    private (int Page, int Pages, string? Below) FlatPlaceOf(int number, int size) =>
        (IsVisible(number) ? _planner.FlatPageOf(number, size) : 0, PagePlanner.PagesOf(_index.Visible.Count, size), null);

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
        LookAgainWhenOld();
        var found = ImmutableArray.CreateBuilder<CommentId>();
        var most = Math.Clamp(limit, 1, MaxLogItems);
        for (var number = Math.Max(afterNumber, 0) + 1; number <= _index.LastNumber && found.Count < most; number++)
            if (_index[number].Status == status) found.Add(CommentId.Native(_article, number));
        return found.ToImmutable();
    }

    /// <inheritdoc cref="ICommentThreadGrain.FindStandingAsync"/>
    public async Task<StandingPage?> FindStandingAsync(StandingQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        await EnsureOpenAsync();
        LookAgainWhenOld();
        // As in the queues: an index that did not understand everything must not say where comments stand. They were told by a build that did.
        if (_index.UnknownEvents > 0) throw new ThreadUnavailableException("A newer build has to say where comments stand.");
        if (query.Commenter.Length > 0) return FindOfPerson(query);
        var before = query.Before is not { } place ? int.MaxValue : IsHere(place.Id) ? place.Id.Number : FindFirstFrom(place);
        var (found, next) = _index.FindStanding(query.Statuses.OrEmpty(), query.IsFlagged, before, Math.Clamp(query.Limit, 1, MaxLogItems));
        return new([.. found.Select(PlaceInTime)], next == 0 ? null : PlaceInTime(next));
    }

    // Of each story a person's comments go on from the same place, which may be another story's: so by time, and not by number.
    private StandingPage FindOfPerson(StandingQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxLogItems);
        var found = _index.FindStanding(query.Commenter, query.Statuses.OrEmpty(), query.IsFlagged, number => query.Before is not { } place || IsOlder(number, place), limit + 1);
        ImmutableArray<CommentPlace> places = [.. found.Take(limit).Select(PlaceInTime)];
        return new(places, found.Count > limit ? places[^1] : null);
    }

    private bool IsOlder(int number, CommentPlace place) => ((long)_index[number].Seconds, CommentId.Native(_article, number).Value).CompareTo((place.Seconds, place.Id.Value)) < 0;

    // The queues, which are read where a silo does not know this, end a page at whichever story they came to. What lies so far back that it is not found soon is theirs to go on with.
    private int FindFirstFrom(CommentPlace place)
    {
        var (number, last) = (_index.LastNumber, Math.Max(_index.LastNumber - MostLookedAt, 0));
        while (number > last && !IsOlder(number, place)) number--;
        return number == last && last > 0 ? throw new ThreadUnavailableException("Too many comments are newer than the one of another story.") : number + 1;
    }

    private CommentPlace PlaceInTime(int number) => new(CommentId.Native(_article, number), _index[number].Seconds);
}
