using System.Text;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>When the copies of a story are made anew to which comments are added, and how old they are said to be meanwhile.</summary>
public sealed class GrownStoriesTests : IClassFixture<NewsCluster>, IDisposable
{
    private const string Path = "/2026/11/22/harbour/";
    private static readonly ArticleId Article = new(7);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly GrowingPage _story = new();
    private readonly FollowedCopies _followed;

    public GrownStoriesTests(NewsCluster cluster) => _followed = new(cluster, _story);

    [Fact]
    public async Task Story_ThatGrowsEachSecond_IsCopiedOnceInTenSeconds()
    {
        await FirstPassAsync();
        for (var second = 1; second <= 30; second++) await GrowAsync();

        Assert.Equal(1 + 3, _story.Made);
        Assert.Equal("30 comments", await CopyAsync());
    }

    [Fact]
    public async Task Story_ThatGrewOnce_IsCopied_WithoutAnyOtherComment()
    {
        await FirstPassAsync();
        await GrowAsync();
        Assert.Equal("0 comments", await CopyAsync());

        for (var second = 1; second <= 10; second++) await PassAsync(new([], _followed.Version, Reset: false));
        Assert.Equal("1 comments", await CopyAsync());
    }

    [Fact]
    public async Task Story_UnderWhichSomethingIsHidden_IsCopiedAtOnce_WhateverIsAdded()
    {
        await FirstPassAsync();
        await GrowAsync();
        _story.Comments = 0;
        await PassAsync(new([Article], _followed.Version + 1, Reset: false));

        Assert.Equal(2, _story.Made);
        Assert.Equal("0 comments", await CopyAsync());

        // What grew before is in that copy: the ten seconds begin anew.
        for (var second = 1; second <= 9; second++) await GrowAsync();
        Assert.Equal(2, _story.Made);
    }

    /// <summary>A reader of a copy is told an age within which it lacks nothing.</summary>
    [Fact]
    public async Task Copies_AreSaidToBeAsOld_AsTheOldestCommentThatTheyMayLack()
    {
        await FirstPassAsync();
        for (var second = 1; second <= 35; second++)
        {
            await GrowAsync();
            var copy = (await _followed.Copies.FindAsync(Path))!;
            var lacks = _story.Comments - int.Parse(Encoding.UTF8.GetString(copy.Edition.Latest.Body.Bytes).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(copy.Age >= lacks * Second, $"After {second} s the copy lacks {lacks} comments, and is said to be {copy.Age} old.");
            Assert.True(copy.Age <= 2 * GrownStories.FollowEvery + Second, $"After {second} s the copy is said to be {copy.Age} old.");
        }
    }

    [Fact]
    public async Task Story_ThatIsSilentWhenItIsItsTurn_IsCopiedWhenItAnswers()
    {
        await FirstPassAsync();
        await GrowAsync();
        _story.IsSilent = true;
        for (var second = 1; second <= 20; second++) await PassAsync(new([], _followed.Version, Reset: false));
        Assert.Equal("0 comments", await CopyAsync());
        Assert.True((await _followed.Copies.FindAsync(Path))!.Age >= 20 * Second);

        _story.IsSilent = false;
        await PassAsync(new([], _followed.Version, Reset: false));
        Assert.Equal("1 comments", await CopyAsync());
    }

    public void Dispose() => _followed.Dispose();

    private async Task FirstPassAsync()
    {
        await _followed.BeginAsync();
        Assert.Equal(1, _story.Made);
    }

    private Task GrowAsync()
    {
        _story.Comments++;
        return PassAsync(new([Article], _followed.Version + 1, Reset: false, Added: [Article]));
    }

    // A second after the one before.
    private Task PassAsync(ThreadChanges changes)
    {
        _followed.Time.Advance(Second);
        return _followed.PassAsync(changes);
    }

    private async Task<string> CopyAsync() => Encoding.UTF8.GetString((await _followed.Copies.FindAsync(Path))!.Edition.Latest.Body.Bytes);

    private sealed class GrowingPage : IWarmPages, IPageSource
    {
        private bool _isListed;

        public int Comments { get; set; }

        public bool IsSilent { get; set; }

        /// <summary>How often the page was made.</summary>
        public int Made { get; private set; }

        public ArticleId? Article => GrownStoriesTests.Article;

        public Task<IReadOnlyList<WarmPage>?> ReadAsync() =>
            Task.FromResult<IReadOnlyList<WarmPage>?>(Interlocked.Exchange(ref _isListed, true) ? null : [new(Path, GrownStoriesTests.Article, 1, this)]);

        public Task<PageAnswer> ReadAsync(PageEdition? known)
        {
            if (IsSilent) throw new TimeoutException();
            Made++;
            return Task.FromResult<PageAnswer>(new PageEdition(new("build", 1, 1, Made), new(PageBody.Parse(Encoding.UTF8.GetBytes($"{Comments} comments"), new([])), new([]))));
        }
    }
}
