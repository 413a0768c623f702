using Microsoft.Extensions.Options;

namespace OrleansNews.Comments;

/// <summary>Refuses to start with a time that is none.</summary>
internal sealed class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options) => options.OriginDays is >= 1 and <= 365
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"The setting Privacy:OriginDays is {options.OriginDays}. Give a number of days from 1 to 365, or leave it out for 30.");
}
