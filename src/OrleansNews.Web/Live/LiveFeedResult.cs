using Microsoft.AspNetCore.Http.Features;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>Keeps a response open and lets a relay write to it. The place that <paramref name="address"/> took is given back at the end.</summary>
internal sealed class LiveFeedResult(ArticleId article, ThreadPosition? after, string address) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var relays = httpContext.RequestServices.GetRequiredService<LiveRelays>();
        ThreadRelay? relay = null;
        try
        {
            relay = relays.Enter(article);
            await FollowAsync(httpContext, relay, relays);
        }
        finally
        {
            relay?.Exit();
            relays.GiveBackPlace(address);
        }
    }

    private async Task FollowAsync(HttpContext context, ThreadRelay relay, LiveRelays relays)
    {
        var response = context.Response;
        response.ContentType = EventStream.ContentType;
        response.Headers.CacheControl = "no-store, no-transform";
        // nginx would collect events before it passes them on.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var connection = relays.Connect(response.BodyWriter);
        await using var gone = context.RequestAborted.Register(connection.End);
        try
        {
            await relay.JoinAsync(connection, after, context.RequestAborted);
            if (relays.AreEnding) connection.End();
            var wasTooSlow = await connection.Ended;
            if (wasTooSlow) context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader left before the feed began.
        }
        finally
        {
            connection.End();
            relay.Feed.Leave(connection);
        }
    }
}
