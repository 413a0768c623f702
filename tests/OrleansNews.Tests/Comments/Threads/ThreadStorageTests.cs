namespace OrleansNews.Comments.Threads;

/// <summary>What a thread does with its own stored bytes, step by step.</summary>
public sealed class ThreadStorageTests
{
    [Fact]
    public void Index_ThatFailsToTakeWhatItReadsAgain_IsNotGoneOnWith() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var (core, isBroken, first) = (scene.Core, true, Posts.New("First"));
        scene.Cluster.Store.Faults = new() { ErrorAfter = 1 }; // It is stored, and nobody knows.
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(first));
        scene.Cluster.Store.Faults = new();
        scene.Cluster.Knows = _ => isBroken ? throw new InvalidOperationException("A fault of the index.") : true;

        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(Posts.New("Second")))).IsTakenOver);
        Assert.True(Assert.Throws<ThreadUnavailableException>(() => core.Version).IsTakenOver);

        isBroken = false;
        scene.Cluster.Activate(older: false);
        Assert.True(Assert.IsType<CommentPosted>(await scene.Core.PostAsync(first)).Repeated);
        Assert.Equal(["Before", "First"], (await scene.Core.ReadPageAsync(new())).Items.Select(item => item.Text));
    });

    [Fact]
    public void Index_ThatFailsToTakeWhatIsStored_IsNotGoneOnWith() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var (core, isBroken) = (scene.Core, true);
        var (first, second) = (core.PostAsync(Posts.New("First")), core.PostAsync(Posts.New("Second")));
        scene.Cluster.Knows = _ => isBroken ? throw new InvalidOperationException("A fault of the index.") : true;

        // What is stored is answered so, whatever becomes of the index; nothing else is stored behind it.
        Assert.Equal(2, Assert.IsType<CommentPosted>(await first).Id.Number);
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => second)).IsTakenOver);
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(Posts.New("Third")))).IsTakenOver);

        isBroken = false;
        scene.Cluster.Activate(older: false);
        Assert.Equal(["Before", "First"], (await scene.Core.ReadPageAsync(new())).Items.Select(item => item.Text));
        Assert.Equal(3, (await scene.PostAsync(Posts.New("Second"))).Number);
    });

    [Fact]
    public void Manifest_IsLost_IsNeverReplacedByOneThatKnowsLess() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(800);
        var manifest = scene.Head.Manifest!;
        var kept = scene.Objects[manifest.Name];
        scene.Objects.Remove(manifest.Name);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        scene.Objects.Add(manifest.Name, kept); // Whoever restores it from a backup has everything again.
        for (var i = 0; i < 400; i++) await scene.PostAsync(Posts.New($"Later {i} {new string('x', 100)}"));
        await scene.World.Delay(3 * 24 * 3_600_000);
        await scene.PostAsync(Posts.New("Much later"));
        await scene.World.Delay(60_000);
        Assert.Equal(manifest, scene.Head.Manifest);
        await scene.CrashAsync();
        var first = await scene.Core.FindAsync(CommentId.Native(new(7), 1), 50);
        Assert.StartsWith("Filling 0 ", first!.View.Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("\"x\":\"Spoil me\"", "\"x\":{\"oil me\":0}")]
    [InlineData("\"k\":\"p\",\"t\"", "\"k\":\"p\",\"t\":\"soon\",\"tt\"")]
    public void Event_IsSpoiled_OnlyItsCommentIsDamaged(string text, string spoiled) => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(3);
        var id = await scene.PostAsync(Posts.New("Spoil me"));
        await scene.FillAsync(30);
        var block = scene.BlockWith("Spoil me");
        var all = System.Text.Encoding.UTF8.GetString(scene.Objects[block].Span);
        var at = all.LastIndexOf("{\"k\"", all.IndexOf("Spoil me", StringComparison.Ordinal), StringComparison.Ordinal);
        var found = all.IndexOf(text, at, StringComparison.Ordinal);
        scene.Objects[block] = System.Text.Encoding.UTF8.GetBytes(all[..found] + spoiled + all[(found + text.Length)..]);
        await scene.CrashAsync();
        var page = await scene.Core.ReadPageAsync(new ThreadPageQuery { Limit = 100 });
        Assert.Equal([id], page.Items.Where(item => item.Damaged).Select(item => item.Id));
        Assert.Equal(34, page.Items.Length);
        await scene.PostAsync(Posts.New("Goes on"));
    });

    [Fact]
    public void Snapshot_PartIsSpoiled_IndexIsMadeAnew() => ThreadScene.Play(new() { SnapshotEvents = 20 }, async scene =>
    {
        await scene.FillAsync(40);
        var part = SnapshotCodec.PartNames(SnapshotCodec.DecodeRoot(scene.Objects[scene.Head.Snapshot!.Name])!)[0];
        var content = SnapshotCodec.DecodePart(scene.Objects[part], 1);
        Array.Fill(content.Entries, (byte)0x7F);
        scene.Objects[part] = SnapshotCodec.EncodePart(1, content);
        await scene.CrashAsync();
        Assert.Equal(40, (await scene.Core.ReadPageAsync(new ThreadPageQuery { Limit = 100 })).Total);
    });

    // As a build does that knows an earlier form alone, after an upgrade is taken back or while it runs.
    [Fact]
    public void Snapshot_OfANewerForm_IsNeitherUsedNorReplaced() => ThreadScene.Play(new() { SnapshotEvents = 20 }, async scene =>
    {
        var id = await scene.PostAsync(Posts.New("First", status: CommentStatus.Held));
        Assert.True((await scene.Core.DecideAsync(Posts.Decide(Decision.Approve, id))).Done);
        await scene.FillAsync(40);
        await scene.World.Delay(60_000);
        var newer = scene.Head.Snapshot!;
        scene.Spoil(newer.Name, $"\"v\":{SnapshotCodec.Format},", $"\"v\":{SnapshotCodec.Format + 1},");
        await scene.CrashAsync();
        await scene.FillAsync(60);

        Assert.Equal(newer, scene.Head.Snapshot);
        Assert.Equal(101, (await scene.Core.ReadPageAsync(new ThreadPageQuery { Limit = 100 })).Total);
        Assert.Single(scene.Core.Index.AmendmentsOf(id.Number));
    });

    [Fact]
    public void Graveyard_IsDue_IsEmptiedInOneCommit() => ThreadScene.Play(async scene =>
    {
        for (var i = 0; i < 5; i++)
        {
            await scene.FillAsync(12);
            await scene.CrashAsync();
        }

        await scene.World.Delay(32 * 3_600_000);
        await scene.PostAsync(Posts.New("A day later"));
        Assert.True(scene.Head.Graves.Length > 6);
        var heads = scene.Cluster.Model.HeadsLanded;
        await scene.World.Delay(60_000);
        Assert.InRange(scene.Cluster.Model.HeadsLanded - heads, 1, 2);
        Assert.DoesNotContain(scene.Head.Graves, grave => grave.EnteredMinute * 60_000 < scene.World.Now);
    });
}
