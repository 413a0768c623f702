using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Comments;

public class RecentTests
{
    private static readonly TimeSpan _age = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private int _asked;

    [Fact]
    public async Task Get_AsksOnceUntilTheAnswerIsOld_AndTellsTheLastOne()
    {
        var recent = new Recent<string, string>(_time, _age, 10);
        List<string?> told = [];

        Assert.Equal("1", await AskAsync());
        _time.Advance(_age - _moment);
        Assert.Equal("1", await AskAsync());
        _time.Advance(_moment);
        Assert.Equal("2", await AskAsync());
        Assert.Equal([null, "1"], told);

        ValueTask<string> AskAsync() => recent.GetAsync("a", (_, last) =>
        {
            told.Add(last);
            return Task.FromResult($"{++_asked}");
        });
    }

    [Fact]
    public async Task Get_AnAnswerThatTookLong_IsAsOldAsItsQuestion()
    {
        var recent = new Recent<string, int>(_time, _age, 10);
        var answer = new TaskCompletionSource<int>();

        var asking = recent.GetAsync("a", (_, _) => answer.Task);
        _time.Advance(_age);
        answer.SetResult(1);

        Assert.Equal(1, await asking);
        Assert.Equal(2, await recent.GetAsync("a", (_, _) => Task.FromResult(2)));
    }

    [Fact]
    public async Task Get_AnAnswerThatIsOvertaken_DoesNotReplaceTheNewerOne()
    {
        var recent = new Recent<string, int>(_time, _age, 10);
        var late = new TaskCompletionSource<int>();

        var early = recent.GetAsync("a", (_, _) => late.Task);
        _time.Advance(_moment);
        Assert.Equal(2, await recent.GetAsync("a", (_, _) => Task.FromResult(2)));
        late.SetResult(1);

        Assert.Equal(1, await early);
        Assert.Equal(2, await recent.GetAsync("a", (_, _) => throw new InvalidOperationException("It is known.")));
    }

    [Fact]
    public async Task Get_AQuestionThatFails_FailsForItsCallerAlone()
    {
        var recent = new Recent<string, int>(_time, _age, 10);

        await Assert.ThrowsAsync<TimeoutException>(async () => await recent.GetAsync("a", (_, _) => Task.FromException<int>(new TimeoutException())));

        Assert.Equal(1, await recent.GetAsync("a", (_, _) => Task.FromResult(1)));
    }

    [Fact]
    public async Task Get_OfMoreKeysThanThereIsRoomFor_ForgetsAndAsksAgain()
    {
        var recent = new Recent<int, int>(_time, _age, 2);

        foreach (var key in new[] { 1, 2, 2, 1, 3 }) await AskAsync(key);
        Assert.Equal(3, _asked);
        await AskAsync(3);
        Assert.Equal(3, _asked);
        await AskAsync(1);
        Assert.Equal(4, _asked);

        async Task AskAsync(int key) => Assert.Equal(key, await recent.GetAsync(key, (asked, _) =>
        {
            _asked++;
            return Task.FromResult(asked);
        }));
    }

    [Fact]
    public async Task Get_FromManyThreads_AnswersEachItsOwnKey()
    {
        // Nothing is waited for, and nearly everything replaces something: without its lock it breaks at once.
        var recent = new Recent<int, string>(_time, _age, 100);
        var keys = Enumerable.Range(0, 1_000).Select(key => $"{key}").ToArray();

        await Parallel.ForAsync(0, 8, async (worker, _) =>
        {
            for (var number = 0; number < 100_000; number++)
            {
                var key = number * (worker + 1) % keys.Length;
                Assert.Same(keys[key], await recent.GetAsync(key, (asked, _) => Task.FromResult(keys[asked])));
            }
        });
    }
}
