using System.Collections.Concurrent;
using OrleansNews.Processes;

namespace OrleansNews.Live;

public sealed class RestlessReadersTests(ITestOutputHelper output) : IDisposable
{
    private const int Readers = 500;
    private const int Comments = 2_000;
    private const string Unlimited = "--Limits:Enabled=false";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Feed_OfTwoFrontEnds_OneOfWhichIsKilledOrStopped_IsTheLogForEveryReader(bool isStopped)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(150));
        var cancel = patience.Token;
        var gateway = LoopbackPorts.Next();
        await Accounts.StaffAccounts.CreateAsync(_folder["data"], "edith", Accounts.Role.Editor);
        await using var all = await HostProcess.StartAsync(
            _folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}", Unlimited, "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0");
        var (_, article) = await Stories.PublishAsync(all, _folder["data"], _folder, "A story", "a-story");
        await using var doomed = await StartFrontEndAsync(gateway);
        await using var front = await StartFrontEndAsync(gateway);
        Uri[] feeds = [new(doomed.Site, $"/api/articles/{article}/live"), new(front.Site, $"/api/articles/{article}/live")];

        using var http = new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue, MaxResponseDrainSize = 0 });
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (ending, brokenOff) = (feeds[0], new ConcurrentQueue<Uri>());
        var readers = Enumerable.Range(0, Readers)
            .Select(number => new RestlessReader(http, new Random(seed + number), random => OneOf(Volatile.Read(ref feeds), random)) { BrokeOff = brokenOff.Enqueue })
            .ToArray();
        var reading = readers.Select(reader => Task.Run(() => reader.ReadAsync(end.Task, cancel))).ToArray();

        using var staff = await Accounts.StaffAccounts.SignInAsync(all, "edith");
        using var throughAll = all.CreateClient();
        using var throughFront = front.CreateClient();
        var discussion = new Discussion(article, staff, number => number % 2 == 0 ? throughAll : throughFront);
        await discussion.HoldAsync(Comments, async reached =>
        {
            if (reached != Comments / 2) return;
            brokenOff.Clear(); // Who is too slow is dropped at any time.
            if (isStopped) Assert.Equal(0, await doomed.StopAsync());
            else await doomed.KillAsync();
            Volatile.Write(ref feeds, feeds[1..]);
        }, cancel);

        var truth = await discussion.ReadAsync(cancel);
        end.SetResult(truth.End);
        await Task.WhenAll(reading);

        output.WriteLine($"{truth.Log.Count} events, {readers.Sum(reader => reader.Connections)} connections, {brokenOff.Count(feed => feed == ending)} broken off by the end of a front end");
        Assert.Equal(Enumerable.Range(1, truth.Log.Count).Select(number => (long)number), truth.Log.Select(logged => logged.Sequence));
        Assert.True(truth.Log.Count >= Comments * 5 / 4, $"{truth.Log.Count} events");
        Assert.All(readers, reader => Assert.Empty(reader.Reconstruction.Faults(truth)));
        Assert.All(readers, reader => Assert.True(reader.Connections > 1));
        // Who goes in order sends readers on: none of them finds the connection broken.
        Assert.Equal(isStopped, !brokenOff.Contains(ending));
    }

    private static Uri OneOf(Uri[] open, Random random) => open[random.Next(open.Length)];

    private static Task<HostProcess> StartFrontEndAsync(int gateway) => HostProcess.StartExactlyAsync(
        "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}", "--urls", "http://127.0.0.1:0", "--Operations:Port=0", Unlimited);
}
