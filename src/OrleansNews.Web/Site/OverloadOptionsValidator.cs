namespace OrleansNews.Site;

/// <summary>Refuses bounds that would let nobody in, or one story take the places of all.</summary>
internal sealed class OverloadOptionsValidator : IValidateOptions<OverloadOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, OverloadOptions options)
    {
        var faults = new List<string>();
        Check("Overload:ReadsAtOnce", options.ReadsAtOnce);
        Check("Overload:WritesAtOnce", options.WritesAtOnce);
        Check("Overload:NewsroomAtOnce", options.NewsroomAtOnce);
        Check("Overload:CommentsAtOncePerStory", options.CommentsAtOncePerStory);
        if (options.CommentsAtOncePerStory > options.WritesAtOnce)
            faults.Add($"Overload:CommentsAtOncePerStory is {options.CommentsAtOncePerStory}, and one story would take all places of Overload:WritesAtOnce ({options.WritesAtOnce}); set it lower.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, int value)
        {
            if (value is < 1 or > Most) faults.Add($"{key} is {value}; set it between 1 and {Most}.");
        }
    }
}
