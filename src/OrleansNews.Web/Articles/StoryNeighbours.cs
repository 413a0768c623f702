using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

/// <summary>The stories before and after one, as its page leads to them.</summary>
/// <param name="Previous">The one that was published before; null when there is none.</param>
/// <param name="Next">The one that was published after; null when there is none.</param>
public sealed record StoryNeighbours(StoryNeighbour? Previous, StoryNeighbour? Next)
{
    /// <summary>Neither.</summary>
    public static StoryNeighbours None { get; } = new(null, null);

    /// <summary>Names them: equal neighbours have an equal hash, in every process. 0 for none.</summary>
    public long Hash { get; } = HashOf(Previous, Next);

    internal static StoryNeighbours Of(ListingNeighbours listed) => new(Of(listed.Previous), Of(listed.Next));

    private static StoryNeighbour? Of(ListingEntry? entry) => entry is null ? null : new(entry.Path, entry.Title);

    private static long HashOf(StoryNeighbour? previous, StoryNeighbour? next) => (previous, next) is (null, null)
        ? 0
        : BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous?.Path}\t{previous?.Title}\n{next?.Path}\t{next?.Title}")));
}

/// <summary>A story as the page of another one names it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Title">Its headline.</param>
public sealed record StoryNeighbour(string Path, string Title);
