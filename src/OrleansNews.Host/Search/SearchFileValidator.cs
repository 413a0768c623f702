using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Search;

/// <summary>Refuses a place where no search index can be made.</summary>
/// <param name="file">Where it is unless the settings name another one.</param>
internal sealed class SearchFileValidator(string file) : IValidateOptions<SearchOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        var path = Path.GetFullPath(options.Path.Length > 0 ? options.Path : file);
        var objection = Directory.Exists(path) ? $"{path} is a folder." : WritableFolder.Objection(Path.GetDirectoryName(path)!);
        return objection is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Search:Path: the search index {path} cannot be made. {objection} Name a file where this account may write, with --Search:Path=FILE, or another data folder, with --data DIR.");
    }
}
