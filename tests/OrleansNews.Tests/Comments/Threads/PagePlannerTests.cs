using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

public sealed class PagePlannerTests
{
    private static readonly ArticleId Article = new(3);

    [Fact]
    public void AnyThread_PagesByCursor_ShowEverythingOnceInOrder() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        var expected = Conversations.Shown(index);
        var roots = expected.Where(n => index[n].Parent == 0).ToList();
        return ReadAll(index, ThreadOrder.Oldest, 7).SequenceEqual(expected) &&
               ReadAll(index, ThreadOrder.Newest, 7).Where(n => index[n].Parent == 0).SequenceEqual(Enumerable.Reverse(roots)) &&
               ReadAll(index, ThreadOrder.Newest, 3).Order().SequenceEqual(expected.Order()) &&
               ReadAll(index, ThreadOrder.Best, 5).SequenceEqual(expected);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void AnyThread_NumberedPages_CutConversationsFromTheOldest() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        var expected = Conversations.Shown(index);
        var planner = new PagePlanner(index, Article);
        var pages = planner.Plan(new() { Page = 0, Limit = 4 }).Pages;
        var seen = new List<int>();
        for (var page = 1; page <= pages; page++)
        {
            var plan = planner.Plan(new() { Page = page, Limit = 4 });
            if (plan.Page != page || plan.Pages != pages || plan.Items.Any(item => planner.PageOf(item.Number, 4) != page)) return false;
            seen.AddRange(plan.Items.Select(item => item.Number));
        }

        return seen.SequenceEqual(expected) && planner.Plan(new() { Page = 0, Limit = 4 }).Page == pages && planner.Plan(new() { Page = pages + 1, Limit = 4 }).Items.Count == 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void AnyThread_NotThreaded_PagesListWhatReadersSeeByDate_AndAPreviewWhereItWillStand() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        var planner = new PagePlanner(index, Article);
        var pages = planner.Plan(new() { Page = 0, Limit = 4, IsFlat = true }).Pages;
        var seen = new List<int>();
        for (var page = 1; page <= pages; page++)
        {
            var numbers = planner.Plan(new() { Page = page, Limit = 4, IsFlat = true }).Items.ConvertAll(item => item.Number);
            var newest = planner.Plan(new() { Page = page, Limit = 4, IsFlat = true, Order = ThreadOrder.Newest }).Items.ConvertAll(item => item.Number);
            if (numbers.Exists(number => planner.FlatPageOf(number, 4) != page) || !newest.SequenceEqual(Enumerable.Reverse(numbers))) return false;
            seen.AddRange(numbers);
        }

        var all = Enumerable.Range(1, index.LastNumber).ToList();
        return seen.SequenceEqual(all.Where(number => index[number].Status == CommentStatus.Approved)) &&
               all.Where(number => index[number].Status == CommentStatus.Held).All(held => planner.Plan(new() { Page = 0, Limit = 4, IsFlat = true, Preview = CommentId.Native(Article, held) })
                   .Items is var items && items.Exists(item => item.Number == held) && items.Select(item => item.Number).SequenceEqual(items.Select(item => item.Number).Order()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void AnyThread_FullPage_CountsWhatItLeavesOut() => Prop.ForAll(Gen.Choose(500, 2_000).SelectMany(n => Gen.ArrayOf(Gen.Choose(0, 40), n)).ToArbitrary(), parents =>
    {
        var index = Conversations.Build(parents, []);
        var plan = new PagePlanner(index, Article).Plan(new() { Limit = 100 });
        var conversations = plan.Items.Where(item => index[item.Number].Parent == 0).ToList();
        var visible = conversations.Sum(item => 1 + index[item.Number].VisibleBelow);
        return plan.Items.Count <= PagePlanner.MaxItems && plan.Items.All(item => item.MoreReplies >= 0) &&
               plan.Items.Count + plan.Items.Sum(item => item.MoreReplies) == visible;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void AnyThread_CommentThatItsPageLeavesOut_BeginsAPageOfItsParentsReplies() => Prop.ForAll(Gen.Choose(400, 1_500).SelectMany(n => Gen.ArrayOf(Gen.Choose(0, 40), n)).ToArbitrary(), parents =>
    {
        var index = Conversations.Build(parents, []);
        var planner = new PagePlanner(index, Article);
        return Enumerable.Range(1, index.LastNumber).Where(number => number % 7 == 0).All(number =>
        {
            var page = planner.PageOf(number, 50);
            var onPage = planner.Plan(new() { Page = page, Limit = 50 }).Items.Exists(item => item.Number == number);
            if (planner.HasRoom(number, page, 50) != onPage) return false;
            if (onPage) return true;
            var from = new PageCursor(PageCursor.RepliesFrom, number, 0, 0).ToString();
            return planner.Plan(new() { Root = CommentId.Native(Article, index[number].Parent), Cursor = from, Limit = 50 }).Items[0].Number == number;
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Replies_WithThousandsOfHiddenOnesBetween_ArePassedOverOnce()
    {
        var index = Conversations.Build([0, .. Enumerable.Range(1, 20_000)], Enumerable.Range(2, 20_000).Where(n => n % 2_000 != 0).Select(n => (n, CommentStatus.Spam)));
        Assert.Equal(Conversations.Shown(index), ReadAll(index, ThreadOrder.Oldest, 5));
        var passed = index.Passed;
        Assert.InRange(passed, 1, 3 * 20_000);
        for (var times = 0; times < 50; times++) ReadAll(index, ThreadOrder.Newest, 5);
        Assert.Equal(passed, index.Passed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replies_HiddenAndShownAgainBetweenReads_AreAlwaysWhatIsShown(int seed)
    {
        var random = new Random(seed);
        var index = Conversations.Build([0, .. Enumerable.Range(1, 300), .. Enumerable.Range(0, 100).Select(_ => random.Next(1, 200))], []);
        var sequence = index.Through;
        for (var change = 0; change < 600; change++)
        {
            var status = change < 350 || random.Next(3) == 0 ? CommentStatus.Trash : CommentStatus.Approved;
            index.Apply(++sequence, new StoredEvent { Kind = EventKind.Decided, Time = sequence, Number = change < 350 ? change + 2 : random.Next(1, 400), Status = status });
            if (change % 5 == 0) Assert.Equal(Conversations.Shown(index), ReadAll(index, ThreadOrder.Oldest, 7));
        }

        Assert.True(index.Passed > 0);
    }

    [Fact]
    public void Root_RepliesBelowAComment_AreReadInPages()
    {
        var index = Conversations.Build([0, .. Enumerable.Range(1, 30)], [(4, CommentStatus.Trash)]);
        var planner = new PagePlanner(index, Article);
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var plan = planner.Plan(new() { Root = CommentId.Native(Article, 1), Limit = 7, Cursor = cursor });
            seen.AddRange(plan.Items.Select(item => item.Number));
            cursor = plan.Next;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(2, 30).Where(n => n != 4), seen);
        Assert.Empty(planner.Plan(new() { Root = CommentId.Native(new(99), 1) }).Items);
        Assert.Empty(planner.Plan(new() { Root = CommentId.Native(Article, 31) }).Items);
    }

    [Fact]
    public void Cursor_CommentsArriveMeanwhile_NothingIsSkippedOrDoubled()
    {
        var index = Conversations.Build(new int[20], []);
        var planner = new PagePlanner(index, Article);
        var first = planner.Plan(new() { Order = ThreadOrder.Newest, Limit = 5 });
        index.Apply(21, new StoredEvent { Kind = EventKind.Posted, Number = 21, Status = CommentStatus.Approved });
        var second = planner.Plan(new() { Order = ThreadOrder.Newest, Limit = 5, Cursor = first.Next });
        Assert.Equal([20, 19, 18, 17, 16, 15, 14, 13, 12, 11], first.Items.Concat(second.Items).Select(i => i.Number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("o-5")]
    [InlineData("b5")]
    [InlineData("o99999999999999999999")]
    [InlineData("n3-4-5")]
    public void Cursor_Nonsense_ReadsFromTheBeginning(string cursor)
    {
        var planner = new PagePlanner(Conversations.Build(new int[4], []), Article);
        Assert.Equal([1, 2, 3, 4], planner.Plan(new() { Cursor = cursor }).Items.Select(i => i.Number));
    }

    [Fact]
    public void Preview_HeldReply_IsShownInItsPlaceToItsAuthorAlone()
    {
        var index = Conversations.Build([0, 1, 0, 0], [(2, CommentStatus.Held)]);
        var planner = new PagePlanner(index, Article);
        Assert.Equal([1, 3, 4], planner.Plan(new()).Items.Select(i => i.Number));
        Assert.Equal([1, 2, 3, 4], planner.Plan(new() { Preview = CommentId.Native(Article, 2) }).Items.Select(i => i.Number));
        Assert.Equal([1, 3, 4], planner.Plan(new() { Preview = CommentId.Native(new(4), 2) }).Items.Select(i => i.Number));
        Assert.Equal([1, 3, 4], planner.Plan(new()).Items.Select(i => i.Number));
    }

    [Fact]
    public void Preview_HeldConversation_IsOnTheNewestPage()
    {
        var index = Conversations.Build(new int[9], [(9, CommentStatus.Held)]);
        var planner = new PagePlanner(index, Article);
        var preview = CommentId.Native(Article, 9);
        Assert.Equal([5, 6, 7, 8, 9], planner.Plan(new() { Page = 0, Limit = 4, Preview = preview }).Items.Select(i => i.Number));
        Assert.Equal([1, 2, 3, 4], planner.Plan(new() { Page = 1, Limit = 4, Preview = preview }).Items.Select(i => i.Number));
        Assert.Equal([9, 8, 7, 6, 5], planner.Plan(new() { Order = ThreadOrder.Newest, Limit = 4, Preview = preview }).Items.Select(i => i.Number));
    }

    [Fact]
    public void Best_VotesChange_MoveConversations()
    {
        var index = Conversations.Build(new int[5], []);
        index.ApplyVotes(1, 1, [new(CommentId.Native(Article, 4), 10, 0), new(CommentId.Native(Article, 2), 1, 0), new(CommentId.Native(Article, 5), 0, 9)], DateTimeOffset.UnixEpoch, out var changed);
        Assert.True(changed);
        Assert.Equal([4, 2, 1, 3, 5], ReadAll(index, ThreadOrder.Best, 2));
        index.ApplyVotes(1, 2, [new(CommentId.Native(Article, 4), 0, 0)], DateTimeOffset.UnixEpoch, out _);
        Assert.False(index.ApplyVotes(1, 1, [new(CommentId.Native(Article, 3), 99, 0)], DateTimeOffset.UnixEpoch, out _));
        Assert.Equal([2, 1, 3, 4, 5], ReadAll(index, ThreadOrder.Best, 2));
    }

    private static List<int> ReadAll(ThreadIndex index, ThreadOrder order, int limit)
    {
        var planner = new PagePlanner(index, Article);
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var plan = planner.Plan(new() { Order = order, Limit = limit, Cursor = cursor });
            seen.AddRange(plan.Items.Select(item => item.Number));
            cursor = plan.Next;
        }
        while (cursor is not null);
        return seen;
    }
}
