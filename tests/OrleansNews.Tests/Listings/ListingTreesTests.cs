using FsCheck;
using FsCheck.Fluent;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

public class ListingTreesTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Random updates in random batches, on trees with tiny nodes, against a plain dictionary.</summary>
    [Fact]
    public void Apply_RandomUpdates_ShowsWhatAPlainListWould()
    {
        var update = from article in Gen.Choose(1, 60)
                     from revision in Gen.Choose(1, 12)
                     from minutes in Gen.Choose(0, 40)
                     from removed in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                     select Update(article, revision, removed ? null : minutes);
        var history = Gen.ListOf(Gen.ListOf(update)).Select(batches => batches.Select(batch => batch.ToArray()).ToArray());

        Prop.ForAll(Arb.From(history), batches => MatchesModelAsync(batches).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));
    }

    private static async Task<bool> MatchesModelAsync(ListingUpdate[][] batches)
    {
        var listing = new TinyListing();
        var model = new Dictionary<ArticleId, ListingUpdate>();
        var (follower, followed) = (new Dictionary<ArticleId, ListingChange>(), 0L);
        foreach (var batch in batches)
        {
            await listing.ApplyAsync(batch);
            foreach (var update in batch)
            {
                if (!model.TryGetValue(update.Article, out var known) || update.Revision > known.Revision || (update.Revision == known.Revision && update.Entry is null))
                    model[update.Article] = update;
            }

            var expected = model.Values.Where(known => known.Entry is not null).Select(known => known.Entry!)
                .OrderByDescending(entry => entry.PublishedAt).ThenByDescending(entry => entry.Article.Value).Select(entry => (entry.Article, entry.Revision)).ToList();
            Assert.Equal(expected, await listing.AllAsync(7));
            Assert.Equal(expected.Count, listing.State.Stories.Count);

            var changes = await listing.ChangesAsync(0, 3);
            Assert.Equal(model.Keys.OrderBy(article => article.Value), changes.Select(change => change.Article).OrderBy(article => article.Value));
            Assert.All(changes, change => Assert.Equal((model[change.Article].Revision, model[change.Article].Entry is null), (change.Revision, change.IsRemoved)));
            Assert.Equal(changes.Select(change => change.Position).Order().Distinct(), changes.Select(change => change.Position));
            // Who followed so far hears of this batch alone, and by that knows what everybody knows.
            foreach (var change in await listing.ChangesAsync(followed, 2)) follower[change.Article] = change;
            followed = listing.State.Version;
            Assert.Equal(changes.ToHashSet(), follower.Values.ToHashSet());
        }

        return true;
    }

    [Fact]
    public async Task Neighbours_OfEveryPlace_AreThoseOfAPlainList()
    {
        var listing = new TinyListing();
        // Every third place is empty, and some moments have two stories.
        await listing.ApplyAsync([.. Enumerable.Range(1, 60).Where(i => i % 3 != 0).Select(i => Update(i, 1, i / 2))]);
        var places = Enumerable.Range(1, 60).Select(i => (Key: ListingRecord.KeyOf(Day.AddMinutes(i / 2).UtcTicks, new(i)), Id: new ArticleId(i), IsThere: i % 3 != 0)).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            var found = await listing.FindNeighboursAsync(places[i].Key);
            Assert.Equal(places[..i].LastOrDefault(place => place.IsThere).Id, found.Previous?.Article ?? default);
            Assert.Equal(places[(i + 1)..].FirstOrDefault(place => place.IsThere).Id, found.Next?.Article ?? default);
        }
    }

    [Fact]
    public async Task Apply_TheSameUpdatesAgain_ChangesNothing()
    {
        var listing = new TinyListing();
        var updates = Enumerable.Range(1, 50).Select(i => Update(i, 1, i)).ToArray();
        await listing.ApplyAsync(updates);
        var (state, written) = (listing.State, listing.Written);

        await listing.ApplyAsync(updates);

        Assert.Same(state, listing.State);
        Assert.Equal(written, listing.Written);
    }

    [Fact]
    public async Task Apply_EntryOfARemovedRevision_DoesNotComeBack()
    {
        var listing = new TinyListing();
        await listing.ApplyAsync(Update(1, 2, null)); // the removal overtook the entry
        await listing.ApplyAsync(Update(1, 1, 0), Update(1, 2, 0));
        Assert.Empty(await listing.AllAsync(10));

        await listing.ApplyAsync(Update(1, 3, 0));

        Assert.Equal([(new ArticleId(1), 3L)], await listing.AllAsync(10));
    }

    /// <summary>What an entry does not show has changed: those who follow hear of the story again, and readers of the listing see what they saw.</summary>
    [Fact]
    public async Task Touch_OfAListedStory_IsAChange_AndNothingElse()
    {
        var listing = new TinyListing();
        await listing.ApplyAsync(Update(1, 1, 0), Update(2, 1, 1), Update(3, 2, null));
        var (all, version) = (await listing.AllAsync(10), listing.State.Version);

        await listing.ApplyAsync(ListingUpdate.Touch(new(1)), ListingUpdate.Touch(new(1)));
        Assert.Equal([new ArticleId(1)], (await listing.ChangesAsync(version, 10)).Select(change => change.Article));
        Assert.Equal(all, await listing.AllAsync(10));

        // One that is not there, or is told of besides, is not told of twice.
        version = listing.State.Version;
        await listing.ApplyAsync(ListingUpdate.Touch(new(3)), ListingUpdate.Touch(new(9)), ListingUpdate.Touch(new(2)), Update(2, 2, 1));
        Assert.Equal([new ArticleId(2)], (await listing.ChangesAsync(version, 10)).Select(change => change.Article));
        Assert.Equal([(new ArticleId(2), 2L), (new ArticleId(1), 1L)], await listing.AllAsync(10));
    }

    [Fact]
    public async Task Apply_StoryWithAnotherDate_Moves()
    {
        var listing = new TinyListing();
        await listing.ApplyAsync([.. Enumerable.Range(1, 30).Select(i => Update(i, 1, i))]);

        await listing.ApplyAsync(Update(3, 2, 100));

        var all = await listing.AllAsync(30);
        Assert.Equal((new ArticleId(3), 2L), all[0]);
        Assert.Equal(30, all.DistinctBy(entry => entry.Article).Count());
    }

    [Fact]
    public async Task Apply_EverythingRemoved_LeavesAnEmptyListingAndNoPage()
    {
        var listing = new TinyListing();
        await listing.ApplyAsync([.. Enumerable.Range(1, 200).Select(i => Update(i, 1, i))]);

        foreach (var i in Enumerable.Range(1, 200)) await listing.ApplyAsync(Update(i, 2, null));

        Assert.Empty(await listing.AllAsync(10));
        Assert.True(listing.State.Stories.IsLeaf);
        Assert.Equal(0, listing.StoredStories);
    }

    [Fact]
    public async Task Apply_OneMoreStory_WritesAsManyNodesInALongListingAsTheTreeIsHigh()
    {
        var stories = new TreeNodesInMemory<ListingRecord>();
        var known = new TreeNodesInMemory<KnownStory>();
        var changes = new TreeNodesInMemory<ListedChange>();
        var trees = new ListingTrees(stories, known, changes, ListingTrees.LeafCapacity, ListingTrees.ChildCapacity);
        var state = await trees.ApplyAsync(new(), Enumerable.Range(1, 100_000).Select(i => Update(i, 1, i)));
        var before = stories.Written + known.Written + changes.Written;

        state = await trees.ApplyAsync(state, [Update(100_001, 1, 100_001)]);

        Assert.InRange(stories.Written + known.Written + changes.Written - before, 1, 9);
        Assert.InRange(state.Stories.Children.Length + state.Known.Children.Length, 2, 2 * ListingTrees.ChildCapacity);
        Assert.Equal(100_001, state.Stories.Count);
        Assert.Equal(new ArticleId(50_001), Assert.Single(await trees.ReadAsync(state, 0, state.Stories.Count, new(50_001, 1))).Article);
    }

    [Fact]
    public async Task Read_AnyPageOfALongListing_ReadsAsManyNodesAsTheTreeIsHigh()
    {
        var stories = new TreeNodesInMemory<ListingRecord>();
        var trees = new ListingTrees(stories, new TreeNodesInMemory<KnownStory>(), null, ListingTrees.LeafCapacity, ListingTrees.ChildCapacity);
        var state = await trees.ApplyAsync(new(), Enumerable.Range(1, 100_000).Select(i => Update(i, 1, i)));
        foreach (var query in new ListingQuery[] { new(1, 10), new(5_000, 10), new(10_000, 10), new(500, 100, OldestFirst: true) })
        {
            var before = stories.Read;
            Assert.NotEmpty(await trees.ReadAsync(state, 0, state.Stories.Count, query));
            Assert.InRange(stories.Read - before, 1, 6);
        }

        var (at, bounds) = (stories.Read, await trees.RangeAsync(state, Day.AddMinutes(40_000), Day.AddMinutes(41_440)));
        Assert.Equal((39_999, 41_439), bounds);
        Assert.InRange(stories.Read - at, 1, 6);
    }

    [Fact]
    public async Task Range_OfAnyMoments_HoldsWhatWasPublishedBetweenThem()
    {
        var listing = new TinyListing();
        await listing.ApplyAsync([.. Enumerable.Range(1, 60).Select(i => Update(i, 1, i / 2))]);
        for (var from = -1; from <= 32; from++)
        {
            for (var until = -1; until <= 32; until++)
            {
                var expected = Enumerable.Range(1, 60).Where(i => i / 2 >= from && i / 2 < until).Select(i => new ArticleId(i)).ToList();
                Assert.Equal(expected, await listing.BetweenAsync(Day.AddMinutes(from), Day.AddMinutes(until), oldestFirst: true));
                Assert.Equal(Enumerable.Reverse(expected), await listing.BetweenAsync(Day.AddMinutes(from), Day.AddMinutes(until), oldestFirst: false));
            }
        }
    }

    private static ListingUpdate Update(int article, int revision, int? minutes) => new(new(article), revision, minutes is not { } after ? null : new()
    {
        Article = new(article),
        Revision = revision,
        Path = $"/{article}/",
        Title = $"Story {article}",
        PublishedAt = Day.AddMinutes(after),
    });

    /// <summary>Nodes of four entries and four children, so that a few stories make a high tree.</summary>
    private sealed class TinyListing
    {
        private readonly TreeNodesInMemory<ListingRecord> _stories = new();
        private readonly TreeNodesInMemory<KnownStory> _known = new();
        private readonly TreeNodesInMemory<ListedChange> _changes = new();
        private readonly ListingTrees _trees;

        public TinyListing() => _trees = new(_stories, _known, _changes, 4, 4);

        public ListingState State { get; private set; } = new();

        public int Written => _stories.Written + _known.Written + _changes.Written;

        public int StoredStories => _stories.Stored;

        public async Task ApplyAsync(params ListingUpdate[] updates)
        {
            var next = await _trees.ApplyAsync(State, updates);
            if (ReferenceEquals(next, State)) return;
            _stories.Delete(next.ReplacedStories);
            _known.Delete(next.ReplacedKnown);
            _changes.Delete(next.ReplacedChanges);
            State = next with { ReplacedStories = [], ReplacedKnown = [], ReplacedChanges = [] };
        }

        /// <summary>What a follower hears that went on from <paramref name="after"/>, some changes at a time.</summary>
        public async Task<List<ListingChange>> ChangesAsync(long after, int take)
        {
            var all = new List<ListingChange>();
            while (await _trees.ReadChangesAsync(State, after, take) is { IsEmpty: false } some)
            {
                all.AddRange(some);
                after = some[^1].Position;
            }

            return all;
        }

        public Task<ListingNeighbours> FindNeighboursAsync(TreeKey place) => _trees.FindNeighboursAsync(State, place);

        public async Task<List<ArticleId>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, bool oldestFirst)
        {
            var (first, end) = await _trees.RangeAsync(State, from, until);
            var all = new List<ArticleId>();
            for (var page = 1; ; page++)
            {
                var entries = await _trees.ReadAsync(State, first, end, new(page, 7, OldestFirst: oldestFirst));
                if (entries.IsEmpty) return all;
                all.AddRange(entries.Select(entry => entry.Article));
            }
        }

        public async Task<List<(ArticleId Article, long Revision)>> AllAsync(int pageSize)
        {
            var all = new List<(ArticleId, long)>();
            for (var page = 1; ; page++)
            {
                var entries = await _trees.ReadAsync(State, 0, State.Stories.Count, new(page, pageSize));
                if (entries.IsEmpty) return all;
                all.AddRange(entries.Select(entry => (entry.Article, entry.Revision)));
            }
        }
    }
}
