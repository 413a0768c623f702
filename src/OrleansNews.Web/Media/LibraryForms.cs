using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>Shows the library, and takes pictures into it.</summary>
internal sealed class LibraryForms(IClusterClient cluster, SiteFrames frames, MediaUploads uploads)
{
    public const string Deleted = "deleted";
    public const int LongestWords = 200;

    public async Task<IResult> ShowAsync(HttpContext context) =>
        await ModelAsync(context) is { } model ? Page(model, StatusCodes.Status200OK) : Results.StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IResult> UploadAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var fields = MediaFields.Read(form);
        var result = form.Files["file"] is { } file
            ? await uploads.SendAsync(file, fields.ToDetails(), context.Staff(), context.RequestAborted)
            : new MediaRefused(PictureProblem.Empty);
        if (result is MediaSaved saved) return new SeeOther($"{MediaPaths.Picture(saved.Media.Source.Id)}?{PictureForms.Saved}");
        if (result is MediaForbidden || await ModelAsync(context) is not { } model) return Results.StatusCode(StatusCodes.Status403Forbidden);
        ImmutableArray<FieldError> errors = result switch
        {
            MediaRefused refused => [MediaErrors.Of(model.Frame.Texts, refused)],
            MediaInvalid invalid => MediaErrors.Of(model.Frame.Texts, invalid),
            _ => throw new InvalidOperationException($"An upload cannot end as {result.GetType().Name}."),
        };
        var isBusy = result is MediaRefused { Problem: PictureProblem.Busy };
        return Page(model with { Fields = fields, Errors = errors }, isBusy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest);
    }

    private async Task<LibraryModel?> ModelAsync(HttpContext context)
    {
        var (query, actor) = (context.Request.Query, context.Staff());
        var words = query["q"].ToString().Trim();
        if (words.Length > LongestWords) words = words[..LongestWords];
        var own = query["own"] == "yes";
        var page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1_000_000) : 1;
        var found = await cluster.GetGrain<IMediaLibraryGrain>(0).FindAsync(new(words, own ? actor.Login : "", page, LibraryModel.PageSize), actor);
        return found is null ? null : new(await frames.GetAsync(), actor, found) { Words = words, Own = own, Page = page, Deleted = query.ContainsKey(Deleted) };
    }

    private static PageResult<LibraryPage, LibraryModel> Page(LibraryModel model, int status) => new(model, status, personal: true);
}
