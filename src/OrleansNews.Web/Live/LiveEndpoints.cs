using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>The live feed of a story.</summary>
internal static class LiveEndpoints
{
    private const int RetryAfterSeconds = 10;

    // A position that no thread has: whoever sends something else than a position gets a reset.
    private static readonly ThreadPosition Unknown = new(-1, 0);

    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder api)
    {
        // Asked for once: a request that asks keeps a scope of services for as long as the feed is open.
        var relays = api.ServiceProvider.GetRequiredService<LiveRelays>();
        var stories = api.ServiceProvider.GetRequiredService<StoryReader>();
        api.MapGet("/articles/{id:long}/live", (long id, string? after, HttpContext context) => FollowAsync(context, new(id), PositionOf(context.Request, after), relays, stories)).WithName("FollowStory").WithTags("Live")
            .WithSummary("Everything that happens to a story and its comments, as server-sent events.")
            .WithDescription("""
                Log events carry an id, `epoch:sequence`: `comment`, `edited`, `decided` (without `html` when the comment is hidden), `closed`. States carry none and are
                sent on connecting and on change: `count`, `open`, `votes`, `readers`, `article`, `entries` (of a live story: what changed after the version `from`, or a version alone, after which `/entries` tells what changed); `beat` is a sign of life and says after how many seconds the next one comes. `reset` says that the position does not connect: read the thread anew. A feed that ends is to be asked for again, after the time that its last `retry` gave, from the same position.
                Go on from a rendered page with `?after=`, after a lost connection with `Last-Event-ID`.
                """)
            .Produces<string>(StatusCodes.Status200OK, EventStream.ContentType)
            .Produces(StatusCodes.Status404NotFound).Produces(StatusCodes.Status410Gone)
            .Produces(StatusCodes.Status429TooManyRequests).Produces(StatusCodes.Status503ServiceUnavailable)
            // Nobody signs in for it, and what the rest of the pipeline keeps of a request would be kept for as long as the feed is open.
            .ShortCircuit();
        return api;
    }

    private static async Task FollowAsync(HttpContext context, ArticleId article, ThreadPosition? after, LiveRelays relays, StoryReader stories)
    {
        var response = context.Response;
        if (relays.AreEnding)
        {
            Prepare(response);
            await response.BodyWriter.WriteAsync(relays.ComeBack().Bytes, context.RequestAborted);
            return;
        }

        var address = AddressOf(context);
        if (relays.TryTakePlace(address) is { } refusal)
        {
            response.SayRetryAfter(RetryAfterSeconds);
            response.StatusCode = refusal;
            return;
        }

        ThreadRelay? relay = null;
        LiveConnection? connection = null;
        try
        {
            var status = relays.StatusOf(article) ?? (await stories.FindAsync(article))?.Status;
            if (status != ArticleStatus.Published)
            {
                response.StatusCode = status is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
                Leave(connection, relay, relays, address);
                return;
            }

            relay = relays.Enter(article);
            Prepare(response);
            connection = relays.Connect(response.BodyWriter);
            await relay.JoinAsync(connection, after, context.RequestAborted);
        }
        catch (Exception fault)
        {
            Leave(connection, relay, relays, address);
            if (fault is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return; // The reader left before the feed began.
            if (relay is null || response.HasStarted || !ClusterFaults.IsUnavailable(fault)) throw;
            // Whoever reads events gives up for good on any other answer. They come back from where they are.
            await response.BodyWriter.WriteAsync(relays.ComeBack().Bytes, context.RequestAborted);
            return;
        }

        await StayAsync(context, connection, relay, relays, address);
    }

    /// <summary>Says what is coming.</summary>
    public static void Prepare(HttpResponse response)
    {
        response.ContentType = EventStream.ContentType;
        response.Headers.CacheControl = "no-store, no-transform";
        // nginx would collect events before it passes them on.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Keeps the response open for as long as the relay writes to it, and gives back what the reader held.</summary>
    public static async Task StayAsync(HttpContext context, LiveConnection connection, ThreadRelay relay, LiveRelays relays, IPAddress address)
    {
        try
        {
            await using var gone = GoneOf(context).UnsafeRegister(static connection => ((LiveConnection)connection!).End(), connection);
            if (relays.AreEnding) connection.End();
            var wasTooSlow = await connection.Ended;
            if (wasTooSlow)
            {
                relays.CountDropped();
                context.Abort();
            }
        }
        finally
        {
            Leave(connection, relay, relays, address);
        }
    }

    /// <summary>Whose place in the limits a reader takes.</summary>
    public static IPAddress AddressOf(HttpContext context) => Requests.NetworkAddressOf(context) ?? IPAddress.None;

    // With HTTP/1 the end of the connection is the end of the request, and a token of the request's own would be made for each reader who asks for it.
    private static CancellationToken GoneOf(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IConnectionLifetimeFeature>() is { } lifetime ? lifetime.ConnectionClosed : context.RequestAborted;

    /// <summary>Gives back what a reader holds.</summary>
    public static void Leave(LiveConnection? connection, ThreadRelay? relay, LiveRelays relays, IPAddress address)
    {
        connection?.End();
        if (connection is not null) relay?.Feed.Leave(connection);
        relay?.Exit();
        relays.GiveBackPlace(address);
    }

    /// <summary>What a reader saw last, and else where their page began: a browser repeats the address when it comes back.</summary>
    public static ThreadPosition? PositionOf(HttpRequest request, string? after)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : after;
        if (string.IsNullOrEmpty(text)) return null;
        return ThreadPosition.TryParse(text, out var position) ? position : Unknown;
    }
}
