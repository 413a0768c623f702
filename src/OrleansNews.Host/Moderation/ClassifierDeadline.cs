using Microsoft.Extensions.Options;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>
/// Refuses a classifier that may keep a comment longer than its sender waits. A front end tries twice within <c>Read:WriteDeadline</c>, and either attempt needs half of its time for what is not
/// the classifier's. Front ends of their own have a configuration of their own: beside them the silo's says what they wait, or its default.
/// </summary>
internal sealed class ClassifierDeadline(IConfiguration configuration) : IValidateOptions<ClassifierOptions>
{
    private const int Attempts = 2;

    public ValidateOptionsResult Validate(string? name, ClassifierOptions options)
    {
        var deadline = (configuration.GetSection("Read").Get<ReadOptions>() ?? new()).WriteDeadline;
        var longest = deadline / Attempts / 2;
        return options.Url.Length == 0 || options.Timeout <= longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"The setting Classifier:Timeout is {options.Timeout}, and Read:WriteDeadline {deadline}: who comments could be told to try again before the classifier has answered. " +
                $"Give Classifier:Timeout at most {longest}, or Read:WriteDeadline at least {options.Timeout * Attempts * 2}, here and at every front end.");
    }
}
