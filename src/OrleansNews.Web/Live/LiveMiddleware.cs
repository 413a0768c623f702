using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// Lets readers of a story that is followed already in ahead of everything else: what the rest of the pipeline makes for a request it would keep for as
/// long as the feed is open. Who is refused, or has to wait for what was not read yet, goes on to the endpoint, which has an answer for each.
/// </summary>
internal sealed class LiveMiddleware(RequestDelegate next, LiveRelays relays)
{
    private const string Before = "/api/articles/", Behind = "/live";

    public Task InvokeAsync(HttpContext context)
    {
        if (StoryOf(context.Request) is not { } article || relays.AreEnding || relays.StatusOf(article) != ArticleStatus.Published) return next(context);
        var address = LiveEndpoints.AddressOf(context);
        if (relays.TryTakePlace(address) is not null) return next(context);

        ThreadRelay? relay = null;
        LiveConnection? connection = null;
        try
        {
            relay = relays.Enter(article);
            SecurityHeaders.Apply(context.Response.Headers);
            LiveEndpoints.Prepare(context.Response);
            connection = relays.Connect(context.Response.BodyWriter);
            if (relay.TryJoin(connection, LiveEndpoints.PositionOf(context.Request, PageBeganAt(context.Request.QueryString))))
                return LiveEndpoints.StayAsync(context, connection, relay, relays, address);
        }
        catch
        {
            LiveEndpoints.Leave(connection, relay, relays, address);
            throw;
        }

        LiveEndpoints.Leave(connection, relay, relays, address);
        context.Response.Headers.Clear();
        return next(context);
    }

    // Taken from the text: a collection of parameters would be kept for as long as the feed is open.
    private static string? PageBeganAt(QueryString query)
    {
        foreach (var parameter in new QueryStringEnumerable(query.Value))
        {
            if (parameter.DecodeName().Span.Equals("after", StringComparison.OrdinalIgnoreCase)) return parameter.DecodeValue().ToString();
        }

        return null;
    }

    // The address as pages write it; any other spelling of it is the router's business.
    private static ArticleId? StoryOf(HttpRequest request)
    {
        var path = request.Path.Value.AsSpan();
        if (!path.EndsWith(Behind, StringComparison.Ordinal) || !path.StartsWith(Before, StringComparison.Ordinal)) return null;
        if (!HttpMethods.IsGet(request.Method) || request.PathBase.HasValue || path.Length <= Before.Length + Behind.Length) return null;
        return long.TryParse(path[Before.Length..^Behind.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id) : null;
    }
}
