using System.Globalization;
using System.Runtime.InteropServices;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread holds, reads and commits at once, however long it is.</summary>
public sealed class ThreadBoundsTests
{
    private const int OneHundredPosts = 100;

    [Fact]
    public void Commits_HoldNoMoreCommandsThanOneMay() => ThreadScene.Play(new() { MaxBatchCommands = 10 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var before = Commits(scene);

        var answers = await Task.WhenAll(Enumerable.Range(0, OneHundredPosts).Select(number => scene.Core.PostAsync(Posts.New($"Comment {number}"))));

        Assert.All(answers, answer => Assert.IsType<CommentPosted>(answer));
        Assert.InRange(Commits(scene) - before, 10, 40);
    });

    [Fact]
    public void Commits_HoldNoMoreBytesThanOneMay_AndALargerCommandAlone() => ThreadScene.Play(new() { MaxBatchBytes = 20_000 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var before = Commits(scene);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => scene.Core.PostAsync(Posts.New(number + new string('x', number == 7 ? 60_000 : 9_000)))));

        Assert.All(answers, answer => Assert.IsType<CommentPosted>(answer));
        Assert.InRange(Commits(scene) - before, 10, 60);
    });

    [Fact]
    public void Activation_ReadsTheIndexAndWhatIsNewer_AndNoOlderTexts() => ThreadScene.Play(new() { SnapshotEvents = 100 }, async scene =>
    {
        await scene.FillAsync(400);
        var old = scene.Head.Blocks[..(scene.Head.Blocks.Length / 2)];
        Assert.NotEmpty(old);
        await scene.CrashAsync();
        foreach (var block in old) scene.Objects.Remove(block.Name);

        Assert.Equal(400, (await scene.Core.GetVersionAsync(default)).Total);
    });

    [Fact]
    public void Head_OfALongThread_IsHardlyLongerThanThatOfAShortOne() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(200);
        var small = await SettledHeadAsync(scene);

        await scene.FillAsync(1_000);

        Assert.InRange(await SettledHeadAsync(scene), small / 2, small * 2);
        Assert.NotNull(scene.Head.Manifest);
    });

    [Fact]
    public void Entry_OfTheIndex_TakesAboutAHundredBytes() => Assert.InRange(Marshal.SizeOf<CommentEntry>(), 1, 110);

    private static long Commits(ThreadScene scene) => long.Parse(scene.Cluster.Store.ETag!, CultureInfo.InvariantCulture);

    // A day later what was replaced is deleted, and no longer named.
    private static async Task<int> SettledHeadAsync(ThreadScene scene)
    {
        await scene.World.Delay(31 * 3_600_000);
        await scene.FillAsync(5);
        await scene.World.Delay(60_000);
        return scene.Cluster.Store.Head!.Value.Length;
    }
}
