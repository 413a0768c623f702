using Microsoft.Playwright;

namespace OrleansNews.Browser;

/// <summary>A browser that lets no page keep anything.</summary>
internal static class PrivateWindow
{
    /// <summary>From the next page on.</summary>
    public static Task KeepNothingAsync(this IPage page) => page.AddInitScriptAsync(
        """
        for (const storage of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, storage, { get() { throw new DOMException('Nothing is kept.', 'SecurityError'); } });
        """);
}
