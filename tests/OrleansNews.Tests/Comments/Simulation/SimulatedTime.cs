namespace OrleansNews.Comments.Simulation;

/// <summary>The world's clock as the code under test sees it.</summary>
internal sealed class SimulatedTime(SimulatedWorld world) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => 1000;

    public override DateTimeOffset GetUtcNow() => Start.AddMilliseconds(world.Now);

    public override long GetTimestamp() => world.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedWorld world, TimerCallback callback, object? state) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = ++_version;
            if (dueTime < TimeSpan.Zero) return true;
            world.After((long)dueTime.TotalMilliseconds, () =>
            {
                if (version == _version) callback(state);
            });
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
