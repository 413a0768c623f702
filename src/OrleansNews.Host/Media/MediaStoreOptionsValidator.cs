using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Media;

/// <summary>Refuses a library in two places, and one where no picture can be kept.</summary>
internal sealed class MediaStoreOptionsValidator : IValidateOptions<MediaStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaStoreOptions options)
    {
        if (!Enum.IsDefined(options.Store)) return ValidateOptionsResult.Fail("Media:Store: there is no such store. Use State or AzureBlob.");
        if (options.Folder.Length == 0) return ValidateOptionsResult.Success;
        if (options.Store == MediaStorePlace.AzureBlob) return ValidateOptionsResult.Fail("Media:Folder: Media:Store=AzureBlob names another place for the files of pictures. Leave one of the two out.");
        return WritableFolder.Objection(options.Folder) is { } objection
            ? ValidateOptionsResult.Fail($"Media:Folder: no picture can be kept in {options.Folder}. {objection} Give this account a folder that it may write, with --Media:Folder=DIR.")
            : ValidateOptionsResult.Success;
    }
}
