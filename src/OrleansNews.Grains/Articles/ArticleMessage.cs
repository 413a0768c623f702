using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>
/// Something that another grain must be told about the story. Only what and whom is stored: the whole desired state is taken from the head when it is sent.
/// </summary>
internal sealed record ArticleMessage
{
    /// <summary>To the keeper of a path: it is the story's own, or leads on to <see cref="RedirectTo"/>.</summary>
    public const string ForPermalink = "permalink";

    /// <summary>To a listing: the story is in it, or not any more.</summary>
    public const string ForListing = "listing";

    /// <summary>To the desk: in whose hands the story is, or in nobody's any more. Its revision is the version of the head.</summary>
    public const string ForDesk = "desk";

    /// <summary>One of the constants here; one from a newer build stays undelivered until that build delivers it.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The path, or the key of the listing.</summary>
    public string Target { get; set; } = "";

    /// <summary>Where a former path leads.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>The revision that caused the message.</summary>
    public long Revision { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>A message of the same kind to the same target replaces this one.</summary>
    public bool SameTarget(ArticleMessage other) => Kind == other.Kind && Target == other.Target;
}
