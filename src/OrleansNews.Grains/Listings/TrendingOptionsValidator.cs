using Microsoft.Extensions.Options;

namespace OrleansNews.Listings;

/// <summary>Refuses to start with a time under which nothing would be remembered, or nothing forgotten.</summary>
internal sealed class TrendingOptionsValidator : IValidateOptions<TrendingOptions>
{
    public ValidateOptionsResult Validate(string? name, TrendingOptions options) => options.HalfLife >= TimeSpan.FromMinutes(1) && options.HalfLife <= TimeSpan.FromDays(30)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"The setting Trending:HalfLife is {options.HalfLife}. Give a time from 00:01:00 to 30.00:00:00, or leave it out for 06:00:00.");
}
