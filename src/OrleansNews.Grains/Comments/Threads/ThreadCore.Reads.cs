using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>Reads: planned from the committed index, then given their texts. An event that arrives while texts are read makes the plan anew.</content>
internal sealed partial class ThreadCore
{
    private const int MaxLogItems = 1_000;
    private const int MaxModerated = 100;

    private static readonly TimeSpan RefreshPause = TimeSpan.FromSeconds(1);

    // Of two activations that a change of membership left, one may be asked for pages alone, and never find out by a commit that the other one writes.
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromSeconds(5);

    private long _refreshed;
    private Task<bool> _lastLook = Task.FromResult(true);

    /// <inheritdoc cref="ICommentThreadGrain.GetVersionAsync"/>
    public async Task<ThreadVersion> GetVersionAsync(ThreadPosition atLeast)
    {
        await EnsureOpenAsync();
        if (IsBehind(atLeast)) await CatchUpForReaderAsync();
        LookAgainWhenOld();
        return Version;
    }

    /// <inheritdoc cref="ICommentThreadGrain.ReadPageAsync"/>
    public async Task<ThreadPage> ReadPageAsync(ThreadPageQuery query)
    {
        await EnsureOpenAsync();
        await ReachAsync(query.AtLeast);
        LookAgainWhenOld();
        var loaded = new Dictionary<int, (uint, CommentBody)>();
        while (true)
        {
            var plan = _planner.Plan(query);
            var version = Version;
            var numbers = new List<int>(plan.Items.Count);
            foreach (var item in plan.Items)
                if (HasBody(item.Number, plan.Preview)) numbers.Add(item.Number);
            var answered = query.IsFlat ? AnsweredElsewhere(plan) : [];
            numbers.AddRange(answered);
            var bodies = await LoadBodiesAsync(numbers, loaded);
            if (Version != version) continue;
            var items = ImmutableArray.CreateBuilder<CommentView>(plan.Items.Count);
            foreach (var item in plan.Items) items.Add(View(item.Number, bodies.GetValueOrDefault(item.Number), item.MoreReplies));
            return new ThreadPage
            {
                Items = items.MoveToImmutable(),
                Next = plan.Next,
                Total = version.Total,
                Page = plan.Page,
                Pages = plan.Pages,
                Version = version,
                Answered = [.. answered.Select(number => View(number, bodies.GetValueOrDefault(number), 0))],
            };
        }
    }

    private List<int> AnsweredElsewhere(PagePlan plan)
    {
        var shown = plan.Items.Select(item => item.Number).ToHashSet();
        return [.. plan.Items.Select(item => _index[item.Number].Parent).Where(parent => !shown.Contains(parent) && IsVisible(parent)).Distinct()];
    }

    /// <inheritdoc cref="ICommentThreadGrain.ReadLogAsync"/>
    public async Task<ThreadLog> ReadLogAsync(ThreadPosition after, int limit)
    {
        await EnsureOpenAsync();
        if (IsBehind(after) && !await CatchUpForReaderAsync() && IsBehind(after)) throw NotReached();
        LookAgainWhenOld();
        while (true)
        {
            var version = Version;
            if (!IsReadable(after, version.Position)) return new([], version, Reset: true);
            var through = Math.Min(version.Position.Sequence, after.Sequence + Math.Clamp(limit, 1, MaxLogItems));
            var events = new List<(long Sequence, StoredEvent? Event)>();
            for (var sequence = after.Sequence + 1; sequence <= through; sequence++) events.Add((sequence, await LoadEventAsync(sequence)));
            var visible = events.Where(e => e.Event is { Number: > 0 } stored && IsVisible(stored.Number)).Select(e => e.Event!.Number).Distinct();
            var bodies = await LoadBodiesAsync(visible.ToList());
            if (Version != version) continue;
            return new([.. events.Select(e => Item(e.Sequence, e.Event, bodies))], version, Reset: false);
        }
    }

    /// <inheritdoc cref="ICommentThreadGrain.ReadForModeratorsAsync"/>
    public async Task<ImmutableArray<ModeratedComment>?> ReadForModeratorsAsync(ImmutableArray<CommentId> ids, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        await EnsureOpenAsync();
        LookAgainWhenOld();
        var comments = ImmutableArray.CreateBuilder<ModeratedComment>();
        foreach (var id in ids.Take(MaxModerated))
            if (IsHere(id)) comments.Add(await ReadForModeratorAsync(id.Number));
        return comments.ToImmutable();
    }

    private async Task<ModeratedComment> ReadForModeratorAsync(int number)
    {
        while (true)
        {
            var through = _index.Through;
            var bodies = await LoadBodiesAsync([number]);
            var posted = await LoadEventAsync(_index[number].Sequence);
            var texts = ImmutableArray.CreateBuilder<CommentText>();
            var flags = ImmutableArray.CreateBuilder<CommentFlag>();
            var decisions = ImmutableArray.CreateBuilder<CommentDecision>();
            if (posted is not null) texts.Add(new(1, Time(posted.Time), posted.Text ?? "", posted.Login ?? ""));
            foreach (var amendment in _index.AmendmentsOf(number).ToArray())
            {
                if (await LoadEventAsync(amendment.Sequence) is not { } stored) continue;
                if (stored.Kind == EventKind.Edited) texts.Add(new(stored.Version, Time(stored.Time), stored.Text ?? "", stored.Login ?? ""));
                if (stored.Kind == EventKind.Flagged) flags.Add(new(Time(stored.Time), (FlagReason)stored.Decision, stored.Text ?? ""));
                else if (stored.Status != 0) decisions.Add(new(Time(stored.Time), stored.Status, stored.Reason ?? "", stored.Login ?? ""));
            }

            if (_index.Through != through) continue;
            var view = FullView(number, bodies[number], 0);
            if (_index[number].Status == CommentStatus.Erased) return new ModeratedComment { View = view };
            return new ModeratedComment
            {
                View = view,
                Commenter = posted?.Commenter ?? "",
                SealedEmail = [.. posted?.SealedEmail ?? []],
                SealedOrigin = [.. posted?.SealedOrigin ?? []],
                Reason = posted?.Reason ?? "",
                StaffLogin = posted?.Login ?? "",
                Texts = texts.ToImmutable(),
                Flags = flags.ToImmutable(),
                Decisions = decisions.ToImmutable(),
                IsFlagged = (_index[number].Flags & EntryFlags.Flagged) != 0,
                WantsReplyMail = posted?.WantsReplyMail == true,
            };
        }
    }

    // What somebody wrote is not left out of what they read: who cannot see it here asks again, and meets another activation.
    private async ValueTask ReachAsync(ThreadPosition atLeast)
    {
        if (atLeast == default) return;
        if (IsBehind(atLeast)) await CatchUpForReaderAsync();
        if (!Version.Position.HasReached(atLeast)) throw NotReached();
    }

    private ThreadUnavailableException NotReached() => HasEnded ? TakenOver() : new("The log could not be read as far as the reader knows it.");

    private bool IsBehind(ThreadPosition atLeast) =>
        (atLeast.Epoch != 0 && !Version.Position.HasReached(atLeast)) || (_log.IsUnsure && _time.GetElapsedTime(_refreshed) >= RefreshPause);

    private static bool IsReadable(ThreadPosition after, ThreadPosition end) =>
        after is { Epoch: 0, Sequence: 0 }
            ? end.Sequence <= MaxLogItems
            : after.Epoch == end.Epoch && after.Sequence >= 0 && after.Sequence <= end.Sequence && end.Sequence - after.Sequence <= MaxLogItems;

    // A reader who knows more than this activation is answered from the stored head; many of them share one look.
    private Task<bool> CatchUpForReaderAsync()
    {
        if (HasEnded) return Task.FromResult(false);
        _refreshed = _time.GetTimestamp();
        _catchUp = true;
        var look = _lastLook = _caughtUp.Task;
        Pump();
        return look;
    }

    // Nobody waits for it: who reads next is answered by what it found.
    private void LookAgainWhenOld()
    {
        if (_log.Age >= LooksAgainAfter && _time.GetElapsedTime(_refreshed) >= LooksAgainAfter) CatchUpForReaderAsync().Ignore();
    }

    private LogItem Item(long sequence, StoredEvent? stored, Dictionary<int, CommentBody> bodies)
    {
        if (stored is null) return new(sequence, LogChange.Internal, null, null);
        var change = stored.Kind switch
        {
            EventKind.Posted => LogChange.Posted,
            EventKind.Edited => LogChange.Edited,
            EventKind.Decided or EventKind.Erased => LogChange.Decided,
            EventKind.Closed => LogChange.Closed,
            EventKind.Opened => LogChange.Opened,
            _ => LogChange.Internal,
        };
        if (change == LogChange.Internal || stored.Number == 0 || !_index.Contains(stored.Number)) return new(sequence, change, null, null);
        var view = IsVisible(stored.Number) ? View(stored.Number, bodies.GetValueOrDefault(stored.Number), 0) : null;
        return new(sequence, change, CommentId.Native(_article, stored.Number), view);
    }

    private bool IsHere(CommentId id) => id.IsNative && id.Article == _article && _index.Contains(id.Number);

    private bool IsVisible(int number) => _index.Contains(number) && _index[number].Status == CommentStatus.Approved;

    private bool HasBody(int number, int preview) => IsVisible(number) || number == preview;

    // What an earlier attempt of the same read has loaded is not loaded again, even when the cache is too small for the page.
    private async ValueTask<Dictionary<int, CommentBody>> LoadBodiesAsync(List<int> numbers, Dictionary<int, (uint Text, CommentBody Body)>? loaded = null)
    {
        var bodies = new Dictionary<int, CommentBody>(numbers.Count);
        foreach (var number in numbers)
        {
            if (loaded is not null && loaded.TryGetValue(number, out var known) && known.Text == _index[number].TextSequence)
            {
                bodies[number] = known.Body;
                continue;
            }

            var body = bodies[number] = await LoadBodyAsync(number);
            if (loaded is not null) loaded[number] = (_index[number].TextSequence, body);
        }

        return bodies;
    }

    private async ValueTask<StoredEvent?> LoadEventAsync(long sequence)
    {
        try
        {
            return await _bodies.ReadEventAsync(sequence);
        }
        catch (Exception fault)
        {
            throw NotRead(fault);
        }
    }

    private ThreadUnavailableException NotRead(Exception fault)
    {
        LogNotRead(fault, _article);
        return new("A comment could not be read.");
    }

    private async ValueTask<CommentBody> LoadBodyAsync(int number)
    {
        if (_bodies.Find(number) is { } body) return body;
        try
        {
            return await _bodies.LoadAsync(number);
        }
        catch (Exception fault)
        {
            throw NotRead(fault);
        }
    }

    // A placeholder keeps its place and nothing else.
    private CommentView View(int number, CommentBody? body, int more) => body is null
        ? FullView(number, new("", "", "", 0, null), more) with { Version = 1, Up = 0, Down = 0, ByStaff = false }
        : FullView(number, body, more);

    private CommentView FullView(int number, CommentBody body, int more)
    {
        ref readonly var entry = ref _index[number];
        return new CommentView
        {
            Id = CommentId.Native(_article, number),
            Parent = entry.Parent == 0 ? null : CommentId.Native(_article, entry.Parent),
            Status = entry.Status,
            Author = body.Author,
            Url = body.Url,
            Text = body.Text,
            PostedAt = body.PostedAt != 0 ? Time(body.PostedAt) : DateTimeOffset.FromUnixTimeSeconds(entry.Seconds),
            EditedAt = body.EditedAt is { } edited ? Time(edited) : null,
            Version = entry.Version,
            Up = entry.Up,
            Down = entry.Down,
            Replies = entry.VisibleReplies,
            Depth = entry.Depth,
            ByStaff = (entry.Flags & EntryFlags.ByStaff) != 0,
            MoreReplies = more,
            Damaged = body.IsDamaged,
        };
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Comments of story {Article} could not be read.")]
    private partial void LogNotRead(Exception fault, ArticleId article);
}
