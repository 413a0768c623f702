using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.LiveStories;

namespace OrleansNews.Live;

/// <summary>The data of live events: one line of JSON each, in which control characters are always escaped.</summary>
[JsonSerializable(typeof(LiveComment))]
[JsonSerializable(typeof(LiveOpen))]
[JsonSerializable(typeof(LiveCount))]
[JsonSerializable(typeof(LiveVotes))]
[JsonSerializable(typeof(LiveReaders))]
[JsonSerializable(typeof(LiveArticle))]
[JsonSerializable(typeof(LiveReset))]
[JsonSerializable(typeof(LiveStoryUpdate))]
internal sealed partial class LiveJson : JsonSerializerContext
{
    /// <summary>
    /// Leaves letters and markup as they are: the line is read by a JSON parser and never stands inside a page. A third of the bytes of an
    /// element would be escapes otherwise.
    /// </summary>
    public static LiveJson Compact { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
