using Microsoft.Playwright;

namespace OrleansNews.Browser;

/// <summary>Waits for what no page says: answers of the server that follow from what was done.</summary>
internal static class Waits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when it is so; a minute of it not being so is a failure, with its name.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what = "What was waited for did not come.")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested) Assert.Fail(what);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Loads the front page until it leads to a story: it hears of one behind the answer to who published it.</summary>
    public static async Task<ILocator> UntilOnFrontPageAsync(IPage reader, string headline)
    {
        var link = reader.GetByRole(AriaRole.Link, new() { Name = headline }).First;
        await UntilAsync(
            async () =>
            {
                await reader.GotoAsync("/");
                return await link.IsVisibleAsync();
            },
            $"“{headline}” is never on the front page.");
        return link;
    }
}
