using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>How a commenter's state changes. The same instance means that nothing changed.</summary>
internal static class CommenterRules
{
    /// <summary>A person is trusted in this many browsers, the newest ones.</summary>
    public const int TrustedBrowsers = 32;

    /// <summary>A browser is trusted by this many comments, those approved last.</summary>
    public const int MostVouchers = 3;

    public static CommenterState WithArticle(CommenterState state, ArticleId article)
    {
        var index = state.Articles.OrEmpty().BinarySearch(article.Value);
        return index >= 0 ? state : state with { Articles = state.Articles.OrEmpty().Insert(~index, article.Value) };
    }

    public static CommenterState WithBrowser(CommenterState state, BrowserId browser)
    {
        var browsers = state.Browsers.OrEmpty();
        if (browsers.Contains(browser.Value)) return state;
        if (browsers.Length >= TrustedBrowsers) browsers = browsers.RemoveRange(0, browsers.Length - TrustedBrowsers + 1);
        return state with { Browsers = browsers.Add(browser.Value) };
    }

    public static CommenterState WithVoucher(CommenterState state, BrowserId browser, CommentId comment)
    {
        var vouchers = state.Vouchers.OrEmpty();
        var known = vouchers.FirstOrDefault(some => some.Browser == browser.Value);
        if (known is null ? state.Browsers.OrEmpty().Contains(browser.Value) : known.Comments.OrEmpty().Contains(comment.Value)) return state;
        var next = known ?? new() { Browser = browser.Value };
        next = next with { Comments = [.. next.Comments.OrEmpty().TakeLast(MostVouchers - 1), comment.Value] };
        state = WithBrowser(state, browser);
        return state with { Vouchers = [.. vouchers.Where(some => some != known && state.Browsers.Contains(some.Browser)), next] };
    }

    /// <summary>The comments by which a browser is trusted, the one approved last ahead; null for one that is trusted for good.</summary>
    public static IEnumerable<CommentId>? VouchersOf(CommenterState state, BrowserId browser) =>
        state.Vouchers.OrEmpty().FirstOrDefault(some => some.Browser == browser.Value)?.Comments.OrEmpty().Reverse().Select(comment => new CommentId(comment));

    /// <summary>Whether one more comment would make the trust in a browser last longer.</summary>
    public static bool TakesVouchers(CommenterState state, BrowserId browser) =>
        state.Vouchers.OrEmpty().FirstOrDefault(some => some.Browser == browser.Value) is { } known && known.Comments.OrEmpty().Length < MostVouchers;

    public static bool IsKnown(CommenterState state, BrowserId browser) => state.Browsers.OrEmpty().Contains(browser.Value);

    /// <summary>
    /// What stays of a person who was erased: the suspension, which would else be undone by asking for erasure, and <paramref name="keep"/>, the stories
    /// under which a comment may arrive that was on its way.
    /// </summary>
    public static CommenterState Erased(CommenterState state, IEnumerable<long> keep) =>
        state with { Articles = [.. keep.Order()], Browsers = [], Vouchers = [], Erasing = null, Unknown = null };
}
