using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>How a commenter's state changes. The same instance means that nothing changed.</summary>
internal static class CommenterRules
{
    /// <summary>A person is trusted in this many browsers, the newest ones.</summary>
    public const int TrustedBrowsers = 32;

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

    /// <summary>
    /// What stays of a person who was erased: the suspension, which would else be undone by asking for erasure, and <paramref name="keep"/>, the stories
    /// under which a comment may arrive that was on its way.
    /// </summary>
    public static CommenterState Erased(CommenterState state, IEnumerable<long> keep) =>
        state with { Articles = [.. keep.Order()], Browsers = [], Unknown = null };
}
