using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Lets what readers do with a comment in while its story has places; before any grain is asked for it.</summary>
internal static class CommentPlaceFilter
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var id = new CommentId(Convert.ToInt64(http.Request.RouteValues["id"], CultureInfo.InvariantCulture));
        if (!id.IsNative) return await next(context);
        using var place = http.RequestServices.GetRequiredService<CommentPlaces>().TryTake(id.Article);
        if (place is not null) return await next(context);
        await http.RequestServices.GetRequiredService<SilentCluster>().AnswerAsync(http, http.GetEndpoint());
        return Results.Empty;
    }
}
