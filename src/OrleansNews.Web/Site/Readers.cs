using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>Tells people from programs, as far as programs say what they are.</summary>
internal static class Readers
{
    // What crawlers, monitors, feed readers and the libraries of programmers call themselves. A browser has none of it in its name.
    private static readonly string[] _programs =
        ["bot", "crawl", "spider", "slurp", "preview", "monitor", "fetch", "feed", "http", "curl", "wget", "python", "java/", "go-http", "okhttp", "headless", "lighthouse", "archive", "scan", "facebookexternalhit"];

    /// <summary>Whether a request is likely made for somebody who reads: by a browser, and not ahead of time.</summary>
    public static bool ArePeople(IHeaderDictionary headers)
    {
        // "Mozilla/5.0 (compatible; ...; +http://...)" is how crawlers leave their address.
        if (headers.UserAgent is not [{ Length: > 0 } agent] || !agent.StartsWith("Mozilla/", StringComparison.Ordinal)) return false;
        foreach (var program in _programs)
        {
            if (agent.Contains(program, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return !SaysPrefetch(headers["Sec-Purpose"]) && !SaysPrefetch(headers["Purpose"]);
    }

    private static bool SaysPrefetch(StringValues purpose) => purpose.Count > 0 && purpose.ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
}
