namespace OrleansNews.Processes;

/// <summary>What keeps a run of tests from waiting for ever, and one run from spoiling what another one fetches.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tool_ThatHangs_IsEnded_AndSaysWhatItSaid()
    {
        var ended = await Assert.ThrowsAsync<TimeoutException>(() => Tool.RunAsync("sh", "dash", _folder.Path, ["-c", "echo begun; sleep 600"], TimeSpan.FromSeconds(5)));

        Assert.Contains("begun", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_IsOneHoldersAtATime()
    {
        var path = _folder["lock"];
        var first = await LockFile.TakeAsync(path, TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutException>(() => LockFile.TakeAsync(path, TimeSpan.Zero));
        var second = LockFile.TakeAsync(path, TimeSpan.FromSeconds(30));

        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }
}
