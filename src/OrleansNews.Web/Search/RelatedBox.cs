using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Search;

/// <summary>What the page of a story says of stories like it.</summary>
/// <param name="Items">The stories, the nearest first; empty for no box.</param>
public sealed record RelatedBox(ImmutableArray<RelatedStory> Items)
{
    /// <summary>No box.</summary>
    public static RelatedBox None { get; } = new([]);

    /// <summary>Names them: equal boxes have an equal hash, in every process. 0 for none.</summary>
    public long Hash { get; } = Items.IsEmpty
        ? 0
        : BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Items.Select(item => $"{item.Path}\t{item.Title}")))));

    /// <summary>Without some of the stories.</summary>
    internal RelatedBox Without(Predicate<RelatedStory> gone) => Items.Any(item => gone(item)) ? new([.. Items.Where(item => !gone(item))]) : this;
}
