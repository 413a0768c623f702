using System.Globalization;
using OrleansNews.Layout;

namespace OrleansNews.Media;

/// <summary>Why something was not done, in the words of the site.</summary>
internal static class MediaErrors
{
    /// <summary>What is wrong with the file.</summary>
    public static FieldError Of(SiteTexts texts, MediaRefused refused) => new("file", refused.Problem switch
    {
        PictureProblem.UnknownType => texts.PictureUnknownType,
        PictureProblem.Svg => texts.PictureSvg,
        PictureProblem.Heic => texts.PictureHeic,
        PictureProblem.TooManyBytes => texts.PictureTooManyBytes((refused.Limit / (1 << 20)).ToString("N0", CultureInfo.InvariantCulture)),
        PictureProblem.TooManyPixels => texts.PictureTooManyPixels((refused.Limit / 1_000_000).ToString("N0", CultureInfo.InvariantCulture)),
        PictureProblem.Damaged => texts.PictureDamaged,
        PictureProblem.Busy => texts.PictureBusy,
        PictureProblem.NoDecoder => texts.PictureNoDecoder,
        _ => texts.PictureEmpty,
    });

    /// <summary>What is wrong with the fields.</summary>
    public static ImmutableArray<FieldError> Of(SiteTexts texts, MediaInvalid invalid) =>
        [.. invalid.Errors.Select(error => error with { Message = error.Code switch { "too-long" => texts.MediaTooLong, "focus" => texts.MediaFocusOutside, _ => texts.MediaFocusTooOften } })];
}
