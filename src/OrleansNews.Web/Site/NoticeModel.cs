using OrleansNews.Layout;
namespace OrleansNews.Site;

/// <summary>A page that says why there is nothing else to see.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">A sentence or two: what happened, and what the reader can do.</param>
public sealed record NoticeModel(SiteFrame Frame, string Title, string Text)
{
    public static NoticeModel Gone(SiteFrame frame) =>
        new(frame, "This story was withdrawn", "The newsroom has taken this story back. It will not come back at this address.");

    public static NoticeModel Of(int status, SiteFrame frame) => status switch
    {
        StatusCodes.Status404NotFound => new(frame, "Page not found", "There is nothing at this address. It may have been mistyped, or the story has moved without leaving a trace."),
        StatusCodes.Status405MethodNotAllowed => new(frame, "That does not work here", "This address takes what a form sends; it is not a page to visit."),
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => new(frame, "Not allowed", "You may not see this page or do this. If you work here, sign in and try again."),
        StatusCodes.Status410Gone => Gone(frame),
        StatusCodes.Status413PayloadTooLarge => new(frame, "Too much text", "What was sent is larger than this site takes. Go back, shorten it, and send it again."),
        StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status400BadRequest => new(frame, "That could not be understood", "Something in the request was missing or wrong. Go back and try again."),
        StatusCodes.Status429TooManyRequests => new(frame, "Slow down, please", "Too many requests came from your address. Wait a minute and try again."),
        StatusCodes.Status503ServiceUnavailable => new(frame, "One moment, please", "We cannot reach this page at the moment. Wait a few seconds and reload it."),
        _ => new(frame, "Something went wrong", "The fault is ours and has been recorded. Please try again in a minute."),
    };
}
