using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Moderation;

/// <summary>What the queues keep, in the bytes of the database.</summary>
public sealed partial class StoredQueueTests : IDisposable
{
    private const string Email = "very.private.person@mailbox.example";
    private const string Name = "Quentin Unmistakable";
    private const string Text = "A remark that nobody else would make";
    private const string Address = "203.0.113.201";
    private const string UserAgent = "VeryPrivateBrowser/7.7";

    // More than one page of a queue, so that there are pages beside the head.
    private const int Many = 450;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleansnews-queues");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Queues_KeepIdsAndTimes_AndNothingThatAnybodyWrote()
    {
        var ids = new List<CommentId>();
        string commenter;
        await using (var cluster = new NewsCluster { ConfigureSilo = silo => silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = _folder.FullName) })
        {
            await cluster.InitializeAsync();
            var story = await cluster.Client.NewArticleAsync();
            await story.PublishedAsync(Stories.Harbour.Unique());
            var thread = cluster.Client.GetGrain<ICommentThreadGrain>(story.Id().Value);
            ids.Add(Assert.IsType<CommentPosted>(await cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
            {
                Article = story.Id(), Submission = SubmissionId.FromKey("x"), Author = Name, Email = Email, Address = Address, UserAgent = UserAgent,
                Text = $"{Text}: https://a.example/ https://b.example/",
            })).Id);
            commenter = Assert.Single((await thread.ReadForModeratorsAsync([ids[0]], Posts.Moderator))!.Value).Commenter;
            CommentStatus[] statuses = [CommentStatus.Spam, CommentStatus.Trash, CommentStatus.Approved, .. Enumerable.Repeat(CommentStatus.Held, Many)];
            var posted = await Task.WhenAll(statuses.Select((status, number) => thread.PostAsync(Posts.New($"{Text} {number}", author: Name, commenter: commenter, status: status))));
            ids.AddRange(posted.Cast<CommentPosted>().Select(comment => comment.Id));
            Assert.True(await thread.FlagAsync(new(ids[3], FlagReason.Abuse, Text, new(Guid.NewGuid()))));
            await UntilToldAsync(cluster, IModerationQueueGrain.ShardOf(story.Id()));
        }

        var stored = Read();
        Assert.Equal(["moderation-queue", "moderation-queue-page"], stored.Select(state => state.Name).Distinct().Order());
        var all = string.Concat(stored.Select(state => state.Json));
        Assert.All(ids, id => Assert.Contains($"{id}", all, StringComparison.Ordinal));
        foreach (var secret in new[] { Name, Text, Email, Address, UserAgent, commenter }) Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        // Whatever is added later: a number, or the name of a page.
        Assert.All(stored.SelectMany(state => TextsOf(JsonDocument.Parse(state.Json).RootElement)), text => Assert.Matches(NameOfAPage(), text));
    }

    private static Task UntilToldAsync(NewsCluster cluster, int shard)
    {
        var queue = cluster.Client.GetGrain<IModerationQueueGrain>(shard);
        return Waits.UntilAsync(
            async () => await queue.CountAsync(Posts.Moderator) is { Held: Many + 1, Spam: 1, Trash: 1, Flagged: 1, All: Many + 2 },
            "The queue never hears of all comments.",
            () => cluster.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    private List<(string Name, string Json)> Read()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "grains.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state, payload FROM grain_state WHERE state LIKE 'moderation-queue%'";
        using var rows = command.ExecuteReader();
        var stored = new List<(string, string)>();
        while (rows.Read()) stored.Add((rows.GetString(0), Encoding.UTF8.GetString((byte[])rows[1])));
        return stored;
    }

    private static IEnumerable<string> TextsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsOf(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    [GeneratedRegex("^[A-Za-z0-9_-]{22}$")]
    private static partial Regex NameOfAPage();
}
