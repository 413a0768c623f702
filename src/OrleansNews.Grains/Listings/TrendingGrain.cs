using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace OrleansNews.Listings;

[GrainType("trending")]
internal sealed class TrendingGrain([FromKeyedServices(NewsClock.Key)] TimeProvider time, IOptions<TrendingOptions> options) : Grain, ITrendingGrain
{
    private const int MostAsked = 100;

    private readonly TrendingBoard _board = new(options.Value.HalfLife);

    public Task<TimeSpan> ReportAsync(Guid frontEnd, ImmutableArray<StoryReadings> top)
    {
        _board.Take(frontEnd, top, time.GetUtcNow());
        return Task.FromResult(options.Value.HalfLife);
    }

    public Task<ImmutableArray<ArticleId>> GetMostReadAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostAsked);
        return Task.FromResult(_board.Top(count, time.GetUtcNow()));
    }
}
