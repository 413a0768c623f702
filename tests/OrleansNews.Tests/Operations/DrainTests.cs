using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>How long a process that is told to stop goes on, by its role.</summary>
public sealed class DrainTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-drain-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(5, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000")]
    [InlineData(0, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000", "--Operations:DrainFor=00:00:00")]
    [InlineData(7, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000", "--Operations:DrainFor=00:00:07")]
    [InlineData(0, "--Role=all")]
    [InlineData(3, "--Role=all", "--Operations:DrainFor=00:00:03")]
    public async Task Stop_TakesLongerByTheDrain_WhichAFrontEndHasWithoutBeingTold(int seconds, params string[] settings)
    {
        await using var app = NewsHost.Build([$"--Data={_folder.FullName}", "--Operations:Port=0", .. settings], demo: false);

        Assert.Equal(OperationsHosting.StopWithin + TimeSpan.FromSeconds(seconds), app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }
}
