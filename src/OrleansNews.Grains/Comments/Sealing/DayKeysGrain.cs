using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

[GrainType("day-keys"), Reentrant]
internal sealed partial class DayKeysGrain : Grain, IDayKeysGrain
{
    private readonly CommittedState<DayKeysState> _state;
    private readonly TimeProvider _time;
    private readonly int _days;
    private readonly ILogger _logger;

    public DayKeysGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        IOptions<PrivacyOptions> options,
        ILogger<DayKeysGrain> logger)
    {
        _state = new(GrainContext, storage, "day-keys");
        _time = time;
        _days = options.Value.OriginDays;
        _logger = logger;
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _state.LoadAsync();
        await DestroyExpiredAsync();
    }

    public async Task<DayKey> GetKeyAsync(DateOnly day)
    {
        if (Math.Abs(day.DayNumber - Today.DayNumber) > 1) throw new ArgumentOutOfRangeException(nameof(day), day, $"Keys are given for today, {Today}, and the days beside it.");
        if (Find(_state.Current, day) is { } known) return new(day, [.. known]);

        var made = RandomNumberGenerator.GetBytes(Seal.KeyLength);
        var key = await _state.ChangeAsync(state => Find(state, day) is { } other
            ? (state, other)
            : (state with { Keys = state.Keys.OrEmpty().Add(new() { Day = day, Key = made }) }, made));
        await DestroyExpiredAsync();
        return new(day, [.. key]);
    }

    public Task<CommentOrigin?> UnsealAsync(ImmutableArray<byte> seal, Actor actor) => Task.FromResult(actor.May(Permission.ModerateComments) ? Open(seal) : null);

    public Task<ImmutableArray<CommentOrigin?>?> UnsealAllAsync(ImmutableArray<ImmutableArray<byte>> seals, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return Task.FromResult<ImmutableArray<CommentOrigin?>?>(null);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seals.OrEmpty().Length, IDayKeysGrain.MostAtOnce, nameof(seals));
        return Task.FromResult<ImmutableArray<CommentOrigin?>?>([.. seals.OrEmpty().Select(Open)]);
    }

    public async Task<int> DestroyExpiredAsync(Actor actor)
    {
        if (!actor.May(Permission.Operate) && !actor.May(Permission.ManageSite)) return -1;
        return await DestroyExpiredAsync();
    }

    private async Task<int> DestroyExpiredAsync()
    {
        if (!_state.Current.Keys.OrEmpty().Any(key => IsExpired(key.Day))) return 0;
        var destroyed = await _state.ChangeAsync(state =>
        {
            var kept = state.Keys.OrEmpty().RemoveAll(key => IsExpired(key.Day));
            return kept.Length == state.Keys.OrEmpty().Length ? (state, 0) : (state with { Keys = kept }, state.Keys.Length - kept.Length);
        });
        if (destroyed > 0) LogDestroyed(destroyed, _days);
        return destroyed;
    }

    private CommentOrigin? Open(ImmutableArray<byte> seal)
    {
        if (seal.IsDefaultOrEmpty || Seal.KeyIdOf(seal) is not { } day || day < 0 || day > DateOnly.MaxValue.DayNumber) return null;
        var key = IsExpired(DateOnly.FromDayNumber(day)) ? null : Find(_state.Current, DateOnly.FromDayNumber(day));
        return key is null ? null : CommentOriginText.Split(Seal.Open(seal, key));
    }

    private bool IsExpired(DateOnly day) => day.AddDays(_days) < Today;

    private static byte[]? Find(DayKeysState state, DateOnly day) => state.Keys.OrEmpty().FirstOrDefault(key => key.Day == day)?.Key;

    [LoggerMessage(LogLevel.Information, "Destroyed {Count} key(s) of days more than {Days} days ago: where their comments came from cannot be read any more.")]
    private partial void LogDestroyed(int count, int days);
}
