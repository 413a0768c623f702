namespace OrleansNews.Site;

/// <summary>Refuses bounds that would let nobody in.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var faults = new List<string>();
        Check("Limits:WritesPerMinute", options.WritesPerMinute);
        Check("Limits:MailLinksPerMinute", options.MailLinksPerMinute);
        Check("Limits:SignInsPerMinute", options.SignInsPerMinute);
        Check("Limits:SearchesPerMinute", options.SearchesPerMinute);
        Check("Limits:ViewsPerMinute", options.ViewsPerMinute);
        Check("Limits:RequestsAtOnce", options.RequestsAtOnce);
        Check("Limits:LiveFeeds", options.LiveFeeds);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, int value)
        {
            if (value is < 1 or > Most) faults.Add($"{key} is {value}; set it between 1 and {Most}, or set Limits:Enabled to false.");
        }
    }
}
