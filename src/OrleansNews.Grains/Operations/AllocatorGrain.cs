using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Operations;

[GrainType("allocator")]
internal sealed class AllocatorGrain : Grain, IAllocatorGrain
{
    private const int Range = 100;
    private const int MostAtOnce = 10_000;

    private readonly GrainHead<AllocatorState> _head;
    private long _given;

    public AllocatorGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) =>
        _head = new(GrainContext, storage, "allocator");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _head.RefreshAsync();
        _given = _head.Committed.ReservedThrough;
    }

    public async Task<long> NextAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostAtOnce);
        await RefreshAsync();
        if (_given + count > _head.Committed.ReservedThrough) await SetAsideAsync(_given + Math.Max(count, Range));
        var first = _given + 1;
        _given += count;
        return first;
    }

    public async Task ReserveThroughAsync(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        await RefreshAsync();
        if (value > _head.Committed.ReservedThrough) await SetAsideAsync(value);
        _given = Math.Max(_given, value);
    }

    public async Task<bool> IsGivenAsync(long number)
    {
        if (number <= _given) return true;
        // Another activation may have given it out, of a later range.
        var before = _head.Committed.ReservedThrough;
        await _head.ReloadAsync();
        if (_head.Committed.ReservedThrough != before) _given = Math.Max(_given, _head.Committed.ReservedThrough);
        return number <= _given;
    }

    public Task<long> GetBoundAsync(long atLeast) => Task.FromResult(Math.Max(atLeast, _head.Committed.ReservedThrough));

    private Task SetAsideAsync(long through) => _head.WriteAsync(_head.Committed with { ReservedThrough = through });

    // After a fault the last range may be durable or not: what was set aside and not given out is skipped, so that no number can come twice.
    private async Task RefreshAsync()
    {
        var before = _head.Committed;
        await _head.RefreshAsync();
        if (!ReferenceEquals(before, _head.Committed)) _given = Math.Max(_given, _head.Committed.ReservedThrough);
    }
}
