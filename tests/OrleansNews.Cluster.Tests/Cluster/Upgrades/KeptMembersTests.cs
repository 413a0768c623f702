using System.Text.Json.Nodes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>The checker of a rolling upgrade finds what it is there to find.</summary>
public sealed class KeptMembersTests
{
    private const string Site = """{"title":"News","discussion":{"open":true,"addedByTheNextBuild":"next"},"addedByTheNextBuild":"next"}""";
    private const string Thread = """{"tail":[{"x":"mark-1 a","addedByTheNextBuild":"next"},{"x":"mark-2 b"}],"addedByTheNextBuild":"next"}""";

    [Fact]
    public void Breaches_OfObjectsThatKeepAll_AreNone() => Assert.Empty(Breaches((_, _) => { }));

    [Fact]
    public void Breaches_OfAnObjectThatLostItsMember_NameIt() => Assert.Equal(["lost from site/0: "], Breaches((site, _) => Lose(site)));

    [Fact]
    public void Breaches_OfAnObjectInsideThatLostItsMember_NameItsPath() => Assert.Equal(["lost from site/0: .discussion"], Breaches((site, _) => Lose(site["discussion"]!)));

    [Fact]
    public void Breaches_OfACommentThatLostItsMember_NameIt() => Assert.Equal(["""lost from a comment: {"x":"mark-1 a"}"""], Breaches((_, thread) => Lose(thread["tail"]![0]!)));

    [Fact]
    public void Breaches_OfACommentThatIsGone_NameIt() => Assert.Equal(["a comment is gone: mark-1 a"], Breaches((_, thread) => thread["tail"]!.AsArray().RemoveAt(0)));

    [Fact]
    public void Breaches_OfACommentThatMovedToAnotherObject_AreNone() => Assert.Empty(Breaches((site, thread) =>
    {
        var comment = thread["tail"]![0]!;
        thread["tail"]!.AsArray().RemoveAt(0);
        site["moved"] = comment;
    }));

    [Theory]
    [InlineData("LastText", false)]
    [InlineData("LastDecision", false)]
    [InlineData("Schedule", true)]
    public void Breaches_OfAnArticle_NameAllButTheCommandsThatItNotesAnew(string member, bool isNamed)
    {
        var (upgraded, back) = (Article("1", NextSource.Stored), Article("2", "other"));

        Assert.Equal(isNamed ? [$"lost from article/6: .{member}"] : [], KeptMembers.Breaches(upgraded, back));

        StoredObjects Article(string version, string name) => new(new Dictionary<string, (string, JsonNode)>
        {
            ["article/6"] = (version, new JsonObject { [member] = new JsonObject { [name] = "next" }, [NextSource.Stored] = "next" }),
        });
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Breaches_OfARegistration_NameItUnlessItIsAnotherOne(long number, bool isNamed)
    {
        var (upgraded, back) = (Registry("1", 2, NextSource.Stored), Registry("2", number, "other"));

        Assert.Equal(isNamed ? ["lost from outbox-registry/7: .Owners.comment-thread/5"] : [], KeptMembers.Breaches(upgraded, back));

        StoredObjects Registry(string version, long registration, string name) => new(new Dictionary<string, (string, JsonNode)>
        {
            ["outbox-registry/7"] = (version, new JsonObject { ["Owners"] = new JsonObject { ["comment-thread/5"] = new JsonObject { ["Number"] = registration, [name] = "next" } }, [NextSource.Stored] = "next" }),
        });
    }

    [Theory]
    [InlineData("moderation-queue", "{\"t\":1,\"id\":7}", "comment 7")]
    [InlineData("moderation-log", "{\"t\":1,\"m\":7}", "line 1 7")]
    [InlineData("thread-votes", "{\"Number\":7}", "page 7")]
    public void Breaches_OfWhatHasANameInAList_NameItUnlessItWasTakenAway(string kind, string item, string name)
    {
        Assert.Equal([$"lost from {kind}/7: {name}"], KeptMembers.Breaches(Listed("1", Item(isMarked: true)), Listed("2", new JsonObject(), Item(isMarked: false))));
        Assert.Empty(KeptMembers.Breaches(Listed("1", Item(isMarked: true)), Listed("2", new JsonObject(), Item(isMarked: true))));
        Assert.Empty(KeptMembers.Breaches(Listed("1", Item(isMarked: true)), Listed("2")));

        JsonObject Item(bool isMarked)
        {
            var made = JsonNode.Parse(item)!.AsObject();
            if (isMarked) made[NextSource.Stored] = "next";
            return made;
        }

        StoredObjects Listed(string version, params JsonObject[] items) => new(new Dictionary<string, (string, JsonNode)>
        {
            [$"{kind}/7"] = (version, new JsonObject { ["list"] = new JsonArray([.. items]), [NextSource.Stored] = "next" }),
        });
    }

    [Fact]
    public void Rewritten_NamesWhatTheOldBuildWrote_AndNothingElse()
    {
        Assert.Empty(KeptMembers.Rewritten(Stored("1"), Stored("1")));
        Assert.Equal(["site/0", "thread/7"], KeptMembers.Rewritten(Stored("1"), Stored("2")));
    }

    private static List<string> Breaches(Action<JsonNode, JsonNode> sabotage)
    {
        var back = Stored("2");
        sabotage(back.Rows["site/0"].State, back.Rows["thread/7"].State);
        return [.. KeptMembers.Breaches(Stored("1"), back)];
    }

    private static void Lose(JsonNode stored) => Assert.True(stored.AsObject().Remove(NextSource.Stored));

    private static StoredObjects Stored(string version) => new(new Dictionary<string, (string, JsonNode)> { ["site/0"] = (version, JsonNode.Parse(Site)!), ["thread/7"] = (version, JsonNode.Parse(Thread)!) });
}
