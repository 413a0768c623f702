using OrleansNews.Cluster;
using OrleansNews.Moderation;

namespace OrleansNews.Trees;

public class StoredTreeNodesTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private const string Kind = "moderation-queue-page";

    private static readonly TreeNode<QueueEntry> Node = new() { Entries = [new() { Seconds = 1, Id = 2 }] };

    private int Reads => cluster.Storage.CountOf(StorageOperation.Read, Kind);

    [Fact]
    public async Task Delete_OfANodeInMemory_ReadsNothing()
    {
        var nodes = NewNodes();
        var name = await nodes.AddAsync(Node);
        var reads = Reads;

        await nodes.DeleteAsync(name);

        Assert.Equal(reads, Reads);
        await Assert.ThrowsAsync<TreeNodeMissingException>(() => NewNodes().GetAsync(name));
        await nodes.DeleteAsync(name);
    }

    [Fact]
    public async Task Delete_OfANodeThatAnotherActivationStoredOrDeleted_IsDone()
    {
        var (nodes, others) = (NewNodes(), NewNodes());
        var (mine, read) = (await nodes.AddAsync(Node), await nodes.AddAsync(Node));
        await others.DeleteAsync(mine);
        Assert.Equal(Node.Entries, (await others.GetAsync(read)).Entries);

        await nodes.DeleteAsync(mine);
        await others.DeleteAsync(read);

        await Assert.ThrowsAsync<TreeNodeMissingException>(() => NewNodes().GetAsync(mine));
        await Assert.ThrowsAsync<TreeNodeMissingException>(() => NewNodes().GetAsync(read));
    }

    private StoredTreeNodes<QueueEntry> NewNodes() => new(cluster.Storage, Kind, cached: 4);
}
