using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansNews.Operations;

public sealed class StoreWatchTests : IDisposable
{
    private readonly ServiceProvider _silo = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ServiceProvider _other = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose()
    {
        _silo.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Turn_SumsUpTheLastSteps_OfThisSiloAlone()
    {
        using var watch = new StoreWatch(_silo.GetRequiredService<IMeterFactory>());
        var (writes, elsewhere) = (Writes(_silo), Writes(_other));
        writes.Record(0.1);
        writes.Record(0.3);
        elsewhere.Record(9);

        var report = Assert.Single(watch.Turn());
        Assert.Equal(("orleansnews.storage.write.duration", 2, 200, 300), (report.Instrument, report.Operations, report.Mean.TotalMilliseconds, report.Longest.TotalMilliseconds));

        writes.Record(0.2);
        Assert.Equal((3, 300), (watch.Turn().Single().Operations, watch.Turn().Single().Longest.TotalMilliseconds));
        for (var i = 3; i < StoreWatch.Steps; i++) watch.Turn();
        Assert.Equal((1, 200), (watch.Turn().Single() is var last ? last.Operations : 0, last.Longest.TotalMilliseconds));
        Assert.Equal(0, watch.Turn().Single().Operations);
    }

    private static Histogram<double> Writes(IServiceProvider services) =>
        services.GetRequiredService<IMeterFactory>().Create(new MeterOptions("OrleansNews.Storage")).CreateHistogram<double>("orleansnews.storage.write.duration", "s");
}
