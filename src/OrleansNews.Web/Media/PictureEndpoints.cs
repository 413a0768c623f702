using Microsoft.Net.Http.Headers;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>Serves the files of pictures. An address never gets another content, so whoever has it keeps it.</summary>
internal static class PictureEndpoints
{
    public static void MapPictures(this IEndpointRouteBuilder routes) =>
        routes.MapMethods($"/{PictureSource.Root}/{{id:long:min(1)}}/{{key}}/{{name}}", PageRoutes.Methods, static (long id, string key, string name, HttpContext context) => GetAsync(new(id), key, name, context));

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(MediaId id, string key, string name, HttpContext context)
    {
        if (!id.IsValid || await context.RequestServices.GetRequiredService<PictureReader>().ReadAsync(id, key, name) is not { } file) return TypedResults.NotFound();
        // What stands in for a file that is being made is not kept by anybody.
        context.Response.Headers.CacheControl = file.IsFinal ? "public, max-age=31536000, immutable" : "no-store";
        return file.IsFinal
            ? TypedResults.Bytes(file.Content, PictureFile.ContentTypeOf(name), entityTag: new EntityTagHeaderValue($"\"{key}-{name}\""))
            : TypedResults.Bytes(file.Content, PictureFile.ContentTypeOf(PictureFile.Master));
    }
}
