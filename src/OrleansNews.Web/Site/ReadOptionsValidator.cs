namespace OrleansNews.Site;

/// <summary>Refuses settings under which pages would never be fresh or never be answered.</summary>
internal sealed class ReadOptionsValidator : IValidateOptions<ReadOptions>
{
    private const int MostWarmStories = 1_000_000;
    private const long MostCacheBytes = 64L << 30;

    public ValidateOptionsResult Validate(string? name, ReadOptions options)
    {
        var faults = new List<string>();
        Check("Read:FreshFor", options.FreshFor, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check("Read:Patience", options.Patience, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Check("Read:Deadline", options.Deadline, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Check("Read:WriteDeadline", options.WriteDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Check("Read:SharedCacheAge", options.SharedCacheAge, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check("Read:MaxStale", options.MaxStale, TimeSpan.Zero, TimeSpan.FromDays(30));
        if (options.CacheBytes is < 0 or > MostCacheBytes) faults.Add($"Read:CacheBytes is {options.CacheBytes}; set it between 0 and {MostCacheBytes}.");
        if (options.WarmStories is < 0 or > MostWarmStories) faults.Add($"Read:WarmStories is {options.WarmStories}; set it between 0 and {MostWarmStories}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) faults.Add($"{key} is {value}; set it between {least} and {most}.");
        }
    }
}
