using Microsoft.Extensions.Options;

namespace OrleansNews.Search;

/// <summary>Refuses impossible settings of the section <c>Search</c>.</summary>
internal sealed class SearchOptionsValidator : IValidateOptions<SearchOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        if (options.Readers is < 1 or > 64) return ValidateOptionsResult.Fail($"Search:Readers is {options.Readers}; set it between 1 and 64.");
        if (options.MaxWaiting is < 1 or > 10_000) return ValidateOptionsResult.Fail($"Search:MaxWaiting is {options.MaxWaiting}; set it between 1 and 10000.");
        var folder = options.Path.Length == 0 ? null : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(options.Path));
        if (options.Path.Length > 0 && !Directory.Exists(folder)) return ValidateOptionsResult.Fail($"Search:Path is {options.Path}, in a folder that does not exist; make the folder or name another file.");
        return ValidateOptionsResult.Success;
    }
}
