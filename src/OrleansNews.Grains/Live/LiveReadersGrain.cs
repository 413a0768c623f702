using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace OrleansNews.Live;

[GrainType("live-readers")]
internal sealed class LiveReadersGrain([FromKeyedServices(NewsClock.Key)] TimeProvider time) : Grain, ILiveReadersGrain
{
    private readonly ReaderBoard _board = new();

    public Task<ImmutableArray<StoryReaders>> ReportAsync(Guid frontEnd, ImmutableArray<StoryReaders> readers) =>
        Task.FromResult(_board.Take(frontEnd, readers, time.GetUtcNow()));
}
