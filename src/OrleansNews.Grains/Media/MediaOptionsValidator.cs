using Microsoft.Extensions.Options;

namespace OrleansNews.Media;

/// <summary>Refuses impossible settings of the section <c>Media</c>.</summary>
internal sealed class MediaOptionsValidator : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        if (options.MaxBytes is < 64 << 10 or > 100 << 20) return ValidateOptionsResult.Fail($"Media:MaxBytes is {options.MaxBytes}; set it between 65536 and 104857600.");
        if (options.MaxPixels is < 1_000_000 or > 1_000_000_000) return ValidateOptionsResult.Fail($"Media:MaxPixels is {options.MaxPixels}; set it between 1000000 and 1000000000.");
        if (options.Threads is < 1 or > 64) return ValidateOptionsResult.Fail($"Media:Threads is {options.Threads}; set it between 1 and 64.");
        if (options.MaxWaiting is < 1 or > 1_000) return ValidateOptionsResult.Fail($"Media:MaxWaiting is {options.MaxWaiting}; set it between 1 and 1000.");
        return ValidateOptionsResult.Success;
    }
}
