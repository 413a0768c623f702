namespace OrleansNews.Live;

/// <summary>The checker of restless readers finds what a relay can do wrong.</summary>
public class ReconstructionTests
{
    [Theory]
    [InlineData(Lie.Skip)]
    [InlineData(Lie.Double)]
    [InlineData(Lie.Swap)]
    [InlineData(Lie.OtherComment)]
    [InlineData(Lie.OtherText)]
    [InlineData(Lie.Reset)]
    public async Task Relay_ThatLies_IsFound(Lie lie) => Assert.NotEmpty((await ReadAsync(lie)).Faults(LyingRelay.Truth));

    [Fact]
    public async Task Relay_ThatShowsWhatIsHidden_IsFound() =>
        Assert.Contains("comment 29 is shown and should not be", (await ReadAsync(Lie.HiddenShown)).Faults(LyingRelay.Truth));

    [Fact]
    public async Task Relay_ThatTellsTheTruth_IsBelieved() => Assert.Empty((await ReadAsync(Lie.None)).Faults(LyingRelay.Truth));

    private static async Task<Reconstruction> ReadAsync(Lie lie)
    {
        using var relay = new LyingRelay(lie);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var reader = new RestlessReader(http, new Random(11), _ => relay.Address);
        await reader.ReadAsync(Task.FromResult(LyingRelay.Truth.End), TestContext.Current.CancellationToken);
        return reader.Reconstruction;
    }
}
