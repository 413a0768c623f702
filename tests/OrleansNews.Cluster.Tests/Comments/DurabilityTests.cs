using OrleansNews.Processes;

namespace OrleansNews.Comments;

public sealed class DurabilityTests(ITestOutputHelper output) : IDisposable
{
    private const int Comments = 1_000;
    private const int Attempts = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_AmongConcurrentPosts_LosesNoAcknowledgedCommentAndDoublesNone()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var (data, load) = await KilledLoadAsync(seed);
        var acknowledged = load.Accepted.ToDictionary();
        output.WriteLine($"{acknowledged.Count} acknowledged before the kill, {load.CutOff.Count} under way");

        await using var host = await StartAsync(data);
        using var client = host.CreateClient();
        var survived = await load.ReadAllAsync(client);
        await load.PostAsync(client, Enumerable.Range(0, Comments));
        var complete = await load.ReadAllAsync(client);

        Assert.InRange(acknowledged.Count, Comments / 4, Comments - 1);
        Assert.All(acknowledged, comment => Assert.Single(survived, found => found.Id == comment.Value && found.Html.Contains(load.TextOf(comment.Key), StringComparison.Ordinal)));
        Assert.Equal(survived.Count, survived.Select(found => found.Id).Distinct().Count());
        Assert.Equal(survived.Count, survived.Select(found => found.Html).Distinct().Count());
        // Every comment was sent again under its key: those that were there kept their ids, the others were made once.
        Assert.Empty(load.Unanswered);
        Assert.All(acknowledged, comment => Assert.Equal(comment.Value, load.Accepted[comment.Key]));
        Assert.Equal(Comments, complete.Count);
        Assert.Equal(Comments, complete.Select(found => found.Html).Distinct().Count());
    }

    [Fact]
    public async Task Terminate_UnderLoad_EndsWellAndLosesNothing()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var data = _folder["data"];
        CommentLoad load;
        await using (var first = await StartAsync(data))
        {
            var (_, article) = await Stories.PublishAsync(first, data, _folder, "A story", "a-story");
            load = new(article, seed, Comments);
            using var client = first.CreateClient();
            var posting = load.PostAsync(client, Enumerable.Range(0, Comments));
            await load.WaitForFullSwingAsync(posting);

            Assert.Equal(0, await first.StopAsync());
            await posting;
        }

        await using var second = await StartAsync(data);
        using var reader = second.CreateClient();
        var found = await load.ReadAllAsync(reader);

        Assert.All(load.Accepted, comment => Assert.Single(found, one => one.Id == comment.Value));
        Assert.Equal(found.Count, found.Select(one => one.Html).Distinct().Count());
    }

    [Fact]
    public async Task Load_ThatIsRefused_EndsTheTestAndSaysHow()
    {
        var data = _folder["data"];
        await using var host = await HostProcess.StartAsync(data, [.. CommentLoad.Unlimited, "--Limits:Enabled=true", "--Limits:WritesPerMinute=1"]);
        var (_, article) = await Stories.PublishAsync(host, data, _folder, "A story", "a-story");
        var load = new CommentLoad(article, 1, 50);
        using var client = host.CreateClient();

        var failure = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => load.WaitForFullSwingAsync(load.PostAsync(client, Enumerable.Range(0, 50))));

        Assert.Contains("1 of 50 accepted", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused: 49 x TooManyRequests", failure.Message, StringComparison.Ordinal);
    }

    // A kill that finds nothing under way proves nothing: it is tried again on a folder of its own.
    private async Task<(string Data, CommentLoad Load)> KilledLoadAsync(int seed)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var data = _folder[$"data-{attempt}"];
            var load = await KilledLoadAsync(seed, data);
            if (load.CutOff.Count > 0) return (data, load);
            output.WriteLine($"attempt {attempt}: nothing was under way at the kill");
        }

        throw new InvalidOperationException($"None of {Attempts} kills found a comment under way.");
    }

    private async Task<CommentLoad> KilledLoadAsync(int seed, string data)
    {
        await using var host = await StartAsync(data);
        var (_, article) = await Stories.PublishAsync(host, data, _folder, "A story", "a-story");
        var load = new CommentLoad(article, seed, Comments);
        using var client = host.CreateClient();
        var posting = load.PostAsync(client, Enumerable.Range(0, Comments));
        await load.WaitForFullSwingAsync(posting);
        await host.KillAsync();
        await posting;
        return load;
    }

    private static Task<HostProcess> StartAsync(string data) => HostProcess.StartAsync(data, CommentLoad.Unlimited);
}
