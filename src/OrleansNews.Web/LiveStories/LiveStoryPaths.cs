using System.Globalization;
using OrleansNews.Layout;

namespace OrleansNews.LiveStories;

/// <summary>The addresses of entries, below that of their story; <see cref="Urls.Encode"/> makes them ready for an attribute.</summary>
public static class LiveStoryPaths
{
    /// <summary>Below this stands the feed of the entries.</summary>
    public static string Entries(string story) => story + "entries/";

    /// <summary>One entry.</summary>
    public static string Entry(string story, long number) => string.Create(CultureInfo.InvariantCulture, $"{story}entry-{number}/");

    /// <summary>The entries behind one in a direction.</summary>
    public static string Beyond(string story, bool oldestFirst, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{story}entries-{(oldestFirst ? "after" : "before")}-{number}/");

    /// <summary>The id of an entry's element.</summary>
    public static string Anchor(long number) => string.Create(CultureInfo.InvariantCulture, $"live-entry-{number}");
}
