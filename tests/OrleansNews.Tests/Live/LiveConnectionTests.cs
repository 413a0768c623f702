using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>A reader who does not keep up is bounded in bytes and time, and hears nothing twice when it does again.</summary>
public class LiveConnectionTests
{
    // The first frame is as much as the response takes: the next ones wait.
    private readonly Pipe _body = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
    private readonly LiveOptions _options = new() { MaxWaitingBytes = 4_096 };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Send_MoreThanMayWait_DropsTheReader()
    {
        var connection = Connect();
        Assert.True(connection.Send([Frame(1, 1_000)]));
        for (var i = 2; i <= 4; i++) Assert.True(connection.Send([Frame(i, 1_000)]));
        Assert.False(connection.Ended.IsCompleted);

        Assert.False(connection.Send([Frame(5, 2_000)]));
        Assert.True(await connection.Ended);
        Assert.False(connection.Send([Frame(6, 1)]));
    }

    [Fact]
    public async Task Send_ToOneWhoTakesNothingForTooLong_DropsTheReader()
    {
        var connection = Connect();
        connection.Send([Frame(1, 10)]);
        _time.Advance(_options.MaxWaiting);
        Assert.True(connection.Send([Frame(2, 10)]));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False(connection.Send([EventStream.Beat(_options.Heartbeat)]));
        Assert.True(await connection.Ended);
    }

    [Fact]
    public async Task Send_ToOneWhoCatchesUp_KeepsEveryFrameInOrder()
    {
        var connection = Connect();
        for (var i = 1; i <= 3; i++) connection.Send([Frame(i, 100)]);
        var received = new List<string>();
        while (received.Count < 3) received.AddRange(await ReadIdsAsync());
        Assert.True(connection.Send([Frame(4, 100), Frame(5, 100)]));
        while (received.Count < 5) received.AddRange(await ReadIdsAsync());

        Assert.Equal(["1:1", "1:2", "1:3", "1:4", "1:5"], received);
        Assert.False(connection.Ended.IsCompleted);
    }

    [Fact]
    public async Task Frame_ThatWaitsWhenItsCommentIsHidden_IsWrittenWithoutText()
    {
        var connection = Connect();
        connection.Send([Frame(1, 10)]);
        var secret = LiveRenderer.Encode(new(1, 2), LogChange.Posted, new CommentId(5), new("<li>secret</li>", null, null));
        connection.Send([secret]);
        secret.Exchange(LiveRenderer.Encode(new(1, 2), LogChange.Posted, new CommentId(5), default));

        await ReadIdsAsync();
        var read = await _body.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(read.Buffer.ToArray());
        Assert.Contains("id: 1:2\nevent: comment\ndata: {\"id\":5}\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_WithMoreThanMayWait_ComesInPiecesAndInOrder_AheadOfWhatHappensMeanwhile()
    {
        var connection = Connect();
        var missed = Enumerable.Range(1, 40).Select(i => Frame(i, 10_000)).ToArray();
        Assert.True(connection.Begin(missed));
        Assert.True(connection.Send([Frame(41, 1_000)]));
        var received = new List<string>();
        while (received.Count < 41)
        {
            var piece = await ReadIdsAsync();
            Assert.InRange(piece.Count, 1, 8);
            received.AddRange(piece);
        }

        Assert.Equal(Enumerable.Range(1, 41).Select(i => $"1:{i}"), received);
        Assert.False(connection.Ended.IsCompleted);
        Assert.False(connection.IsWaiting);
    }

    [Fact]
    public async Task Frame_ThatIsForgottenWhileItWaits_DropsTheReaderInsteadOfLeavingAGap()
    {
        var connection = Connect();
        connection.Send([Frame(1, 10)]);
        var second = Frame(2, 10);
        connection.Send([second, Frame(3, 10)]);
        second.Forget();

        Assert.Equal(["1:1"], await ReadIdsAsync());
        Assert.True(await connection.Ended);
        Assert.False(_body.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Send_ToAResponseThatThrows_EndsTheConnection()
    {
        var connection = Connect();
        await _body.Writer.CompleteAsync();
        Assert.False(connection.Send([Frame(1, 10)]));
        Assert.False(await connection.Ended);
    }

    [Fact]
    public async Task End_AmidAFlush_WritesNothingMore()
    {
        var connection = Connect();
        connection.Send([Frame(1, 10)]);
        connection.Send([Frame(2, 10)]);
        connection.End();

        Assert.Equal(["1:1"], await ReadIdsAsync());
        Assert.False(_body.Reader.TryRead(out _));
        Assert.False(await connection.Ended);
    }

    [Fact]
    public void Silence_OfAnInterval_IsDueForEverybodyAndOfHalfOfItForNobody()
    {
        var connections = Enumerable.Range(0, 50).Select(_ => Connect()).ToList();
        _time.Advance(_options.Heartbeat / 2 - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(connections, connection => connection.IsSilent);
        _time.Advance(_options.Heartbeat / 4);
        Assert.InRange(connections.Count(connection => connection.IsSilent), 1, 49);
        _time.Advance(_options.Heartbeat / 4 + TimeSpan.FromMilliseconds(1));
        Assert.All(connections, connection => Assert.True(connection.IsSilent));
    }

    private static LiveFrame Frame(int sequence, int letters) =>
        EventStream.Log(new(1, sequence), "comment", new LiveComment(sequence, null, new string('x', letters)), LiveJson.Compact.LiveComment);

    private LiveConnection Connect() => new(_body.Writer, _options, _time);

    private async Task<List<string>> ReadIdsAsync()
    {
        var read = await _body.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var events = ServerSentEvents.Parse(read.Buffer.ToArray());
        _body.Reader.AdvanceTo(read.Buffer.End);
        return events.ConvertAll(one => one.Id!);
    }
}
