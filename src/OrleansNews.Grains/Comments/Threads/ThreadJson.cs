using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments.Threads;

/// <summary>The stored forms of a thread.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredEvent))]
[JsonSerializable(typeof(ThreadOwnerState))]
[JsonSerializable(typeof(SnapshotRoot))]
internal sealed partial class ThreadJson : JsonSerializerContext
{
    /// <summary>Text is stored as it is, not as escapes: the JSON never stands in a page.</summary>
    public static ThreadJson Compact { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
