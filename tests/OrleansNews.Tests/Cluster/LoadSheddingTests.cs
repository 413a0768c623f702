using Microsoft.Extensions.Configuration;
using Orleans.Configuration;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

public class LoadSheddingTests
{
    [Theory]
    [InlineData(0, 0, false, 100, 100)]
    [InlineData(90, 0, true, 90, 100)]
    [InlineData(0, 80, true, 100, 80)]
    [InlineData(95, 85, true, 95, 85)]
    public void Shed_LooksAtWhatIsSet_AndAtNothingElse(int cpu, int memory, bool on, int cpuThreshold, int memoryThreshold)
    {
        var options = new LoadSheddingOptions();

        PlanOf(cpu, memory).Shed(options);

        Assert.Equal((on, cpuThreshold, memoryThreshold), (options.LoadSheddingEnabled, options.CpuThreshold, options.MemoryThreshold));
    }

    [Theory]
    [InlineData(-1, 0, "Cluster:ShedAtCpu")]
    [InlineData(0, 101, "Cluster:ShedAtMemory")]
    public void Validate_WhatIsNoPercentage_IsNamed(int cpu, int memory, string key)
    {
        var plan = PlanOf(cpu, memory);

        var result = new NewsClusterOptionsValidator(plan).Validate(null, plan.Options);

        Assert.StartsWith(key, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static ClusterPlan PlanOf(int cpu, int memory) => ClusterPlan.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("Cluster:ShedAtCpu", $"{cpu}"), new("Cluster:ShedAtMemory", $"{memory}")]).Build(), HostRole.All);
}
