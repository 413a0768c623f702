namespace OrleansNews.Cluster;

/// <summary>What counts as a grain that is active twice.</summary>
public sealed class DoubleActivationsTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 3).Select(number => SiloAddress.FromParsableString($"127.0.0.1:{number}@1"))];

    [Fact]
    public void Among_AGrainOnTwoSilos_IsNamedOnce_WithBoth() => Assert.Equal(
        [(GrainId.Create("thread", "2a"), $"{Silos[0]} {Silos[2]}")],
        DoubleActivations.Among([On("thread", "2a", 2), On("thread", "2b", 1), On("thread", "2a", 0)]));

    [Fact]
    public void Among_WhatIsMeantToBeOnMany_IsPassedOver() => Assert.Empty(
        DoubleActivations.Among([On("comment-intake", "1", 0), On("comment-intake", "1", 1), On("sys.svc.probe", "1", 0), On("sys.svc.probe", "1", 1), On("thread", "2a", 0), On("thread", "2a", 0)]));

    private static DetailedGrainStatistic On(string type, string key, int silo) => new() { GrainId = GrainId.Create(type, key), SiloAddress = Silos[silo] };
}
