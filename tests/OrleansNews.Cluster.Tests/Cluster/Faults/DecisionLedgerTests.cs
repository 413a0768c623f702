using Microsoft.AspNetCore.Http;

namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of decided comments finds what it is there to find.</summary>
public sealed class DecisionLedgerTests
{
    private static readonly List<Decided> Decided = [new(new(1, "a text", 10, 0), "/a/", "hold", 1), new(new(1, "b text", 11, 0), "/a/", "spam", 1), new(new(2, "c text", 20, 0), "/c/", "approved", 1), new(new(2, "d text", 21, 0), "/c/", "trash", null)];

    [Fact]
    public void Breaches_OfADeskThatHasAll_AreNone() => Assert.Empty(Breaches(_ => { }));

    [Fact]
    public void Breaches_OfALostComment_NameIt() => Assert.Contains("not on the desk", Assert.Single(Breaches(found => found.RemoveAt(0))), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfACommentThatIsThereTwice_NameIt() => Assert.Contains("2 times", Assert.Single(Breaches(found => found.Add(found[1]))), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfADecisionThatWasForgotten_NameIt() => Assert.Contains("approved on the desk", Assert.Single(Breaches(found => found[0] = found[0] with { Status = "approved" })), StringComparison.Ordinal);

    [Fact]
    public void Breaches_OfAChangedText_NameIt() => Assert.Contains("without its text", Assert.Single(Breaches(found => found[2] = found[2] with { Page = "x" })), StringComparison.Ordinal);

    [Fact]
    public async Task Read_GoesThroughEveryStepOfEveryQueue_AndTakesWhatIsHeldOnce()
    {
        await using var site = await UnwillingSite.StartAsync(async context =>
        {
            if (context.Request.Method == HttpMethods.Get)
            {
                await context.Response.WriteAsync("a text");
                return;
            }

            var (query, cursor) = (await context.Request.ReadFromJsonAsync<Dictionary<string, string?>>())! is var asked ? (asked["query"], asked["cursor"]) : default;
            await context.Response.WriteAsJsonAsync((query, cursor) switch
            {
                ("queue=held&story=1", null) => Step("held", 10, null),
                ("queue=all&story=1", null) => Step("approved", 12, "next"),
                ("queue=all&story=1", "next") => Step("held", 10, null),
                ("queue=spam&story=1", null) => Step("spam", 11, null),
                _ => Step("trash", 13, null),
            });
        });

        var found = await DecisionLedger.ReadAsync(site.Client, [1], Decided, TestContext.Current.CancellationToken);

        Assert.Equal([(10, "held", "a text"), (11, "spam", "a text"), (12, "approved", ""), (13, "trash", "")], found.OrderBy(one => one.Id).Select(one => (one.Id, one.Status, one.Page)));
    }

    private static object Step(string status, long id, string? next) => new { found = new Dictionary<string, long[]> { [status] = [id] }, next, unreachable = 0 };

    private static List<string> Breaches(Action<List<OnDesk>> sabotage)
    {
        var found = new List<OnDesk> { new(10, "held", "<p>a text</p>"), new(11, "spam", "<p>b text</p>"), new(20, "approved", "<p>c text</p>") };
        sabotage(found);
        return [.. DecisionLedger.Breaches(Decided, found)];
    }
}
