using System.Security.Cryptography;

namespace OrleansNews.Layout;

/// <summary>
/// Marks where a fragment of the site goes: what changes without the page, and is put in when the page is served. The mark holds a number that nobody
/// can know, so that no text of a story or comment passes for one.
/// </summary>
public static class FragmentMarkers
{
    /// <summary>The Latest Comments box.</summary>
    public const string LatestComments = "latest-comments";

    /// <summary>The stories that are read most.</summary>
    public const string MostRead = "most-read";

    /// <summary>The stories that are discussed most.</summary>
    public const string MostDiscussed = "most-discussed";

    /// <summary>The date in the masthead.</summary>
    public const string Today = "today";

    /// <summary>The year in the footer.</summary>
    public const string Year = "year";

    /// <summary>How every mark begins.</summary>
    public static string Beginning { get; } = $"<!--{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}:";

    /// <summary>How every mark ends.</summary>
    public const string End = "-->";

    /// <summary>The mark of a fragment.</summary>
    public static string Of(string name) => Beginning + name + End;
}
