using Microsoft.AspNetCore.WebUtilities;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>The library for programs: the same rules as its pages, signed in by an application password.</summary>
internal static class MediaApi
{
    private const string One = "/media/{id:long:min(1)}";

    public static void MapMediaApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/media", FindAsync).WithName("FindPictures").WithSummary("A page of the library of pictures, the newest first. For those who may publish.");
        api.MapGet(One, GetAsync).WithName("GetPicture").WithSummary("One picture. For those who may publish.");
        api.MapPost("/media", UploadAsync).WithName("UploadPicture").Accepts<IFormFile>("multipart/form-data")
            .WithSummary("Takes a picture: a form with the field `file` (JPEG, PNG, WebP or AVIF), and if you like `alt`, `caption`, `credit`, `focus_x` and `focus_y`. For those who may publish.");
        api.MapDelete(One, DeleteAsync).WithName("DeletePicture").WithSummary("Deletes a picture that no story shows or will show by itself. One's own, or for editors anybody's.");
    }

    private static async Task<Results<Ok<PicturePageOutput>, ValidationProblem, ForbidHttpResult>> FindAsync(string? q, bool? own, int? page, HttpContext context, IClusterClient cluster, SiteFrames frames)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (page < 1) return FieldProblem.Of("page", (await frames.GetTextsAsync()).SearchPageInvalid);
        if (q is { Length: > LibraryForms.LongestWords }) return FieldProblem.Of("q", (await frames.GetTextsAsync()).MediaTooLong);
        var actor = context.Staff();
        var found = await cluster.GetGrain<IMediaLibraryGrain>(0).FindAsync(new(q?.Trim() ?? "", own == true ? actor.Login : "", page ?? 1, LibraryModel.PageSize), actor);
        if (found is null) return TypedResults.Forbid();
        return TypedResults.Ok(new PicturePageOutput([.. found.Items.Select(PictureOutput.Of)], found.Total, page ?? 1, LibraryModel.PagesOf(found.Total)));
    }

    private static async Task<Results<Ok<PictureOutput>, NotFound>> GetAsync(long id, HttpContext context, PictureReader pictures)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await pictures.FindAsync(new(id), context.Staff()) is { } found ? TypedResults.Ok(PictureOutput.Of(found)) : TypedResults.NotFound();
    }

    private static async Task<Results<Created<PictureOutput>, ValidationProblem, ProblemHttpResult, ForbidHttpResult>> UploadAsync(HttpContext context, MediaUploads uploads, SiteFrames frames)
    {
        var texts = await frames.GetTextsAsync();
        if (await Forms.ReadAsync(context) is not { } form || form.Files["file"] is not { } file) return FieldProblem.Of("file", texts.PictureEmpty);
        switch (await uploads.SendAsync(file, MediaFields.Read(form).ToDetails(), context.Staff(), context.RequestAborted))
        {
            case MediaSaved saved:
                return TypedResults.Created($"/api/media/{saved.Media.Source.Id}", PictureOutput.Of(saved.Media));
            case MediaRefused refused:
                if (refused.Problem == PictureProblem.Busy) context.Response.SayRetryAfter();
                return Problem("file", MediaErrors.Of(texts, refused).Message, StatusOf(refused.Problem));
            case MediaInvalid invalid:
                return TypedResults.ValidationProblem(MediaErrors.Of(texts, invalid).GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()));
            default:
                return TypedResults.Forbid();
        }
    }

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> DeleteAsync(long id, HttpContext context, IClusterClient cluster, PictureReader pictures, SiteFrames frames)
    {
        if (!await pictures.MayExistAsync(new(id))) return TypedResults.NotFound();
        return await cluster.GetGrain<IMediaGrain>(id).DeleteAsync(context.Staff()) switch
        {
            MediaDeleted => TypedResults.NoContent(),
            MediaForbidden => TypedResults.Forbid(),
            MediaInUse => TypedResults.Problem((await frames.GetTextsAsync()).MediaDeletionKept, statusCode: StatusCodes.Status409Conflict),
            _ => TypedResults.NotFound(),
        };
    }

    private static int StatusOf(PictureProblem problem) => problem switch
    {
        PictureProblem.UnknownType or PictureProblem.Svg or PictureProblem.Heic => StatusCodes.Status415UnsupportedMediaType,
        PictureProblem.TooManyBytes or PictureProblem.TooManyPixels => StatusCodes.Status413PayloadTooLarge,
        PictureProblem.Busy or PictureProblem.NoDecoder => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static ProblemHttpResult Problem(string field, string message, int status) => TypedResults.Problem(
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [message] }) { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = message });
}
