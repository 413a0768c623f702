using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Site;

/// <summary>Refuses a place where no copies of pages can be kept: a front end without them would show that only when its cluster is down.</summary>
internal sealed class CopyFolderValidator : IValidateOptions<ReadOptions>
{
    public ValidateOptionsResult Validate(string? name, ReadOptions options) =>
        options.CopyFolder.Length > 0 && options.WarmStories > 0 && WritableFolder.Objection(options.CopyFolder) is { } objection
            ? ValidateOptionsResult.Fail(
                $"Read:CopyFolder: no copies of pages can be kept in {options.CopyFolder}. {objection} Name a folder that this account may write, with --Read:CopyFolder=DIR, " +
                "or another data folder, with --data DIR; --Read:WarmStories=0 keeps none.")
            : ValidateOptionsResult.Success;
}
