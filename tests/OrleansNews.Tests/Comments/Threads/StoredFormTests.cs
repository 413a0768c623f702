using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>The stored form of a thread: files of every released version must keep loading, and what a newer build wrote must survive an older one.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void Head_ReleasedForm_IsReadAndWrittenAsItIs()
    {
        var golden = Golden("thread-head-1.json");
        var (head, tail) = LogHeadCodec.Decode(golden);
        Assert.Equal(("Zk3hG7abcd_-", 1795338000, "news", 30, 2), (head.Writer, head.Epoch, head.Deployment, head.TailFirst, tail.Count));
        Assert.Equal(new BlockRef(new("Zk3hG7abcd_-", ObjectKind.Merged, 2), 16, 12000), head.Blocks[0]);
        Assert.Equal(new ManifestRef(new("0ld0ld0ld0ld", ObjectKind.Manifest, 1), 10), head.Manifest);
        Assert.Equal(new SnapshotRef(new("Zk3hG7abcd_-", ObjectKind.Snapshot, 1), 25), head.Snapshot);
        Assert.Equal(new Grave(new("0ld0ld0ld0ld", ObjectKind.Block, 4), 6, 29922300, true), head.Graves[0]);
        Assert.Equal(3, head.Graves.Length);
        AssertSame(golden, new LogHeadEncoder().Encode(head, [tail]));
    }

    [Fact]
    public void Head_OfANewerBuild_KeepsWhatIsNotKnown()
    {
        var golden = Golden("thread-head-newer.json");
        var (head, tail) = LogHeadCodec.Decode(golden);
        Assert.Equal(2, head.Unknown.Length);
        AssertSame(golden, new LogHeadEncoder().Encode(head, [tail]));
        var owner = JsonSerializer.Deserialize(head.Owner.Span, ThreadJson.Compact.ThreadOwnerState)!;
        var rewritten = JsonSerializer.SerializeToUtf8Bytes(owner with { LastNumber = 2 }, ThreadJson.Compact.ThreadOwnerState);
        Assert.True(JsonNode.Parse(rewritten)!["zz"]!.GetValue<bool>());
    }

    [Fact]
    public void Block_ReleasedForm_IsReadAndWrittenAsItIs()
    {
        var golden = Golden("thread-block-1.json");
        var run = LogBlock.Decode(golden, 11, 7, out var closed);
        Assert.False(closed);
        AssertSame(golden, LogBlock.Encode([run], out _));
        var events = Enumerable.Range(11, 7).Select(s => EventCodec.Decode(run[s].Span)).ToList();
        Assert.Equal(["p", "p", "e", "d", "f", "c", "x"], events.Select(e => e.Kind));
        Assert.Equal(("Ann", "Hello <em>all</em>", "3f78", CommentStatus.Held), (events[0].Author, events[0].Text, events[0].Commenter, events[0].Status));
        Assert.Equal(5, events[0].SealedEmail!.Length);
        Assert.All(events.Select((e, i) => (Stored: run[11 + i], Event: e)), e => AssertSame(e.Stored, EventCodec.Encode(e.Event)));
        var index = new ThreadIndex();
        index.Skip(10);
        for (var i = 0; i < events.Count; i++) index.Apply(11 + i, events[i]);
        Assert.Equal((CommentStatus.Erased, CommentStatus.Approved, true), (index[3].Status, index[4].Status, index.IsClosed));
    }

    [Fact]
    public void Block_OpenedAndRedacted_IsReadAndWrittenAsItIs()
    {
        var run = LogBlock.Decode(Golden("thread-block-2.json"), 18, 3, out _);
        var events = Enumerable.Range(18, 3).Select(s => EventCodec.Decode(run[s].Span)).ToList();
        Assert.Equal([EventKind.Opened, EventKind.Decided, EventKind.Posted], events.Select(e => e.Kind));
        Assert.Equal((CommentStatus.Spam, true, null), (events[1].Status, events[1].Redacted, events[1].Reason));
        Assert.Null(events[2].Text);
        Assert.All(events.Select((e, i) => (Stored: run[18 + i], Event: e)), e => AssertSame(e.Stored, EventCodec.Encode(e.Event)));
        Assert.All(Enumerable.Range(18, 3), s => Assert.Null(Redaction.Apply(run[s])));
    }

    [Fact]
    public void Block_WithADecisionTakenBack_IsReadAndWrittenAsItIs_AndIsADecisionToOlderBuilds()
    {
        var run = LogBlock.Decode(Golden("thread-block-3.json"), 1, 4, out _);
        var events = Enumerable.Range(1, 4).Select(s => EventCodec.Decode(run[s].Span)).ToList();
        Assert.All(events.Select((e, i) => (Stored: run[1 + i], Event: e)), e => AssertSame(e.Stored, EventCodec.Encode(e.Event)));
        Assert.Equal((events[2].Submission, true), (events[3].Undoes, events[3].Flags));
        Assert.Equal((EventKind.Decided, CommentStatus.Approved, Decision.Approve), (events[3].Kind, events[3].Status, (Decision)events[3].Decision));
        var index = new ThreadIndex();
        for (var i = 0; i < events.Count; i++) index.Apply(1 + i, events[i]);
        Assert.Equal((CommentStatus.Approved, EntryFlags.Flagged), (index[1].Status, index[1].Flags & EntryFlags.Flagged));
    }

    [Fact]
    public void Block_WithWhatIsToldByMail_IsReadAndWrittenAsItIs()
    {
        var run = LogBlock.Decode(Golden("thread-block-4.json"), 1, 2, out _);
        var events = Enumerable.Range(1, 2).Select(s => EventCodec.Decode(run[s].Span)).ToList();
        Assert.All(events.Select((e, i) => (Stored: run[1 + i], Event: e)), e => AssertSame(e.Stored, EventCodec.Encode(e.Event)));
        Assert.Equal((true, true, true), (events[0].WantsReplyMail, events[0].OwesMail, events[1].OwesMail));
    }

    [Theory]
    [InlineData("thread-head-2.json", 0)]
    [InlineData("thread-head-3.json", 30)]
    public void Head_WithHowFarOthersWereTold_IsReadAndWrittenAsItIs(string file, long mailedThrough)
    {
        var golden = Golden(file);
        var (head, tail) = LogHeadCodec.Decode(golden);
        AssertSame(golden, new LogHeadEncoder().Encode(head, [tail]));
        var owner = JsonSerializer.Deserialize(head.Owner.Span, ThreadJson.Compact.ThreadOwnerState)!;
        AssertSame(head.Owner, JsonSerializer.SerializeToUtf8Bytes(owner, ThreadJson.Compact.ThreadOwnerState));
        Assert.Equal(
            (17, 3, 29, mailedThrough, 28, 30, 27),
            (owner.LastNumber, owner.VoteShards, owner.DeliveredThrough, owner.MailedThrough, owner.QueuedThrough, owner.UnmailedHeldThrough, owner.UnmailedVisibleThrough));
    }

    [Fact]
    public void GoldenFiles_HoldEveryMemberOfEvents_OfWhatTheOwnerKeeps_AndOfSnapshots()
    {
        var missing = new[] { ThreadJson.Compact.StoredEvent, ThreadJson.Compact.ThreadOwnerState, (JsonTypeInfo)ThreadJson.Compact.SnapshotRoot }
            .Select(contract => StoredStates.Members(contract).Select(member => member.Name).ToHashSet()).ToArray();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Comments", "Golden"), "thread-*.json"))
        {
            var stored = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            foreach (var events in new[] { stored["e"], stored["t"] }.OfType<JsonArray>())
                foreach (var one in events.OfType<JsonObject>()) missing[0].ExceptWith(one.Select(member => member.Key));
            if (stored["x"] is JsonObject owner) missing[1].ExceptWith(owner.Select(member => member.Key));
            if (file.Contains("thread-snapshot-1", StringComparison.Ordinal)) missing[2].ExceptWith(stored.Select(member => member.Key));
        }

        Assert.All(missing, Assert.Empty);
    }

    [Fact]
    public void Manifest_ReleasedForm_IsReadAndWrittenAsItIs()
    {
        var golden = Golden("thread-manifest-1.json");
        var blocks = LogHeadCodec.DecodeManifest(golden);
        Assert.Equal([new(new("0ld0ld0ld0ld", ObjectKind.Merged, 1), 16, 12000), new BlockRef(new("Zk3hG7abcd_-", ObjectKind.Block, 2), 10, 900)], blocks);
        AssertSame(golden, LogHeadCodec.EncodeManifest(blocks));
    }

    [Fact]
    public void Decision_OnAnErasedComment_LosesWhatTheModeratorWroteAndKeepsTheRest()
    {
        var redacted = EventCodec.Decode(Redaction.Apply("""{"k":"d","t":5,"n":4,"s":4,"d":4,"r":"Ann Reader insults Bob","l":"mo"}"""u8.ToArray())!);
        Assert.Equal((null, true, CommentStatus.Trash, "mo", 4), (redacted.Reason, redacted.Redacted, redacted.Status, redacted.Login, redacted.Decision));
    }

    [Fact]
    public void Block_WithMembersOfANewerBuild_IsNotMerged()
    {
        LogBlock.Decode("""{"q":1,"zz":1,"e":[{"k":"o"}]}"""u8.ToArray(), 1, 1, out var closed);
        Assert.True(closed);
    }

    [Theory]
    [InlineData("""{"q":2,"e":[{"k":"o"}]}""")]
    [InlineData("""{"q":1,"e":[]}""")]
    [InlineData("""{"q":1}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"q":1,"e":[{"k":"o"}""")]
    public void Block_NotWhatItsHeadExpects_IsDamage(string json) =>
        Assert.ThrowsAny<JsonException>(() => LogBlock.Decode(Encoding.UTF8.GetBytes(json), 1, 1, out _));

    [Fact]
    public void Events_OfANewerBuild_SurviveMerging()
    {
        var run = EventRun.Parse(1, """[ {"k":"pinned", "why": {"deep":[1, 2]} } , {"k":"p","n":1,"s":1,"mood":"glad"}]"""u8.ToArray());
        var block = LogBlock.Encode([run, EventRun.Parse(3, """[{"k":"o"}]"""u8.ToArray())], out var merged);
        var read = LogBlock.Decode(block, 1, 3, out _);
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).Where(s => merged[s].Span.SequenceEqual(read[s].Span)));
        Assert.Equal("""{"k":"pinned", "why": {"deep":[1, 2]} }""", Encoding.UTF8.GetString(read[1].Span));
        Assert.Equal("""{"k":"p","n":1,"s":1,"mood":"glad"}""", Encoding.UTF8.GetString(read[2].Span));
        var redacted = EventCodec.Decode(Redaction.Apply(read[2])!);
        Assert.Equal((true, "glad"), (redacted.Redacted, redacted.Unknown!["mood"].GetString()));
    }

    [Theory]
    [InlineData(1, 5, "4/821635653388600829", "")]
    [InlineData(2, 7, "4/821635653388600829", "6/0 7/14225651687592689003")]
    public void Snapshot_ReleasedForm_RestoresTheIndex(int form, long through, string first, string third)
    {
        var root = SnapshotCodec.DecodeRoot(Golden($"thread-snapshot-{form}.json"))!;
        var part = SnapshotCodec.DecodePart(Golden($"thread-snapshot-part-{form}.json"), 1);
        var index = new ThreadIndex();
        index.Restore(root, [part]);
        Assert.Equal((3, 2, through, true), (index.LastNumber, index.Total, index.Through, index.IsClosed));
        Assert.Equal((1, 1, CommentStatus.Held), (index[2].Parent, index[2].Depth, index[3].Status));
        Assert.Equal([2], index.FindByCommenter("3f78", 10));
        Assert.Equal([first, "", third], Enumerable.Range(1, 3).Select(number => string.Join(' ', index.AmendmentsOf(number).Select(amendment => $"{amendment.Sequence}/{amendment.Browser}"))));
        AssertSame(Golden($"thread-snapshot-{form}.json"), SnapshotCodec.EncodeRoot(root));
        AssertSame(Golden($"thread-snapshot-part-{form}.json"), SnapshotCodec.EncodePart(1, part));
    }

    [Fact]
    public void Snapshot_OfAnotherForm_IsLeftAlone() => Assert.Null(SnapshotCodec.DecodeRoot("""{"v":3,"q":5}"""u8.ToArray()));

    private static byte[] Golden(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Comments", "Golden", file));

    private static void AssertSame(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.Span), JsonNode.Parse(actual.Span)), Encoding.UTF8.GetString(actual.Span));
}
