namespace OrleansNews.Comments;

public class CommenterRulesTests
{
    [Fact]
    public void WithArticle_Known_ChangesNothing()
    {
        var state = CommenterRules.WithArticle(CommenterRules.WithArticle(new(), new(9)), new(4));

        Assert.Equal([4, 9], state.Articles);
        Assert.Same(state, CommenterRules.WithArticle(state, new(9)));
    }

    [Fact]
    public void WithBrowser_MoreThanTheBound_ForgetsTheOldest()
    {
        var browsers = Enumerable.Range(0, CommenterRules.TrustedBrowsers + 3).Select(_ => new BrowserId(Guid.NewGuid())).ToList();
        var state = browsers.Aggregate(new CommenterState(), CommenterRules.WithBrowser);

        Assert.Equal(browsers.Skip(3).Select(browser => browser.Value), state.Browsers);
        Assert.Same(state, CommenterRules.WithBrowser(state, browsers[^1]));
    }

    [Fact]
    public void WithVoucher_MoreThanTheBound_KeepsThoseApprovedLast_OfEachBrowserThatIsTrusted()
    {
        var (one, other) = (new BrowserId(Guid.NewGuid()), new BrowserId(Guid.NewGuid()));
        var state = CommenterRules.WithVoucher(new(), other, new(1));
        for (var i = 1; i <= CommenterRules.MostVouchers + 2; i++) state = CommenterRules.WithVoucher(state, one, new(i));

        Assert.Equal(Enumerable.Range(3, CommenterRules.MostVouchers).Reverse().Select(i => new CommentId(i)), CommenterRules.VouchersOf(state, one));
        Assert.Equal([new CommentId(1)], CommenterRules.VouchersOf(state, other));
        Assert.Same(state, CommenterRules.WithVoucher(state, one, new(5)));
        Assert.Equal((false, true, false), (CommenterRules.TakesVouchers(state, one), CommenterRules.TakesVouchers(state, other), CommenterRules.TakesVouchers(state, new(Guid.NewGuid()))));

        // With a browser that is forgotten goes what vouched for it.
        for (var i = 0; i < CommenterRules.TrustedBrowsers - 1; i++) state = CommenterRules.WithVoucher(state, new(Guid.NewGuid()), new(100 + i));
        Assert.False(CommenterRules.IsKnown(state, other));
        Assert.Equal(state.Browsers, state.Vouchers.Select(some => some.Browser).OrderBy(browser => state.Browsers.IndexOf(browser)));
    }

    [Fact]
    public void WithVoucher_OfABrowserThatIsTrustedForGood_ChangesNothing()
    {
        var browser = new BrowserId(Guid.NewGuid());
        var state = CommenterRules.WithBrowser(new(), browser);

        Assert.Same(state, CommenterRules.WithVoucher(state, browser, new(1)));
        Assert.Null(CommenterRules.VouchersOf(state, browser));
        Assert.False(CommenterRules.TakesVouchers(state, browser));
    }

    [Fact]
    public void Erased_KeepsTheSuspensionAlone()
    {
        var until = DateTimeOffset.UnixEpoch;
        var state = CommenterRules.Erased(new() { Articles = [1, 2, 3], Browsers = [Guid.NewGuid()], Vouchers = [new()], SuspendedUntil = until }, [2]);

        Assert.Equal([2], state.Articles);
        Assert.Empty(state.Browsers);
        Assert.Empty(state.Vouchers);
        Assert.Equal(until, state.SuspendedUntil);
    }
}
