namespace OrleansNews.Cluster;

/// <summary>The checker of the fault tests finds what it is there to find.</summary>
public sealed class CommentLedgerTests
{
    private static readonly List<Acknowledged> Accepted = [new(1, "a", 10, 0), new(1, "b", 11, 0), new(2, "c", 20, 0)];

    [Fact]
    public void Breaches_OfStoriesThatHoldAll_AreNone() => Assert.Empty(Breaches(_ => { }));

    [Fact]
    public void Breaches_OfALostComment_NameIt() => Assert.Contains("missing", Assert.Single(Breaches(found => found[1].RemoveAt(0))), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfADoubledComment_NameIt() => Assert.Contains("doubled", Assert.Single(Breaches(found => found[2].Add((21, "<p>c</p>")))), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfACommentListedTwice_NameIt() => Assert.Contains(Breaches(found => found[2].Add((20, "<p>c</p>"))), breach => breach.StartsWith("listed 2 times", StringComparison.Ordinal));

    [Fact]
    public void Breaches_OfAChangedText_NameIt() => Assert.Contains("another text", Assert.Single(Breaches(found => found[1][1] = (11, "<p>x</p>"))), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfOneIdForTwo_NameIt() =>
        Assert.Contains(CommentLedger.Breaches([.. Accepted, new(2, "c", 20, 1)], Stored()), breach => breach.StartsWith("one id", StringComparison.Ordinal));

    private static List<string> Breaches(Action<Dictionary<long, List<(long Id, string Html)>>> sabotage)
    {
        var found = Stored();
        sabotage(found);
        return [.. CommentLedger.Breaches(Accepted, found)];
    }

    private static Dictionary<long, List<(long Id, string Html)>> Stored() => new() { [1] = [(10, "<p>a</p>"), (11, "<p>b</p>"), (12, "<p>unacknowledged</p>")], [2] = [(20, "<p>c</p>")] };
}
