using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <summary>Which entry a submission made, and of what text.</summary>
internal sealed record LiveSubmissionRecord : ITreeEntry
{
    [JsonPropertyName("s")]
    public Guid Submission { get; set; }

    [JsonPropertyName("n")]
    public long Number { get; set; }

    /// <summary>Tells the same text from another one. Part of the stored data.</summary>
    [JsonPropertyName("h")]
    public long Hash { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(Submission);

    public static TreeKey KeyOf(Guid submission)
    {
        Span<byte> bytes = stackalloc byte[16];
        submission.TryWriteBytes(bytes);
        return new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }

    public static long HashOf(LiveEntryText text, bool isPinned) =>
        (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{text.Headline}\n{text.IsKey}\n{isPinned}\n{text.Body}"));
}
