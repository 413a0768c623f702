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

    [Theory]
    [InlineData(Lie.Skip)]
    [InlineData(Lie.Double)]
    [InlineData(Lie.Swap)]
    [InlineData(Lie.OtherComment)]
    [InlineData(Lie.OtherText)]
    [InlineData(Lie.HiddenShown)]
    [InlineData(Lie.Reset)]
    public async Task Relay_ThatLies_IsFoundByWhatWasAcknowledged(Lie lie) => Assert.NotEmpty(FaultsByReceipts(await ReadAsync(lie)));

    [Fact]
    public async Task Relay_ThatTellsTheTruth_AgreesWithWhatWasAcknowledged() => Assert.Empty(FaultsByReceipts(await ReadAsync(Lie.None)));

    [Fact]
    public async Task Relay_ThatShowsWhatIsHidden_IsFound() =>
        Assert.Contains("comment 29 is shown and should not be", (await ReadAsync(Lie.HiddenShown)).Faults(LyingRelay.Truth));

    // A replay shows the present: a text that was hidden since is not in it for the moment until its decision follows.
    [Fact]
    public async Task Relay_ThatReplaysATextBeforeItsDecision_IsFound()
    {
        var read = await ReadAsync(Lie.None);

        Assert.DoesNotContain(29, LyingRelay.Truth.Visible.Keys);
        Assert.Equal(["mark-29-0 is hidden and was shown"], read.ReplayFaults(new HashSet<string> { "mark-29-0", "mark-30-0" }));
        Assert.Empty(read.ReplayFaults(new HashSet<string> { "mark-30-0" }));
    }

    [Fact]
    public async Task Relay_IsReadFromAPositionOn()
    {
        var read = await ReadAsync(Lie.None, new Reconstruction("3:45"));

        Assert.DoesNotContain("mark-44-0", read.Shown);
        Assert.Contains("mark-46-0", read.Shown);
    }

    [Fact]
    public async Task Relay_ThatTellsTheTruth_IsBelieved() => Assert.Empty((await ReadAsync(Lie.None)).Faults(LyingRelay.Truth));

    // The made-up log begins at 1 like every log of a new thread.
    private static IEnumerable<string> FaultsByReceipts(Reconstruction read) => read.Faults(
        LyingRelay.Truth.End,
        LyingRelay.Truth.Log.Where(logged => logged.Name == "comment").ToDictionary(logged => $"{logged.Epoch}:{logged.Sequence}", logged => logged.Comment),
        LyingRelay.Truth.Visible);

    private static async Task<Reconstruction> ReadAsync(Lie lie, Reconstruction? from = null)
    {
        using var relay = new LyingRelay(lie);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var reader = new RestlessReader(http, new Random(11), _ => relay.Address) { Reconstruction = from ?? new() };
        await reader.ReadAsync(Task.FromResult(LyingRelay.Truth.End), TestContext.Current.CancellationToken);
        return reader.Reconstruction;
    }
}
