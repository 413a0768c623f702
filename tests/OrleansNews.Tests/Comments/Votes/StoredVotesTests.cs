using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace OrleansNews.Comments;

/// <summary>The stored form of votes and of the keys that seal personal data: files of every released version must keep loading, and what a newer build wrote must survive an older one.</summary>
public sealed class StoredVotesTests
{
    [Fact]
    public void Head_ReleasedForm_IsReadAndWrittenAsItIs()
    {
        var state = Read("thread-votes-1.json", CommentsJson.Default.ThreadVotesState);
        Assert.Equal(9, state.Version);
        var page = Assert.Single(state.Pages);
        Assert.Equal((0, "Zk3hG7abcd_-.1,"), (page.Number, string.Join(',', page.Slices)));
        var ledger = VoteLedger.Of(state);
        Assert.Equal([new(3, 0x0123456789abcdef, Vote.Up), new CastVoteEntry(700, 0xfedcba9876543210, Vote.None)], ledger.Recent.OrderBy(vote => vote.Key).Select(vote => new CastVoteEntry(vote.Key.Comment, vote.Key.Browser, vote.Value)));
        Assert.Equal([(3, (5, 2)), (700, (0, 1))], ledger.Counts.Select(count => (count.Key, count.Value)));
        Assert.Equal(state.Recent, ledger.PackRecent());
        Assert.Equal(state.Counts, ledger.PackCounts());
    }

    [Fact]
    public void Slice_ReleasedForm_IsReadAndWrittenAsItIs()
    {
        var state = Read("vote-slice-1.json", CommentsJson.Default.VoteSliceState);
        var slice = VoteSlice.Unpack(state.Votes);
        Assert.Equal([new(3, 0x11, Vote.Up), new(3, 0x0123456789abcdee, Vote.Up), new(3, 0x22, Vote.Down), new CastVoteEntry(4, 0x33, Vote.Down)], slice.Votes);
        Assert.Equal(state.Votes, slice.Pack());
    }

    [Fact]
    public void SealingKey_ReleasedForm_IsReadAndWrittenAsItIs() =>
        Assert.Equal(Enumerable.Range(0, 32), Read("sealing-key-1.json", CommentsJson.Default.SealingKeyState).Key.Select(part => (int)part));

    [Fact]
    public void DayKeys_ReleasedForm_AreReadAndWrittenAsTheyAre()
    {
        var keys = Read("day-keys-1.json", CommentsJson.Default.DayKeysState).Keys;
        Assert.Equal([new(2026, 11, 22), new DateOnly(2026, 11, 23)], keys.Select(key => key.Day));
        Assert.Equal([0, 31], keys.Select(key => (int)key.Key[0]));
    }

    // Written again it is the same, also with a member that only a newer build knows.
    private static T Read<T>(string file, JsonTypeInfo<T> type)
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Comments", "Golden", file));
        var newer = JsonNode.Parse(golden)!.AsObject();
        newer["zz"] = 1;
        foreach (var stored in new[] { JsonNode.Parse(golden)!, newer })
        {
            var written = JsonSerializer.SerializeToNode(stored.Deserialize(type)!, type);
            Assert.True(JsonNode.DeepEquals(stored, written), written?.ToJsonString());
        }

        return JsonSerializer.Deserialize(golden, type)!;
    }
}
