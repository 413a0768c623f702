namespace OrleansNews.Logs;

public sealed class MergeTurnsTests : IDisposable
{
    private readonly MergeTurns _turns = new();

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Take_TwoAreUnderWay_WaitsUntilOneEnds()
    {
        var first = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        using var second = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        var third = _turns.TakeAsync(TestContext.Current.CancellationToken);
        Assert.False(third.IsCompleted);
        Assert.Equal((2, 2), (_turns.Given, _turns.Running));

        first.Dispose();

        using var taken = await third;
        Assert.Equal((3, 2), (_turns.Given, _turns.Running));
    }

    [Fact]
    public async Task Take_GivenUpWhileItWaits_TakesNoTurnAway()
    {
        var first = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        using var second = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var givenUp = _turns.TakeAsync(giveUp.Token);
        var next = _turns.TakeAsync(TestContext.Current.CancellationToken);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.False(next.IsCompleted);
        first.Dispose();

        using var taken = await next;
    }

    // Whoever ends a turn twice must not give one away that another log has.
    [Fact]
    public async Task Turn_EndedTwice_IsGivenBackOnce()
    {
        var first = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        using var second = await _turns.TakeAsync(TestContext.Current.CancellationToken);
        first.Dispose();
        first.Dispose();
        using var third = await _turns.TakeAsync(TestContext.Current.CancellationToken);

        var fourth = _turns.TakeAsync(TestContext.Current.CancellationToken);

        Assert.False(fourth.IsCompleted);
        second.Dispose();
        using var taken = await fourth;
    }
}
