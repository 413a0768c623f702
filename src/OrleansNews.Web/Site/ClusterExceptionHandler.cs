using Microsoft.AspNetCore.Diagnostics;

namespace OrleansNews.Site;

/// <summary>
/// Answers for every endpoint when something failed: 503 with Retry-After while the cluster does not answer, and with what was typed where that can be kept, 500 for everything else.
/// The words are ours; an exception's own text goes to the log alone.
/// </summary>
internal sealed partial class ClusterExceptionHandler(StatusAnswers answers, SilentCluster silence, ILogger<ClusterExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The middleware has taken the endpoint off the request.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "";
        if (exception is BadHttpRequestException bad)
        {
            await answers.WriteAsync(httpContext, bad.StatusCode, RequestFault.Of(bad, endpoint));
            return true;
        }

        if (ClusterFaults.IsUnavailable(exception))
        {
            ClusterUnavailable(exception, route);
            await silence.AnswerAsync(httpContext, endpoint);
            return true;
        }

        RequestFailed(exception, route);
        await answers.WriteAsync(httpContext, StatusCodes.Status500InternalServerError);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster did not answer a request for {Route}")]
    private partial void ClusterUnavailable(Exception exception, string route);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request for {Route} failed")]
    private partial void RequestFailed(Exception exception, string route);
}
