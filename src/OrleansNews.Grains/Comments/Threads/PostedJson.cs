using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// The stored form of a posted comment in two steps: what it says is encoded when it comes; when it was and which number it has only its batch knows, and while that is prepared the store
/// waits. The same bytes as <see cref="ThreadJson"/> writes, which looks at the members of all kinds of events.
/// </summary>
internal static class PostedJson
{
    private const int MostKept = 64 * 1024;

    // Those that are written here, and those of other kinds of events. One that stands in neither would be forgotten: then the serializer writes all.
    private const string Members = "ktnpsauxcmobihfgrlwyq" + "vdjez";
    private static readonly bool KnowsAll = ThreadJson.Compact.StoredEvent.Properties.All(member => member.IsExtensionData || (member.Name.Length == 1 && Members.Contains(member.Name, StringComparison.Ordinal)));

    // What is encoded asks for room for its longest form, several times what it takes.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>What a comment says: its members, with a comma before each, but for its time, its number, and whether somebody is to be told of it by mail; empty where it must be left to the serializer.</summary>
    public static ReadOnlyMemory<byte> EncodeSaid(StoredEvent posted)
    {
        if (!KnowsAll) return default;
        var buffer = _kept ?? new(4096);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new(Stream.Null, EventCodec.WriterOptions);
        writer.Reset(buffer);
        writer.WriteStartObject();
        WriteSaid(writer, posted);
        writer.Flush();
        var said = buffer.WrittenSpan.ToArray();
        said[0] = (byte)',';
        _kept = buffer.Capacity <= MostKept ? buffer : null;
        return said.Length > 1 ? said : default(ReadOnlyMemory<byte>);
    }

    /// <summary>Writes a comment whose time and number are known.</summary>
    /// <param name="posted">The comment.</param>
    /// <param name="said">What <see cref="EncodeSaid"/> has made of it.</param>
    /// <param name="to">Where it is written to.</param>
    public static void Write(StoredEvent posted, ReadOnlySpan<byte> said, IBufferWriter<byte> to)
    {
        var end = posted.OwesMail ? ",\"q\":true}"u8 : "}"u8;
        var room = to.GetSpan(60 + said.Length + end.Length);
        if (!Utf8.TryWrite(room, CultureInfo.InvariantCulture, $$"""{"k":"p","t":{{posted.Time}},"n":{{posted.Number}}""", out var length)) throw new InvalidOperationException("A number has more digits than there are.");
        said.CopyTo(room[length..]);
        end.CopyTo(room[(length + said.Length)..]);
        to.Advance(length + said.Length + end.Length);
    }

    // In the order of StoredEvent.
    private static void WriteSaid(Utf8JsonWriter writer, StoredEvent posted)
    {
        if (posted.Parent != 0) writer.WriteNumber("p"u8, posted.Parent);
        if (posted.Status != 0) writer.WriteNumber("s"u8, (int)posted.Status);
        if (posted.Author is not null) writer.WriteString("a"u8, posted.Author);
        if (posted.Url is not null) writer.WriteString("u"u8, posted.Url);
        if (posted.Text is not null) writer.WriteString("x"u8, posted.Text);
        if (posted.Commenter is not null) writer.WriteString("c"u8, posted.Commenter);
        if (posted.SealedEmail is not null) writer.WriteBase64String("m"u8, posted.SealedEmail);
        if (posted.SealedOrigin is not null) writer.WriteBase64String("o"u8, posted.SealedOrigin);
        WriteGuid(writer, "b"u8, posted.Browser);
        WriteGuid(writer, "i"u8, posted.Submission);
        if (posted.PayloadHash != 0) writer.WriteNumber("h"u8, posted.PayloadHash);
        if (posted.DuplicateByAuthor != 0) writer.WriteNumber("f"u8, posted.DuplicateByAuthor);
        if (posted.DuplicateByEmail != 0) writer.WriteNumber("g"u8, posted.DuplicateByEmail);
        if (posted.Reason is not null) writer.WriteString("r"u8, posted.Reason);
        if (posted.Login is not null) writer.WriteString("l"u8, posted.Login);
        if (posted.NotifyApproval) writer.WriteBoolean("w"u8, true);
        if (posted.WantsReplyMail) writer.WriteBoolean("y"u8, true);
    }

    private static void WriteGuid(Utf8JsonWriter writer, ReadOnlySpan<byte> member, Guid value)
    {
        if (value == Guid.Empty) return;
        writer.WritePropertyName(member);
        CompactGuidConverter.Write(writer, value);
    }
}
