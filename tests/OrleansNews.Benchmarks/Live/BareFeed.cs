using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Benchmarks.Live;

/// <summary>
/// The reference: Kestrel, connections that stay open, and bytes that are written to all of them by one or two loops. No thread, no log, no position.
/// It reports as the host does.
/// </summary>
internal static class BareFeed
{
    /// <summary>What runs it when it is this program's first argument.</summary>
    public const string Argument = "bare-feed";

    private static readonly Lock _gate = new();
    private static ImmutableList<PipeWriter> _readers = [];

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/live", FollowAsync);
        app.MapPost("/write", WriteAsync);
        await app.StartAsync();
        Console.WriteLine($"  pages  {app.Urls.Single()}");
        Console.WriteLine("Ready.");
        await app.WaitForShutdownAsync();
    }

    private static async Task FollowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await context.Response.BodyWriter.WriteAsync(":\n\n"u8.ToArray());
        lock (_gate) _readers = _readers.Add(context.Response.BodyWriter);
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        lock (_gate) _readers = _readers.Remove(context.Response.BodyWriter);
    }

    // The body, to everybody, so many times, by so many loops.
    private static async Task WriteAsync(HttpContext context, int times, int loops)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        var readers = _readers.ToArray();
        var part = (readers.Length + loops - 1) / loops;
        await Task.WhenAll(readers.Chunk(part).Select(mine => Task.Run(async () =>
        {
            for (var time = 0; time < times; time++)
            {
                foreach (var reader in mine)
                {
                    reader.Write(bytes);
                    var flush = reader.FlushAsync();
                    if (!flush.IsCompletedSuccessfully) await flush;
                }
            }
        })));
    }
}
