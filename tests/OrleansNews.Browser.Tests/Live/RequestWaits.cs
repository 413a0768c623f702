using Microsoft.Playwright;
using IRequest = Microsoft.Playwright.IRequest;

namespace OrleansNews.Live;

/// <summary>Waiting for the end of a request.</summary>
internal static class RequestWaits
{
    /// <summary>Completes when a request of this ending is over, by its server or by the page.</summary>
    public static Task WaitForRequestFinishedOrFailedAsync(this IPage page, string path)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFinished += Note;
        page.RequestFailed += Note;
        return over.Task;

        void Note(object? sender, IRequest request)
        {
            if (new Uri(request.Url).AbsolutePath.EndsWith(path, StringComparison.Ordinal)) over.TrySetResult();
        }
    }
}
