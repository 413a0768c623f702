using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Comments;

/// <summary>A seal breaks visibly: on the bytes of the database file, and with an old copy of what was sealed.</summary>
public sealed class BrokenSealTests : IDisposable
{
    private const string Email = "very.private.person@mailbox.example";
    private const string Address = "203.0.113.201";
    private const string UserAgent = "VeryPrivateBrowser/7.7";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleansnews-seal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Erasure_DestroysThePersonsKeyInEveryStoredByte()
    {
        ModeratedComment kept;
        ImmutableArray<byte> key;
        await using (var cluster = await StartAsync())
        {
            kept = await PostAsync(cluster);
            key = (await Commenter(cluster, kept).BeginAsync(kept.View.Id.Article, null, TimeSpan.Zero)).SealingKey;
            Assert.Equal(Email, await Commenter(cluster, kept).UnsealAsync(kept.SealedEmail, Posts.Moderator));
        }

        // What the search finds while it is there, it would find afterwards.
        Assert.True(IsStored(key.AsSpan()));
        AssertNotReadable(Email, Address, UserAgent);
        var backup = kept;

        await using (var cluster = await StartAsync())
        {
            Assert.False(await Commenter(cluster, kept).EraseAsync(Posts.Author));
            Assert.True(await Commenter(cluster, kept).EraseAsync(Posts.Moderator));
            Assert.True(await Commenter(cluster, kept).EraseAsync(Posts.Moderator));
            Assert.Equal(CommentStatus.Erased, (await Thread(cluster, kept).FindAsync(kept.View.Id, 50))!.Status);

            // An old backup without the keys: its seal opens neither with what is stored now nor with the key that the person gets who comes back.
            Assert.Null(await Commenter(cluster, backup).UnsealAsync(backup.SealedEmail, Posts.Moderator));
            var fresh = (await Commenter(cluster, backup).BeginAsync(backup.View.Id.Article, null, TimeSpan.Zero)).SealingKey;
            Assert.NotEqual(key, fresh);
            Assert.Null(await Commenter(cluster, backup).UnsealAsync(backup.SealedEmail, Posts.Moderator));
            Assert.ThrowsAny<CryptographicException>(() => Seal.Open(backup.SealedEmail, fresh.AsSpan()));
        }

        Assert.False(IsStored(key.AsSpan()));
        AssertNotReadable(Email, Address, UserAgent);
    }

    [Fact]
    public async Task ExpiredDay_DestroysItsKeyInEveryStoredByte()
    {
        ModeratedComment kept;
        DayKey key;
        await using (var cluster = await StartAsync())
        {
            kept = await PostAsync(cluster);
            key = await DayKeys(cluster).GetKeyAsync(DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime));
            Assert.Equal(new(Address, UserAgent), await DayKeys(cluster).UnsealAsync(kept.SealedOrigin, Posts.Moderator));
        }

        Assert.True(IsStored(key.Key.AsSpan()));
        await using (var cluster = await StartAsync())
        {
            cluster.Time.Advance(TimeSpan.FromDays(31));
            await DayKeys(cluster).DestroyExpiredAsync(Actor.System);
            Assert.Null(await DayKeys(cluster).UnsealAsync(kept.SealedOrigin, Posts.Moderator));
        }

        Assert.False(IsStored(key.Key.AsSpan()));
        AssertNotReadable(Email, Address, UserAgent);
    }

    private static ICommenterGrain Commenter(NewsCluster cluster, ModeratedComment comment) => cluster.Client.GetGrain<ICommenterGrain>(comment.Commenter);

    private static ICommentThreadGrain Thread(NewsCluster cluster, ModeratedComment comment) =>
        cluster.Client.GetGrain<ICommentThreadGrain>(comment.View.Id.Article.Value);

    private static IDayKeysGrain DayKeys(NewsCluster cluster) => cluster.Client.GetGrain<IDayKeysGrain>(0);

    private static async Task<ModeratedComment> PostAsync(NewsCluster cluster)
    {
        var story = await cluster.Client.NewArticleAsync();
        await story.PublishedAsync(Stories.Harbour.Unique());
        var posted = Assert.IsType<CommentPosted>(await cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id(), Submission = SubmissionId.FromKey("x"), Author = "Somebody", Email = Email, Text = "Hello", Address = Address, UserAgent = UserAgent,
        }));
        return Assert.Single((await cluster.Client.GetGrain<ICommentThreadGrain>(story.Id().Value).ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
    }

    private async Task<NewsCluster> StartAsync()
    {
        var cluster = new NewsCluster { ConfigureSilo = silo => silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = _folder.FullName) };
        await cluster.InitializeAsync();
        return cluster;
    }

    private void AssertNotReadable(params string[] secrets)
    {
        foreach (var secret in secrets)
        {
            Assert.False(IsStored(Encoding.UTF8.GetBytes(secret)), $"{secret} can be read in {_folder}.");
            Assert.False(IsStored(Encoding.Unicode.GetBytes(secret)), $"{secret} can be read in {_folder}.");
        }
    }

    /// <summary>Whether bytes stand in any file, as they are or as the base64 of JSON.</summary>
    private bool IsStored(ReadOnlySpan<byte> bytes)
    {
        var base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        var escaped = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).Replace("+", "\\u002B", StringComparison.Ordinal));
        foreach (var file in _folder.GetFiles("*", SearchOption.AllDirectories))
        {
            var stored = File.ReadAllBytes(file.FullName).AsSpan();
            if (stored.IndexOf(bytes) >= 0 || stored.IndexOf(base64) >= 0 || stored.IndexOf(escaped) >= 0) return true;
        }

        return false;
    }
}
