using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Moderation;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

[GrainType("commenter"), Reentrant, CollectionAgeLimit(Minutes = 2)]
internal sealed partial class CommenterGrain : Grain, ICommenterGrain, IOutboxOwner
{
    private const int MostComments = 10_000;
    private const int MostFound = 1_000;
    private const int ThreadsAtOnce = 8;

    /// <summary>How long a comment can be on its way after <see cref="BeginAsync"/>: longer than any call waits for its answer.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(5);

    /// <summary>What does not answer until then leaves somebody unknown: their comment waits, and is not lost.</summary>
    private static readonly TimeSpan VouchingDeadline = TimeSpan.FromSeconds(2);

    private readonly CommittedState<CommenterState> _state;
    private readonly CommittedState<SealingKeyState> _key;
    private readonly TimeProvider _time;
    private readonly ILogger<CommenterGrain> _logger;
    private readonly LogTeller _teller;
    private readonly FloodInterval _flood = new();
    private readonly Dictionary<long, DateTimeOffset> _begun = [];

    public CommenterGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<CommenterGrain> logger)
    {
        _state = new(GrainContext, storage, "commenter");
        _key = new(GrainContext, storage, "commenter-key");
        _time = time;
        _logger = logger;
        _teller = new(
            GrainContext.GrainId,
            GrainFactory,
            () => _state.Current.Untold.OrEmpty(),
            told => ChangeAsync(state => state with { Untold = LogTeller.Without(state.Untold, told) }),
            LogNotTold,
            owesMore: () => _state.Current.Erasing is not null);
    }

    private string Commenter => this.GetPrimaryKeyString();

    private bool IsAddress => Commenter.StartsWith(CommenterKeys.AddressPrefix, StringComparison.Ordinal);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (IsAddress) return;
        await Task.WhenAll(_state.LoadAsync(), _key.LoadAsync());
        GoOnErasing();
    }

    public async Task<CommenterTicket> BeginAsync(ArticleId article, SubmissionId submission, BrowserId? browser, TimeSpan floodInterval)
    {
        await ErasureAsync();
        var now = _time.GetUtcNow();
        if (_state.Current.SuspendedUntil > now) return Refuse(CommentRefusal.Suspended);
        if (!_flood.IsOver(now, floodInterval, article, submission)) return Refuse(CommentRefusal.TooQuickly);
        _flood.Take(now, article, submission);
        if (floodInterval > TimeSpan.FromMinutes(1)) DelayDeactivation(floodInterval);
        if (IsAddress) return new(null, false, []);

        var vouched = IsVouchedForAsync(browser);
        try
        {
            // An erasure may come between: then the comment belongs to the time after it, and to another key.
            do
            {
                await ErasureAsync();
                await Task.WhenAll(RememberAsync(article, now), vouched);
            }
            while (_erasing is not null || _state.Current.Erasing is not null || _key.Current.Key.Length == 0);
        }
        catch
        {
            _flood.GiveBack(article, submission);
            throw;
        }

        var trusted = await vouched && browser is { } known && CommenterRules.IsKnown(_state.Current, known);
        return new(null, trusted, [.. _key.Current.Key]) { Rule = _state.Current.Rule, TakesVouchers = trusted && CommenterRules.TakesVouchers(_state.Current, browser!.Value) };
    }

    public Task CancelAsync(ArticleId article, SubmissionId submission)
    {
        _flood.GiveBack(article, submission);
        return Task.CompletedTask;
    }

    public async Task RecordApprovalAsync(BrowserId browser)
    {
        if (IsAddress) return;
        await ChangeAsync(state => CommenterRules.WithBrowser(state, browser));
    }

    public Task RecordApprovalAsync(BrowserId browser, CommentId comment) => RecordApprovalAsync(browser, comment, decided: true);

    public async Task RecordApprovalAsync(BrowserId browser, CommentId comment, bool decided)
    {
        if (IsAddress) return;
        await ChangeAsync(state => decided || state.Rule != CommenterRule.Approve || CommenterRules.IsKnown(state, browser) ? CommenterRules.WithVoucher(state, browser, comment) : state);
    }

    public Task<bool> SuspendAsync(DateTimeOffset? until, Actor actor) => SuspendAsync(until, null, actor);

    public Task<bool> SuspendAsync(DateTimeOffset? until, CommentId from, Actor actor) => SuspendAsync(until, (CommentId?)from, actor);

    public async Task<ImmutableArray<CommentId>?> FindCommentsAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var comments = ImmutableArray.CreateBuilder<CommentId>();
        foreach (var articles in _state.Current.Articles.OrEmpty().Reverse().Chunk(ThreadsAtOnce))
        {
            var found = await Task.WhenAll(articles.Select(article => GrainFactory.GetGrain<ICommentThreadGrain>(article).FindByCommenterAsync(Commenter)));
            comments.AddRange(found.SelectMany(ids => ids));
            if (comments.Count >= MostComments) break;
        }

        return [.. comments.Take(MostComments)];
    }

    // Each thread may hold the whole page: all are asked for it, and of what they bring the newest are taken.
    public async Task<StandingPage?> FindStandingAsync(StandingQuery query, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        query = query with { Commenter = Commenter, Limit = Math.Clamp(query.Limit, 1, MostFound) };
        List<CommentPlace> newest = [];
        var more = false;
        foreach (var articles in _state.Current.Articles.OrEmpty().Chunk(ThreadsAtOnce))
        {
            var pages = await Task.WhenAll(articles.Select(article => GrainFactory.GetGrain<ICommentThreadGrain>(article).FindStandingAsync(query, actor)));
            var places = newest.Concat(pages.SelectMany(page => (page?.Found).GetValueOrDefault().OrEmpty())).OrderByDescending(place => place.Seconds).ThenByDescending(place => place.Id.Value).ToList();
            newest = [.. places.Take(query.Limit)];
            more |= places.Count > newest.Count || pages.Any(page => page?.Next is not null);
        }

        return new([.. newest], more && newest.Count > 0 ? newest[^1] : null);
    }

    public Task<string?> UnsealAsync(ImmutableArray<byte> seal, Actor actor)
    {
        var key = _key.Current.Key;
        if (!actor.May(Permission.ModerateComments) || key.Length == 0 || Seal.KeyIdOf(seal) != Seal.IdOf(key)) return Task.FromResult<string?>(null);
        return Task.FromResult<string?>(Seal.Open(seal, key));
    }

    public async Task<CommenterStanding?> GetStandingAsync(ImmutableArray<byte> sealedEmail, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var email = sealedEmail.IsDefaultOrEmpty ? null : await UnsealAsync(sealedEmail, actor);
        var state = _state.Current;
        return new(email, state.SuspendedUntil > _time.GetUtcNow() ? state.SuspendedUntil : null, state.Rule, !state.Browsers.OrEmpty().IsEmpty);
    }

    public Task<bool> SetRuleAsync(CommenterRule rule, Actor actor) => SetRuleAsync(rule, null, actor);

    public Task<bool> SetRuleAsync(CommenterRule rule, CommentId from, Actor actor) => SetRuleAsync(rule, (CommentId?)from, actor);

    // Neither keeps the other waiting: a thread that cannot be written no decision, and the log no erasure.
    public Task DeliverOutboxAsync() => Task.WhenAll(_teller.DeliverAsync(), EndErasureAsync());

    private Task<bool> SuspendAsync(DateTimeOffset? until, CommentId? from, Actor actor) => DecideAsync(
        state => state.SuspendedUntil == until ? state : state with { SuspendedUntil = until }, CommenterLog.Suspended(until, from, actor), actor);

    private Task<bool> SetRuleAsync(CommenterRule rule, CommentId? from, Actor actor) => Enum.IsDefined(rule)
        ? DecideAsync(state => state.Rule == rule ? state : state with { Rule = rule }, CommenterLog.Ruled(rule, from, actor), actor)
        : Task.FromResult(false);

    private async Task<bool> DecideAsync(Func<CommenterState, CommenterState> decide, LogEntry entry, Actor actor)
    {
        if (IsAddress || !actor.May(Permission.ModerateComments)) return false;
        if (ReferenceEquals(decide(_state.Current), _state.Current)) return true;
        var registration = await _teller.RegisterAsync();
        await ChangeAsync(state => decide(state) is var next && ReferenceEquals(next, state) ? state : CommenterLog.With(next, entry, Commenter, _time.GetUtcNow()));
        _teller.Begin(registration);
        return true;
    }

    private async Task<bool> IsVouchedForAsync(BrowserId? browser)
    {
        if (browser is not { } known || !CommenterRules.IsKnown(_state.Current, known)) return false;
        if (CommenterRules.VouchersOf(_state.Current, known) is not { } comments) return true;
        try
        {
            return await Vouching.IsOneSeenAsync(GrainFactory, comments).WaitAsync(VouchingDeadline, _time);
        }
        catch (Exception fault)
        {
            LogNotVouched(fault);
            return false;
        }
    }

    private async Task RememberAsync(ArticleId article, DateTimeOffset now)
    {
        _begun[article.Value] = now;
        // Of somebody who writes often everything is known, and durable.
        if (_key.Current.Key.Length > 0 && ReferenceEquals(CommenterRules.WithArticle(_state.Current, article), _state.Current)) return;
        var made = _key.Current.Key.Length == 0 ? RandomNumberGenerator.GetBytes(Seal.KeyLength) : [];
        await Task.WhenAll(
            ChangeAsync(state => CommenterRules.WithArticle(state, article)),
            made.Length == 0 ? Task.CompletedTask : _key.ChangeAsync(state => state.Key.Length > 0 ? (state, true) : (state with { Key = made }, true)));
    }

    private Task<bool> ChangeAsync(Func<CommenterState, CommenterState> change) => _state.ChangeAsync(state => (change(state), true));

    private static CommenterTicket Refuse(CommentRefusal reason) => new(reason, false, []);

    [LoggerMessage(LogLevel.Warning, "It is not known whether readers still see the comments that a browser is trusted by; it is not trusted this time.")]
    private partial void LogNotVouched(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The erasure of a commenter could not be carried through; the outbox registry tries again.")]
    private partial void LogNotErased(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The moderation log did not hear what was decided about a commenter; the outbox registry tries again.")]
    private partial void LogNotTold(Exception fault);
}
