using System.Collections.Immutable;
using System.Security.Cryptography;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Moderation;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Comments;

/// <summary>A seal breaks visibly: on the bytes of the database file, and with an old copy of what was sealed.</summary>
public sealed class BrokenSealTests : IDisposable
{
    private const string Email = "very.private.person@mailbox.example";
    private const string Name = "Quentin Unmistakable";
    private const string Text = "A remark that nobody else would make.";
    private const string Reason = "Pretends to be somebody whom everybody knows.";
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
            key = (await Commenter(cluster, kept).BeginAsync(kept.View.Id.Article, new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
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
            var fresh = (await Commenter(cluster, backup).BeginAsync(backup.View.Id.Article, new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
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

    [Fact]
    public async Task Erasure_TakesNameTextAndReasonsOutOfEveryStoredByte()
    {
        ModeratedComment kept;
        await using (var cluster = await StartAsync())
        {
            kept = await PostAsync(cluster);
            await Thread(cluster, kept).DecideAsync(new([kept.View.Id], Decision.Approve, Posts.Moderator, Reason));
            // Enough words of other people behind it that it does not stand in the open tail alone.
            for (var i = 0; i < 30; i++) await Thread(cluster, kept).PostAsync(Posts.New(new string('o', 500) + i));
            Assert.True(IsReadable(Name), "The name cannot be found although nothing is erased.");
            Assert.True(IsReadable(Text), "The text cannot be found although nothing is erased.");
            while ((await cluster.Client.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!.Entries.All(entry => entry.Reason != Reason))
                await Task.Delay(10, TestContext.Current.CancellationToken);
            Assert.True(IsReadable(Reason), "The reason cannot be found although nothing is erased.");
        }

        Assert.True(IsReadable(Name) && IsReadable(Text));
        await using (var cluster = await StartAsync())
        {
            Assert.True(await Commenter(cluster, kept).EraseAsync(Posts.Moderator));
            // The blocks are rewritten beside the posts; then the database's own log is emptied.
            while (IsReadable(Name) || IsReadable(Text) || IsReadable(Reason))
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        AssertNotReadable(Name, Text, Reason, Email, Address, UserAgent);
        Assert.True(IsReadable(new string('o', 500)), "What others wrote is gone too.");
    }

    [Fact]
    public async Task BackupWithoutKeys_OfTheTimeBeforeAnErasureAndAnExpiry_IsOpenedByNoKeyThatIsLeft()
    {
        var backup = Path.Combine(_folder.FullName, "backup", "grains.db");
        var live = Path.Combine(_folder.FullName, "grains.db");
        Directory.CreateDirectory(Path.GetDirectoryName(backup)!);
        ImmutableArray<byte> key;
        DayKey day;
        await using (var cluster = await StartAsync())
        {
            var kept = await PostAsync(cluster);
            key = (await Commenter(cluster, kept).BeginAsync(kept.View.Id.Article, new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
            day = await DayKeys(cluster).GetKeyAsync(DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime));
            await SqliteGrainStorageFile.BackUpAsync(live, backup);

            await Commenter(cluster, kept).EraseAsync(Posts.Moderator);
            cluster.Time.Advance(TimeSpan.FromDays(31));
            await DayKeys(cluster).DestroyExpiredAsync(Actor.System);

            // Life goes on: others comment, and so does whoever was erased.
            await PostAsync(cluster);
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
            await PostAsync(cluster, "somebody.else@mailbox.example");
        }

        // With the keys that were in it the backup is an open book: they have to be left out.
        Assert.Equal([$"{Address}\n{UserAgent}", Email], StoredSecrets.Open(StoredSecrets.Seals(backup), StoredSecrets.Keys(backup)));
        StoredSecrets.LeaveOutKeys(backup);
        Assert.Empty(StoredSecrets.Keys(backup));

        var left = StoredSecrets.Keys(live);
        Assert.Equal(3, left.Count); // Of two persons and of a day.
        Assert.Equal(3, StoredSecrets.Open(StoredSecrets.Seals(live), left).Count);
        Assert.NotEmpty(StoredSecrets.Seals(backup));
        Assert.Empty(StoredSecrets.Open(StoredSecrets.Seals(backup), left));

        foreach (var file in _folder.GetFiles()) file.Delete();
        Assert.False(IsStored(key.AsSpan()) || IsStored(day.Key.AsSpan()), "The keys stand elsewhere too.");
        Assert.True(IsReadable(Name));
        AssertNotReadable(Email, Address, UserAgent);
    }

    private static ICommenterGrain Commenter(NewsCluster cluster, ModeratedComment comment) => cluster.Client.GetGrain<ICommenterGrain>(comment.Commenter);

    private static ICommentThreadGrain Thread(NewsCluster cluster, ModeratedComment comment) =>
        cluster.Client.GetGrain<ICommentThreadGrain>(comment.View.Id.Article.Value);

    private static IDayKeysGrain DayKeys(NewsCluster cluster) => cluster.Client.GetGrain<IDayKeysGrain>(0);

    private static async Task<ModeratedComment> PostAsync(NewsCluster cluster, string email = Email)
    {
        var story = await cluster.Client.NewArticleAsync();
        await story.PublishedAsync(Stories.Harbour.Unique());
        var posted = Assert.IsType<CommentPosted>(await cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id(), Submission = new(Guid.NewGuid()), Author = Name, Email = email, Text = Text, Address = Address, UserAgent = UserAgent,
        }));
        return Assert.Single((await cluster.Client.GetGrain<ICommentThreadGrain>(story.Id().Value).ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
    }

    private async Task<NewsCluster> StartAsync()
    {
        var cluster = new NewsCluster { ConfigureSilo = silo => silo.AddSqliteGrainStorageAsDefault(options => options.DataDirectory = _folder.FullName) };
        await cluster.InitializeAsync();
        return cluster;
    }

    private bool IsReadable(string text) => StoredBytes.AreReadable(_folder, text);

    private void AssertNotReadable(params string[] secrets) => StoredBytes.AssertNotReadable(_folder, secrets);

    private bool IsStored(ReadOnlySpan<byte> bytes) => StoredBytes.AreStored(_folder, bytes);
}
