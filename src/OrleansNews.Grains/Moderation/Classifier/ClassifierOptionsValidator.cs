using Microsoft.Extensions.Options;

namespace OrleansNews.Moderation;

/// <summary>Refuses to start with a classifier that cannot be asked.</summary>
internal sealed class ClassifierOptionsValidator : IValidateOptions<ClassifierOptions>
{
    // The comment waits for it in a call that Orleans gives up after ten seconds, and has to be stored behind it.
    private static readonly TimeSpan _longestTimeout = TimeSpan.FromSeconds(5);

    public ValidateOptionsResult Validate(string? name, ClassifierOptions options)
    {
        if (options.Url.Length > 0 && !(Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            return ValidateOptionsResult.Fail("The setting Classifier:Url is not an address. Give one that begins with http:// or https://, or leave it out for no classifier.");
        if (options.Url.Length > 0 && options.Secret.Length < 32)
            return ValidateOptionsResult.Fail("The setting Classifier:Secret is missing or too short. Give at least 32 characters that the classifier knows too.");
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > _longestTimeout)
            return ValidateOptionsResult.Fail($"The setting Classifier:Timeout is {options.Timeout}. Give a time from 00:00:00.100 to {_longestTimeout}: a comment waits for it before it is stored.");
        if (options.Pause < TimeSpan.FromSeconds(1) || options.Pause > TimeSpan.FromMinutes(10))
            return ValidateOptionsResult.Fail($"The setting Classifier:Pause is {options.Pause}. Give a time from 00:00:01 to 00:10:00.");
        return ValidateOptionsResult.Success;
    }
}
