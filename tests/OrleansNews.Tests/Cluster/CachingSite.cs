using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Cluster;

/// <summary>A front end that keeps its pages for a second, on a clock that the test moves.</summary>
public sealed class CachingSite : NewsSite
{
    /// <summary>The front end's own clock: the age of what it keeps, and how long it waits.</summary>
    public FakeTimeProvider MachineTime { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Read:FreshFor", "00:00:01"), new("Read:Patience", "00:00:00.250"), new("Read:MaxStale", "01:00:00"),
    ];

    /// <summary>Lets everything that is kept grow old.</summary>
    public void Age() => MachineTime.Advance(TimeSpan.FromSeconds(1.1));

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(MachineTime);
}
