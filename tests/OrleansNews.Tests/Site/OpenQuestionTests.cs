using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Site;

/// <summary>A question that stands open until it is answered.</summary>
public sealed class OpenQuestionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();
    private readonly Queue<TaskCompletionSource<string>> _asked = new();
    private readonly OpenQuestion<string> _question;

    public OpenQuestionTests() => _question = new(AskAsync, "the weather", _time, _log);

    [Fact]
    public async Task Question_ThatHangs_IsNotAskedASecondTime_AndItsAnswerCountsWheneverItComes()
    {
        var asking = _question.Ask();
        var askedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_question.Ask().IsCompleted);
        Assert.Null(_question.Last);
        Assert.False(_question.TakeNews());

        Assert.Single(_asked).SetResult("rain");
        await asking;

        Assert.Equal(new("rain", askedAt), _question.Last);
        Assert.Equal((true, false), (_question.TakeNews(), _question.TakeNews()));
    }

    [Fact]
    public async Task Answer_IsKept_WhileTheNextOneFails()
    {
        await AnswerAsync(asked => asked.SetResult("rain"));
        Assert.True(_question.TakeNews());
        var first = _question.Last;

        await AnswerAsync(asked => asked.SetException(new TimeoutException()));

        Assert.Same(first, _question.Last);
        Assert.False(_question.TakeNews());
    }

    [Fact]
    public async Task Fault_ThatIsNoOutage_IsLoggedOnce_UntilThereIsAnAnswer()
    {
        await AnswerAsync(asked => asked.SetException(new InvalidOperationException("A bug.")));
        await AnswerAsync(asked => asked.SetException(new InvalidOperationException("The same bug.")));
        Assert.Equal("The cluster does not tell the weather", Assert.Single(_log.Collector.GetSnapshot()).Message);

        await AnswerAsync(asked => asked.SetResult("sun"));
        await AnswerAsync(asked => asked.SetException(new InvalidOperationException("Again.")));
        Assert.Equal(["A bug.", "Again."], _log.Collector.GetSnapshot().Select(record => record.Exception!.Message));
    }

    [Fact]
    public async Task Outage_IsNotLogged()
    {
        await AnswerAsync(asked => asked.SetException(new TimeoutException()));
        Assert.Empty(_log.Collector.GetSnapshot());
        Assert.Null(_question.Last);
    }

    private async Task AnswerAsync(Action<TaskCompletionSource<string>> answer)
    {
        var asking = _question.Ask();
        answer(_asked.Dequeue());
        await asking;
    }

    private Task<string> AskAsync()
    {
        var asked = new TaskCompletionSource<string>();
        _asked.Enqueue(asked);
        return asked.Task;
    }
}
