namespace OrleansNews.Site;

/// <summary>Refuses settings under which pages would never be fresh or never be answered.</summary>
internal sealed class ReadOptionsValidator : IValidateOptions<ReadOptions>
{
    public ValidateOptionsResult Validate(string? name, ReadOptions options)
    {
        var faults = new List<string>();
        Check("Read:FreshFor", options.FreshFor, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check("Read:Patience", options.Patience, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Check("Read:Deadline", options.Deadline, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Check("Read:WriteDeadline", options.WriteDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) faults.Add($"{key} is {value}; set it between {least} and {most}.");
        }
    }
}
