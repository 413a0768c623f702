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
    public void Erased_KeepsTheSuspensionAlone()
    {
        var until = DateTimeOffset.UnixEpoch;
        var state = CommenterRules.Erased(new() { Articles = [1, 2, 3], Browsers = [Guid.NewGuid()], SuspendedUntil = until }, [2]);

        Assert.Equal([2], state.Articles);
        Assert.Empty(state.Browsers);
        Assert.Equal(until, state.SuspendedUntil);
    }
}
