using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// Writes server-sent events (WHATWG HTML, section 9.2). A field ends at CR, LF or CRLF, so nothing that a visitor wrote may stand in one
/// unless it is JSON, which escapes all three; names of events and positions are our own words.
/// </summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    /// <summary>
    /// A sign of life: a comment line, which keeps proxies from taking silence for the end, and a state that says after how many seconds at most the next one comes,
    /// because a browser does not show comment lines to the page that follows.
    /// </summary>
    public static LiveFrame Beat(TimeSpan interval) => new(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":\nevent: beat\ndata: {interval.TotalSeconds}\n\n")));

    /// <summary>An event of the log: its position is what a reader who comes back tells us.</summary>
    public static LiveFrame Log<T>(ThreadPosition position, string name, T data, JsonTypeInfo<T> shape) => Encode(position, name, data, shape);

    /// <summary>A state: it has no position, the newest is all that counts.</summary>
    public static LiveFrame State<T>(string name, T data, JsonTypeInfo<T> shape) => Encode(null, name, data, shape);

    /// <summary>An event that readers do not see: it moves their position and calls nothing.</summary>
    public static LiveFrame Passed(ThreadPosition position) => new(Encoding.ASCII.GetBytes($"id: {position}\n\n"));

    /// <summary>How long a reader who loses the feed shall wait.</summary>
    public static LiveFrame Retry(TimeSpan delay) =>
        new(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {(long)delay.TotalMilliseconds}\n\n")));

    private static LiveFrame Encode<T>(ThreadPosition? position, string name, T data, JsonTypeInfo<T> shape)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        if (position is { } place) Write(bytes, $"id: {place}\n");
        Write(bytes, $"event: {name}\ndata: ");
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = LiveJson.Compact.Options.Encoder }))
        {
            JsonSerializer.Serialize(json, data, shape);
        }

        bytes.Write("\n\n"u8);
        return new(bytes.WrittenSpan.ToArray());
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string ascii) => Encoding.ASCII.GetBytes(ascii, bytes);
}
