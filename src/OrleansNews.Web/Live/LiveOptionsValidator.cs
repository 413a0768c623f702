namespace OrleansNews.Live;

/// <summary>Refuses settings under which feeds would starve or pile up.</summary>
internal sealed class LiveOptionsValidator : IValidateOptions<LiveOptions>
{
    public ValidateOptionsResult Validate(string? name, LiveOptions options)
    {
        var faults = new List<string>();
        Check("Live:MaxConnections", options.MaxConnections, 1, 1_000_000);
        Check("Live:ReplayEvents", options.ReplayEvents, 500, 1_000);
        Check("Live:ReplayBytes", options.ReplayBytes, 64 * 1024, 256 * 1024 * 1024);
        Check("Live:ReplayBytesInAll", options.ReplayBytesInAll, 1024 * 1024, 64L * 1024 * 1024 * 1024);
        Check("Live:MaxWaitingBytes", options.MaxWaitingBytes, 4 * 1024, 16 * 1024 * 1024);
        Check("Live:MaxWaiting", options.MaxWaiting, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check("Live:Heartbeat", options.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check("Live:Poll", options.Poll, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        Check("Live:ArticlePoll", options.ArticlePoll, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        Check("Live:ReadersEvery", options.ReadersEvery, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
        Check("Live:Linger", options.Linger, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check("Live:RetryFrom", options.RetryFrom, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check("Live:RetryTo", options.RetryTo, options.RetryFrom, TimeSpan.FromMinutes(2));
        if (options.Poll > options.Heartbeat) faults.Add($"Live:Poll is {options.Poll} and Live:Heartbeat {options.Heartbeat}; a sign of life cannot come more often than a look at the thread.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(string key, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) faults.Add($"{key} is {value}; set it between {least} and {most}.");
        }
    }
}
