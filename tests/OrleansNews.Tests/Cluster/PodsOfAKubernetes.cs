using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Cluster;

/// <summary>What a silo asks of the API of Kubernetes: one pod, which is its own, and which others are deleted. Notes each verb, as a role names it.</summary>
internal sealed class PodsOfAKubernetes(string pod) : IAsyncDisposable
{
    public const string Namespace = "news";

    private readonly WebApplication _app = Compose();
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _deleted = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _end = new();

    /// <summary>The verbs that were used on pods.</summary>
    public ConcurrentDictionary<string, bool> Verbs { get; } = [];

    /// <summary>The labels that the silo gave its pod.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; private set; } = new Dictionary<string, string>();

    /// <summary>Asks for something else than pods of the namespace.</summary>
    public ConcurrentQueue<string> Strange { get; } = [];

    /// <summary>When the silo follows what happens to pods.</summary>
    public Task Watched => _watched.Task;

    public string Address => _app.Urls.Single();

    /// <summary>Tells the silo that follows the pods that one of them is gone.</summary>
    public void Delete(string name) => _deleted.Writer.TryWrite(name);

    public async Task StartAsync()
    {
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private static WebApplication Compose()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        const string Pods = $"/api/v1/namespaces/{Namespace}/pods";
        var own = request.Path == $"{Pods}/{pod}";
        var all = request.Path == Pods;
        context.Response.ContentType = "application/json";
        if (own && HttpMethods.IsGet(request.Method))
        {
            Note("get");
            await context.Response.WriteAsync(Pod(pod));
        }
        else if (own && HttpMethods.IsPatch(request.Method))
        {
            Note("patch");
            using var patch = await JsonDocument.ParseAsync(request.Body);
            Labels = patch.RootElement.GetProperty("metadata").GetProperty("labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);
            await context.Response.WriteAsync(Pod(pod));
        }
        else if (all && HttpMethods.IsGet(request.Method) && request.Query["watch"] == "true")
        {
            Note("watch");
            await context.Response.StartAsync();
            _watched.TrySetResult();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, context.RequestAborted);
            await TellAsync(context.Response, either.Token);
        }
        else if (all && HttpMethods.IsGet(request.Method))
        {
            Note("list");
            await context.Response.WriteAsync($$"""{"apiVersion":"v1","kind":"PodList","metadata":{},"items":[{{Pod(pod)}}]}""");
        }
        else
        {
            Strange.Enqueue($"{request.Method} {request.Path}");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    // One event a line, as long as somebody listens.
    private async Task TellAsync(HttpResponse response, CancellationToken over)
    {
        try
        {
            await foreach (var name in _deleted.Reader.ReadAllAsync(over))
            {
                await response.WriteAsync($$"""{"type":"DELETED","object":{{Pod(name)}} }""" + "\n", over);
                await response.Body.FlushAsync(over);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over, or its silo.
        }
    }

    private static string Pod(string name) => $$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}","namespace":"{{Namespace}}" } }""";

    private void Note(string verb) => Verbs[verb] = true;
}
