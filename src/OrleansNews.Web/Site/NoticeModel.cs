using OrleansNews.Layout;
namespace OrleansNews.Site;

/// <summary>A page that says why there is nothing else to see.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">A sentence or two: what happened, and what the reader can do.</param>
public sealed record NoticeModel(SiteFrame Frame, string Title, string Text)
{
    /// <summary>Whether what was wanted may be found by searching.</summary>
    public bool OffersSearch { get; init; }

    /// <summary>Whether the same address may be answered when it is asked for again.</summary>
    public bool OffersReload { get; init; }

    public static NoticeModel Gone(SiteFrame frame) => new(frame, frame.Texts.WithdrawnTitle, frame.Texts.WithdrawnText) { OffersSearch = true };

    public static NoticeModel Of(int status, SiteFrame frame)
    {
        var texts = frame.Texts;
        return status switch
        {
            StatusCodes.Status404NotFound => new(frame, texts.NotFoundTitle, texts.NotFoundText) { OffersSearch = true },
            StatusCodes.Status405MethodNotAllowed => new(frame, texts.WrongMethodTitle, texts.WrongMethodText),
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => new(frame, texts.NotAllowedTitle, texts.NotAllowedText),
            StatusCodes.Status410Gone => Gone(frame),
            StatusCodes.Status413PayloadTooLarge => new(frame, texts.TooLargeTitle, texts.TooLargeText),
            StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status400BadRequest => new(frame, texts.BadRequestTitle, texts.BadRequestText),
            StatusCodes.Status429TooManyRequests => new(frame, texts.TooManyTitle, texts.TooManyText),
            StatusCodes.Status503ServiceUnavailable => new(frame, texts.UnavailableTitle, texts.UnavailableText),
            _ => new(frame, texts.FaultTitle, texts.FaultText),
        };
    }
}
