using OrleansNews.Comments;
using OrleansNews.Listings;

namespace OrleansNews.Moderation;

public sealed class LogTreeTests
{
    private static readonly ArticleId _story = new(7);

    private readonly LogTree _tree = new(new TreeNodesInMemory<StoredLogEntry>(), leafCapacity: 4);
    private ModerationLogState _state = new();

    [Fact]
    public async Task Entry_ToldAgain_StaysAsItWas()
    {
        await AppendAsync(Entry(1, reason: "Sells watches"));
        var before = _state;

        await AppendAsync(Entry(1, reason: "Sells watches"), Entry(1, login: "impostor", reason: "something else"));

        Assert.Same(before, _state);
        var entry = Assert.Single((await ReadAsync(new())).Entries);
        Assert.Equal(("mo", "Sells watches"), (entry.Login, entry.Reason));
    }

    [Fact]
    public async Task Entry_OfAnErasedComment_LosesItsReason_WhateverIsToldLater()
    {
        await AppendAsync(Entry(1, reason: "Ann Smith sells watches"));
        await AppendAsync(Entry(1) with { IsErased = true, Reason = "Ann Smith sells watches" });
        await AppendAsync(Entry(1, reason: "Ann Smith sells watches"));

        var entry = Assert.Single((await ReadAsync(new())).Entries);
        Assert.Equal((true, "", "mo"), (entry.IsErased, entry.Reason, entry.Login));
    }

    [Fact]
    public async Task Pages_OfALongLog_HoldEveryEntryOnce_TheNewestFirst()
    {
        foreach (var part in Enumerable.Range(1, 50).Chunk(7)) await AppendAsync([.. part.Select(i => Entry(i))]);
        var found = new List<long>();
        LogPlace? next = null;
        do
        {
            var page = await _tree.ReadAsync(_state, new() { Limit = 3, Before = next }, 1_000);
            found.AddRange(page.Entries.Select(entry => entry.Place.Milliseconds));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, 50).Reverse().Select(i => (long)i), found);
    }

    [Fact]
    public async Task Page_OfARareModerator_EndsAfterSoManyEntries_AndGoesOn()
    {
        await AppendAsync([Entry(1, login: "ann"), .. Enumerable.Range(2, 30).Select(i => Entry(i))]);

        var first = await _tree.ReadAsync(_state, new() { Moderator = "ANN" }, 10);
        var rest = await _tree.ReadAsync(_state, new() { Moderator = "ANN", Before = first.Next }, 100);

        Assert.Empty(first.Entries);
        Assert.NotNull(first.Next);
        Assert.Equal((1L, null), (Assert.Single(rest.Entries).Place.Milliseconds, rest.Next));
    }

    [Fact]
    public async Task Filters_LeaveOutWhatDoesNotFit()
    {
        await AppendAsync(Entry(1_000, login: "ann"), Entry(2_000), Entry(3_000) with { Action = LogAction.Approved }, Entry(4_000) with { Article = new(15) });

        Assert.Equal([1_000], await FoundAsync(new() { Moderator = "ann" }));
        Assert.Equal([3_000], await FoundAsync(new() { Action = LogAction.Approved }));
        Assert.Equal([4_000], await FoundAsync(new() { Article = new(15) }));
        Assert.Equal([3_000, 2_000], await FoundAsync(new() { From = At(2_000), Until = At(4_000) }));
        Assert.Empty(await FoundAsync(new() { From = At(5_000) }));
    }

    [Fact]
    public async Task Story_FindsNoDecisionAboutAPerson_ForEverybody_AndItsPagesHaveNoGaps()
    {
        await AppendAsync([.. Enumerable.Range(1, 9).Select(i => Entry(i) with { Action = i % 3 == 0 ? LogAction.Suspended : i == 5 ? LogAction.RuleChanged : LogAction.Spam })]);
        var query = new LogQuery { Article = _story, Limit = 3, IsPublic = true };

        var first = await ReadAsync(query);
        var rest = await ReadAsync(query with { Before = first.Next });

        Assert.Equal([8, 7, 4], first.Entries.Select(entry => entry.Place.Milliseconds));
        Assert.Equal([2, 1], rest.Entries.Select(entry => entry.Place.Milliseconds));
        Assert.Empty(await FoundAsync(query with { Action = LogAction.Suspended }));
        Assert.Equal([9, 6, 3], await FoundAsync(query with { Action = LogAction.Suspended, Article = null }));
        Assert.Equal([9, 6, 3], await FoundAsync(query with { Action = LogAction.Suspended, IsPublic = false }));
    }

    [Fact]
    public void Parts_Merged_ShowNothingBehindWhatOneOfThemHasNotReadYet()
    {
        var page = LogRules.Merge([new([Entry(9), Entry(7)], Entry(7).Place), new([Entry(8), Entry(2)], null)], 10);
        Assert.Equal([9, 8, 7], page.Entries.Select(entry => entry.Place.Milliseconds));
        Assert.Equal(7, page.Next!.Value.Milliseconds);

        var cut = LogRules.Merge([new([Entry(9), Entry(7)], null), new([Entry(8)], null)], 2);
        Assert.Equal([9, 8], cut.Entries.Select(entry => entry.Place.Milliseconds));
        Assert.Equal(8, cut.Next!.Value.Milliseconds);
        Assert.Null(LogRules.Merge([new([Entry(9)], null), new([Entry(8)], null)], 2).Next);
    }

    [Theory]
    [InlineData("mo", "Ann Smith sells watches", "")]
    [InlineData("mo", "word", "")]
    [InlineData("", "word:casino", "word")]
    [InlineData("", "first-time", "first-time")]
    [InlineData("", "of a newer build: Ann Smith", "")]
    public void Everybody_SeesTheRule_AndNeitherWordsNorNames(string login, string reason, string shown)
    {
        var entry = LogRules.ForEverybody(Entry(1, login, reason));

        Assert.Equal((shown, "", 0), (entry.Reason, entry.Login, entry.Number));
    }

    private static LogEntry Entry(long at, string login = "mo", string reason = "") => new()
    {
        Place = LogPlace.Of(at, _story, at), Action = LogAction.Spam, Article = _story, Number = 3, From = CommentStatus.Held, To = CommentStatus.Spam, Login = login, Reason = reason,
    };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private async Task AppendAsync(params LogEntry[] entries) => _state = await _tree.AppendAsync(_state, entries);

    private Task<LogPage> ReadAsync(LogQuery query) => _tree.ReadAsync(_state, query, 1_000);

    private async Task<IEnumerable<long>> FoundAsync(LogQuery query) => (await ReadAsync(query)).Entries.Select(entry => entry.Place.Milliseconds);
}
