using Microsoft.Extensions.Options;

namespace OrleansNews.Media;

/// <summary>Refuses a library in two places.</summary>
internal sealed class MediaStoreOptionsValidator : IValidateOptions<MediaStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaStoreOptions options)
    {
        if (!Enum.IsDefined(options.Store)) return ValidateOptionsResult.Fail("Media:Store: there is no such store. Use State or AzureBlob.");
        return options is { Store: MediaStorePlace.AzureBlob, Folder.Length: > 0 }
            ? ValidateOptionsResult.Fail("Media:Folder: Media:Store=AzureBlob names another place for the files of pictures. Leave one of the two out.")
            : ValidateOptionsResult.Success;
    }
}
