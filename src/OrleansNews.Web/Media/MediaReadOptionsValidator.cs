namespace OrleansNews.Media;

/// <summary>Refuses impossible settings of the section <c>Media</c>.</summary>
internal sealed class MediaReadOptionsValidator : IValidateOptions<MediaReadOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaReadOptions options) => options.CacheBytes is >= 0 and <= 64L << 30
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Media:CacheBytes is {options.CacheBytes}; set it between 0 and 68719476736.");
}
