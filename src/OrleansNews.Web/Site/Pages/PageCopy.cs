using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Site;

/// <summary>A page from the disk.</summary>
/// <param name="Edition">The page.</param>
/// <param name="Age">How long ago it was last known to be the present one.</param>
internal sealed record PageCopy(PageEdition Edition, TimeSpan Age);

/// <summary>The first line of a copy's file; the page follows, compressed.</summary>
/// <param name="Path">The path of the page.</param>
/// <param name="Version">What it was made from.</param>
/// <param name="Epoch">How far its thread was.</param>
/// <param name="Sequence">How far its thread was.</param>
/// <param name="ValidUntil">When it stops being true by itself.</param>
/// <param name="ConfirmedAt">When it was known to be the present page.</param>
/// <param name="Length">How many bytes the page has: a file that was cut short decompresses without a word.</param>
/// <param name="Slots">Where its fragments go.</param>
/// <param name="Type">The media type of a document for programs; null for a page.</param>
/// <param name="ChangedAt">When such a document changed, if that is known.</param>
/// <param name="Cluster">The cluster it comes from; none in copies of older builds.</param>
internal sealed record PageCopyHeader(
    string Path, PageVersion Version, long Epoch, long Sequence, DateTimeOffset? ValidUntil, DateTimeOffset ConfirmedAt, int Length, PageSlot[] Slots, string? Type = null, DateTimeOffset? ChangedAt = null,
    string Cluster = "");

/// <summary>The JSON of copies.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PageCopyHeader))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PageCopyJson : JsonSerializerContext;
