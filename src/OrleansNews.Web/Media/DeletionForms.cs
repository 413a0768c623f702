using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>Says what the end of a picture means and who still shows it, and ends it.</summary>
internal sealed class DeletionForms(IClusterClient cluster, SiteFrames frames, PictureReader pictures)
{
    public async Task<IResult> ShowAsync(HttpContext context, MediaId id)
    {
        var actor = context.Staff();
        if (await pictures.FindAsync(id, actor) is not { } media) return Results.StatusCode(StatusCodes.Status404NotFound);
        if (!PictureModel.MayDelete(actor, media)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return await cluster.GetGrain<IMediaGrain>(id.Value).GetUsesAsync(actor) is { } uses
            ? Page(new(await frames.GetAsync(), actor, media, uses), StatusCodes.Status200OK)
            : Results.StatusCode(StatusCodes.Status404NotFound);
    }

    public async Task<IResult> DeleteAsync(HttpContext context, MediaId id)
    {
        if (!await pictures.MayExistAsync(id)) return Results.StatusCode(StatusCodes.Status404NotFound);
        var (grain, actor) = (cluster.GetGrain<IMediaGrain>(id.Value), context.Staff());
        switch (await grain.DeleteAsync(actor))
        {
            case MediaDeleted:
                return new SeeOther($"{MediaPaths.Library}?{LibraryForms.Deleted}");
            // Somebody published or planned it since the page was made.
            case MediaInUse used when await grain.GetAsync(actor) is { } media:
                return Page(new(await frames.GetAsync(), actor, media, used.Uses), StatusCodes.Status409Conflict);
            case MediaForbidden:
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            default:
                return Results.StatusCode(StatusCodes.Status404NotFound);
        }
    }

    private static PageResult<DeletionPage, DeletionModel> Page(DeletionModel model, int status) => new(model, status, personal: true);
}
