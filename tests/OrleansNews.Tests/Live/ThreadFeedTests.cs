using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>Who is let into a feed from which position, and what they are sent first.</summary>
public class ThreadFeedTests
{
    private static readonly LiveFrame Greeting = EventStream.Retry(TimeSpan.FromSeconds(3));

    private readonly LiveOptions _options = new() { ReplayEvents = 500 };
    private readonly Pipe _body = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ThreadFeed _feed;

    public ThreadFeedTests() => _feed = new(_options, new(long.MaxValue), _time);

    [Fact]
    public async Task Reader_WhoComesBack_GetsStatesBehindTheReplay()
    {
        await BeginAsync(new(5, 0), events: 2);
        await _feed.SetStateAsync("votes", EventStream.State("votes", new LiveVotes([]), LiveJson.Compact.LiveVotes), Greeting);

        Assert.Equal(Admission.Entered, Admit(new(5, 0)));
        Assert.Equal(["comment 5:1", "comment 5:2", "votes"], await ReceivedAsync());
    }

    [Fact]
    public async Task Reader_OfAPageThatHeardOfTheFirstCommentSooner_WaitsInsteadOfBeginningAnew()
    {
        await BeginAsync(new(0, 0), events: 0);
        Assert.Equal(Admission.Ahead, Admit(new(5, 1)));

        _feed.Begin(5);
        await AppendAsync(5, 1);
        Assert.Equal(Admission.Entered, Admit(new(5, 1)));
        Assert.Empty(await ReceivedAsync());
    }

    [Theory]
    [InlineData(6, 1)] // an epoch that never comes
    [InlineData(5, 3)] // a position that never comes
    public async Task Reader_OfWhatIsNotReadInTime_BeginsAnew(long epoch, long sequence)
    {
        await BeginAsync(new(5, 0), events: 2);
        Assert.Equal(Admission.Ahead, Admit(new(epoch, sequence)));
        Assert.Equal(Admission.Entered, Admit(new(epoch, sequence), isLastTry: true));
        Assert.Equal(["reset"], await ReceivedAsync());
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(-1, 0)]
    public async Task Reader_OfAnEarlierEpoch_BeginsAnewAtOnce(long epoch, long sequence)
    {
        await BeginAsync(new(5, 0), events: 2);
        Assert.Equal(Admission.Entered, Admit(new(epoch, sequence)));
        Assert.Equal(["reset"], await ReceivedAsync());
    }

    [Fact]
    public async Task Reader_AtTheEdgeOfTheBound_GoesOn_AndOneEventFurtherBackBeginsAnew()
    {
        await BeginAsync(new(5, 100), events: 500);
        Assert.Equal(Admission.Entered, Admit(new(5, 100)));
        Assert.Equal(Enumerable.Range(101, 500).Select(i => $"comment 5:{i}"), await ReceivedAsync());

        Assert.Equal(Admission.Entered, Admit(new(5, 99)));
        Assert.Equal(["reset"], await ReceivedAsync());
    }

    [Fact]
    public async Task Reader_FromBeforeWhatIsKept_WaitsUntilItIsReadAgain()
    {
        await BeginAsync(new(5, 10), events: 1);
        Assert.Equal(Admission.Behind, Admit(new(5, 9)));

        _feed.Prepend([Entry(5, 10)]);
        Assert.Equal(Admission.Entered, Admit(new(5, 9)));
        Assert.Equal(["comment 5:10", "comment 5:11"], await ReceivedAsync());
    }

    private static ReplayEntry Entry(long epoch, long sequence)
    {
        var comment = new CommentId(sequence);
        return new(sequence, LogChange.Posted, comment, LiveRenderer.Encode(new(epoch, sequence), LogChange.Posted, comment, new("<li></li>", null, null)));
    }

    private async Task BeginAsync(ThreadPosition position, int events)
    {
        await _feed.RestartAsync(position);
        for (var i = 1; i <= events; i++) await AppendAsync(position.Epoch, position.Sequence + i);
    }

    private Task AppendAsync(long epoch, long sequence) => _feed.AppendAsync([new(Entry(epoch, sequence), earlier => earlier.Frame)]);

    private Admission Admit(ThreadPosition after, bool isLastTry = false) =>
        _feed.Admit(new(_body.Writer, _options, new FakeTimeProvider()), after, Greeting, isLastTry);

    private async Task<List<string>> ReceivedAsync()
    {
        var read = await _body.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var events = ServerSentEvents.Parse(System.Buffers.BuffersExtensions.ToArray(read.Buffer));
        _body.Reader.AdvanceTo(read.Buffer.End);
        return events.FindAll(one => one.Name != "beat").ConvertAll(one => one.Id is { } id ? $"{one.Name} {id}" : one.Name);
    }
}
