using System.Text;
using System.Text.Json;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>Whatever a visitor writes, an event stays one event.</summary>
public class EventStreamTests
{
    public static TheoryData<string> Texts =>
    [
        "plain",
        "a\rb", "a\nb", "a\r\nb", "a\n\nevent: decided\ndata: {}\n\n", "nul \0 in it",
        "line\u2028separator\u2029paragraph", "\uFEFFbom", "👩‍👩‍👧 emoji", "unpaired \uD800 surrogate", "</li>\"'\\",
        new string('x', 64 * 1024), new string('\n', 64 * 1024),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Frame_WithAnyText_IsOneEventWithThatText(string text)
    {
        var frame = EventStream.Log(new(7, 42), "comment", new LiveComment(1, 2, text), LiveJson.Compact.LiveComment);
        var parsed = Assert.Single(ServerSentEvents.Parse(frame.Bytes));

        Assert.Equal("comment", parsed.Name);
        Assert.Equal("7:42", parsed.Id);
        Assert.DoesNotContain((byte)0, frame.Bytes);
        Assert.DoesNotContain((byte)'\r', frame.Bytes);
        var html = JsonDocument.Parse(parsed.Data).RootElement.GetProperty("html").GetString();
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), html);
    }

    [Fact]
    public void Frame_OfAState_HasNoId() =>
        Assert.Null(Assert.Single(ServerSentEvents.Parse(EventStream.State("count", new LiveCount(1, "x"), LiveJson.Compact.LiveCount).Bytes)).Id);

    [Fact]
    public void Beat_SaysWhenTheNextOneComes()
    {
        Assert.StartsWith(":\n", System.Text.Encoding.ASCII.GetString(EventStream.Beat(TimeSpan.FromSeconds(1.5)).Bytes), StringComparison.Ordinal);
        var beat = Assert.Single(ServerSentEvents.Parse([.. EventStream.Beat(TimeSpan.FromSeconds(1.5)).Bytes]));
        Assert.Equal(("beat", null, "1.5"), (beat.Name, beat.Id, beat.Data));
    }

    [Fact]
    public void Frames_WithoutData_CallNothing() =>
        Assert.Empty(ServerSentEvents.Parse([
            .. EventStream.Passed(new(1, 2)).Bytes, .. EventStream.Retry(TimeSpan.FromSeconds(2)).Bytes]));

    [Fact]
    public void Frame_ThatWaits_TakesOnOtherBytes()
    {
        var frame = EventStream.Log(new(1, 1), "comment", new LiveComment(5, null, "secret"), LiveJson.Compact.LiveComment);
        frame.Exchange(LiveRenderer.Encode(new(1, 1), LogChange.Posted, new CommentId(5), default));
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(frame.Bytes), StringComparison.Ordinal);
    }
}
