using Microsoft.Extensions.Options;

namespace OrleansNews.Search;

/// <summary>Refuses impossible settings of the section <c>Search</c>.</summary>
internal sealed class SearchOptionsValidator : IValidateOptions<SearchOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        if (options.Readers is < 1 or > 64) return ValidateOptionsResult.Fail($"Search:Readers is {options.Readers}; set it between 1 and 64.");
        if (options.MaxWaiting is < 1 or > 10_000) return ValidateOptionsResult.Fail($"Search:MaxWaiting is {options.MaxWaiting}; set it between 1 and 10000.");
        return ValidateOptionsResult.Success;
    }
}
