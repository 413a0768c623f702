using System.Collections.Immutable;

namespace OrleansNews.Media;

/// <summary>How a text uses a picture. Never stored.</summary>
public enum PictureUseKind : byte
{
    /// <summary>Readers see it.</summary>
    Shown = 1,

    /// <summary>It goes out by itself.</summary>
    Planned = 2,

    /// <summary>It is in a draft.</summary>
    Draft = 3,

    /// <summary>It is in a story, or in an entry, that was withdrawn.</summary>
    Withdrawn = 4,

    /// <summary>A text with it is being saved at this moment, or was within the last minute.</summary>
    Saving = 5,
}

/// <summary>A text that uses a picture.</summary>
/// <param name="Story">The story.</param>
/// <param name="Entry">The entry of a live story; 0 for the story itself.</param>
/// <param name="Title">What it is called; empty when it has no name, or when the one who asked may not open it.</param>
/// <param name="Kind">How.</param>
/// <param name="MayOpen">Whether the one who asked may open it.</param>
[GenerateSerializer, Immutable, Alias("news.PictureUse")]
public sealed record PictureUse(
    [property: Id(0)] ArticleId Story, [property: Id(1)] long Entry, [property: Id(2)] string Title, [property: Id(3)] PictureUseKind Kind, [property: Id(4)] bool MayOpen)
{
    /// <summary>Whether the picture has to stay for it: readers see it, or will without anybody looking again.</summary>
    public bool KeepsPicture => Kind is PictureUseKind.Shown or PictureUseKind.Planned or PictureUseKind.Saving;
}

/// <summary>The texts that use a picture.</summary>
/// <param name="Items">At most 100, those first that keep the picture.</param>
/// <param name="KeepPicture">Whether one of all keeps it, or so many may that they are not all known.</param>
/// <param name="HasMore">Whether there are more than these, or may be.</param>
[GenerateSerializer, Immutable, Alias("news.PictureUses")]
public sealed record PictureUses([property: Id(0)] ImmutableArray<PictureUse> Items, [property: Id(1)] bool KeepPicture, [property: Id(2)] bool HasMore);
