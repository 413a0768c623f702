using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>Pictures: their files for readers, and the library for staff.</summary>
internal static class MediaWebExtensions
{
    // The most that silos can be set to take (Media:MaxBytes), and the fields beside it.
    private const long LargestForm = (100 << 20) + (64 << 10);

    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaReadOptions>().BindConfiguration(MediaReadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaReadOptions>, MediaReadOptionsValidator>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, MediaApiJson.Default));
        return services.AddSingleton<PictureReader>().AddSingleton<MediaUploads>().AddSingleton<LibraryForms>().AddSingleton<PictureForms>().AddSingleton<DeletionForms>();
    }

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapPictures();
        var staff = routes.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestForm)
            .RequireAuthorization(PermissionPolicies.Of(Permission.UseMedia)).AddEndpointFilter(WriteLimiter.FilterAsync);
        staff.MapGet(MediaPaths.Library, static (HttpContext context, LibraryForms forms) => forms.ShowAsync(context));
        staff.MapPost(MediaPaths.Library, static (HttpContext context, LibraryForms forms) => forms.UploadAsync(context)).WithMetadata(KeptForms.Metadata);
        staff.MapGet(MediaPaths.Library + "/{id:long:min(1)}", static (long id, HttpContext context, PictureForms forms) => forms.ShowAsync(context, new(id)));
        staff.MapPost(MediaPaths.Library + "/{id:long:min(1)}", static (long id, HttpContext context, PictureForms forms) => forms.ChangeAsync(context, new(id))).WithMetadata(KeptForms.Metadata);
        staff.MapGet(MediaPaths.Library + "/{id:long:min(1)}/deletion", static (long id, HttpContext context, DeletionForms forms) => forms.ShowAsync(context, new(id)));
        staff.MapPost(MediaPaths.Library + "/{id:long:min(1)}/deletion", static (long id, HttpContext context, DeletionForms forms) => forms.DeleteAsync(context, new(id)));
        staff.MapGroup("/api").WithTags("Pictures").MapMediaApi();
    }
}
