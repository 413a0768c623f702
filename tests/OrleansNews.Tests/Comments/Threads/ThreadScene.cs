using OrleansNews.Comments.Simulation;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>One thread in a simulated world without faults, so that a test can tell what lies in its store at every moment. Its blocks are small.</summary>
internal sealed class ThreadScene
{
    private int _filled;

    private ThreadScene(SimulatedWorld world)
    {
        World = world;
        Cluster = new(world, sabotage: null)
        {
            SendsMail = false,
            Options = new() { SnapshotEvents = 1_000_000 },
            LogOptions = new() { TailBytes = 400, DirectBlockBytes = 50_000, MergeFanIn = 4, BlockBytes = 20_000, RecentBlocks = 8, GraveyardAge = TimeSpan.FromHours(24) },
        };
    }

    public SimulatedWorld World { get; }

    public SimulatedCluster Cluster { get; private init; }

    public ThreadCore Core => Cluster.Route().Core;

    public Dictionary<ObjectName, ReadOnlyMemory<byte>> Objects => Cluster.Store.Objects;

    public LogHead Head => LogHeadCodec.Decode(Cluster.Store.Head!.Value).Head;

    public static void Play(Func<ThreadScene, Task> play) => Play(null, play);

    public static void Play(ThreadOptions? options, Func<ThreadScene, Task> play)
    {
        var world = new SimulatedWorld(1);
        var scene = new ThreadScene(world);
        if (options is not null)
        {
            var logOptions = scene.Cluster.LogOptions with { CacheBytes = options.CacheBytes / 2 }; // As the grain shares it out.
            scene = new(world) { Cluster = new(world, sabotage: null) { Options = options, LogOptions = logOptions, SendsMail = false } };
        }

        scene.Cluster.Model.RememberedSubmissions = scene.Cluster.Options.RememberedSubmissions;
        scene.Cluster.Activate(older: false); // The cluster itself might begin with an older build.
        world.Run(() => play(scene), 100L * 24 * 3_600_000);
    }

    public async Task<CommentId> PostAsync(PostComment post) => Assert.IsType<CommentPosted>(await Core.PostAsync(post)).Id;

    /// <summary>Posts so much that blocks are written and merged.</summary>
    public async Task FillAsync(int comments)
    {
        for (var i = 0; i < comments; i++)
        {
            await PostAsync(Posts.New($"Filling {_filled++} {new string('x', 100)}"));
            await World.Delay(100);
        }
    }

    /// <summary>Ends the activation as a crash does; the next call makes another.</summary>
    public async Task CrashAsync()
    {
        Cluster.CrashAll();
        await World.Delay(100);
        Cluster.Activate(older: false);
    }

    public bool IsStored(string text) => Objects.Values.Append(Cluster.Store.Head!.Value).Any(json => Contains(json, text));

    public ObjectName BlockWith(string text) => Head.Blocks.Select(block => block.Name).First(name => Contains(Objects[name], text));

    /// <summary>Puts other characters in the place of some, as a failing disk does.</summary>
    public void Spoil(ObjectName name, string text, string spoiled)
    {
        var json = System.Text.Encoding.UTF8.GetString(Objects[name].Span);
        Assert.Contains(text, json, StringComparison.Ordinal);
        Objects[name] = System.Text.Encoding.UTF8.GetBytes(json.Replace(text, spoiled, StringComparison.Ordinal));
    }

    private static bool Contains(ReadOnlyMemory<byte> json, string text) => json.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}
