using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>Shows a picture of the library, and takes what is written about it.</summary>
internal sealed class PictureForms(IClusterClient cluster, SiteFrames frames, PictureReader pictures)
{
    public const string Saved = "saved";

    public async Task<IResult> ShowAsync(HttpContext context, MediaId id) => await pictures.FindAsync(id, context.Staff()) is { } media
        ? Page(await ModelAsync(context, media, MediaFields.From(media.Details)) with { Saved = context.Request.Query.ContainsKey(Saved) }, StatusCodes.Status200OK)
        : Results.StatusCode(StatusCodes.Status404NotFound);

    public async Task<IResult> ChangeAsync(HttpContext context, MediaId id)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await pictures.FindAsync(id, context.Staff()) is not { } media) return Results.StatusCode(StatusCodes.Status404NotFound);
        var fields = MediaFields.Read(form);
        var version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var result = await cluster.GetGrain<IMediaGrain>(id.Value).ChangeAsync(fields.ToDetails(), version, context.Staff());
        var texts = (await frames.GetAsync()).Texts;
        return result switch
        {
            MediaSaved => new SeeOther($"{MediaPaths.Picture(id)}?{Saved}"),
            MediaInvalid invalid => Page(await ModelAsync(context, media, fields) with { Errors = MediaErrors.Of(texts, invalid) }, StatusCodes.Status400BadRequest),
            // The form keeps what was typed, and stands on what is there now: sent again, it is a decision.
            MediaConflict conflict => Page(await ModelAsync(context, conflict.Current, fields) with { Errors = [new("", texts.MediaConflict)] }, StatusCodes.Status409Conflict),
            MediaNotFound => Results.StatusCode(StatusCodes.Status404NotFound),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }

    private async Task<PictureModel> ModelAsync(HttpContext context, MediaView media, MediaFields fields) => new(await frames.GetAsync(), context.Staff(), media, fields)
    {
        Uses = await cluster.GetGrain<IMediaGrain>(media.Source.Id.Value).GetUsesAsync(context.Staff()) ?? new([], KeepPicture: false, HasMore: false),
    };

    private static PageResult<PicturePage, PictureModel> Page(PictureModel model, int status) => new(model, status, personal: true);
}
