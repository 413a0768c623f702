namespace OrleansNews.Accounts;

/// <summary>What the list of sessions calls a browser: its family and its system, from a short list, and nothing else of what it says of itself.</summary>
internal static class BrowserNames
{
    // The order matters: most browsers name those that they resemble.
    private static readonly (string Mark, string Name)[] _browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] _systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>As <c>Firefox · Linux</c>; empty when neither is known.</summary>
    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return string.Join(" · ", new[] { Find(agent, _browsers), Find(agent, _systems) }.OfType<string>());
    }

    private static string? Find(string agent, (string Mark, string Name)[] known) => known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
