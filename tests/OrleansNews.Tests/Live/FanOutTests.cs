using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>What may come a moment later goes out in groups, and what may not goes ahead of it.</summary>
public class FanOutTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LiveOptions _options = new();
    private readonly ThreadFeed _feed;
    private readonly List<(Pipe Body, LiveConnection Connection)> _readers = [];

    public FanOutTests() => _feed = new(_options, new(long.MaxValue), _time);

    [Fact]
    public async Task State_ThatIsSentGently_ReachesAGroupAtATime_AndEverybodyOnce()
    {
        await LetInAsync(150);

        var sending = _feed.SetStateGentlyAsync("readers", State("readers"));
        var groups = new List<int> { Reached("readers") };
        while (!sending.IsCompleted)
        {
            var before = Reached("readers");
            _time.Advance(TimeSpan.FromMilliseconds(2));
            while (!sending.IsCompleted && Reached("readers") == before) await Task.Yield();
            groups.Add(Reached("readers"));
        }

        Assert.Equal([64, 128, 150], groups);
        Assert.All(_readers, reader => Assert.Equal(1, Count(reader.Body, "readers")));
    }

    [Fact]
    public async Task Event_DuringAHeartbeat_WaitsForNoneOfIt()
    {
        await LetInAsync(150);
        _time.Advance(_options.Heartbeat);
        var beat = _feed.BeatAsync();
        Assert.False(beat.IsCompleted);

        await _feed.AppendAsync([new(new(1, LogChange.Posted, null, EventStream.State("comment", new LiveReaders(1), LiveJson.Compact.LiveReaders), null), entry => entry.Frame)]);

        Assert.Equal(150, Reached("comment"));
        Assert.False(beat.IsCompleted);
    }

    [Fact]
    public async Task Reader_WhoComesWhileAStateIsSentGently_HasItFromTheBeginning()
    {
        await LetInAsync(65);
        var sending = _feed.SetStateGentlyAsync("readers", State("readers"));
        Assert.False(sending.IsCompleted);

        await LetInAsync(1);

        Assert.Equal(1, Count(_readers[^1].Body, "readers"));
    }

    private static LiveFrame State(string name) => EventStream.State(name, new LiveReaders(150), LiveJson.Compact.LiveReaders);

    private async Task LetInAsync(int readers)
    {
        if (_feed.Position is null) await _feed.RestartAsync(new(5, 0));
        for (var i = 0; i < readers; i++)
        {
            var body = new Pipe();
            var connection = new LiveConnection(body.Writer, _options, _time);
            Assert.Equal(Admission.Entered, _feed.Admit(connection, new(5, 0), EventStream.Retry(TimeSpan.FromSeconds(3)), isLastTry: false));
            _readers.Add((body, connection));
        }
    }

    private int Reached(string name) => _readers.Count(reader => Count(reader.Body, name) > 0);

    private static int Count(Pipe body, string name)
    {
        if (!body.Reader.TryRead(out var read)) return 0;
        var events = ServerSentEvents.Parse(System.Buffers.BuffersExtensions.ToArray(read.Buffer));
        body.Reader.AdvanceTo(read.Buffer.Start);
        return events.Count(one => one.Name == name);
    }
}
