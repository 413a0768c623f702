namespace OrleansNews.Newsroom;

/// <summary>Waits for lists of stories, which hear of a story behind the answer to who saved it.</summary>
internal static class NewsroomWaits
{
    /// <summary>Returns the page when it shows some words; fails when it does not in half a minute.</summary>
    public static async Task<string> UntilShownAsync(this HttpClient browser, string address, string words, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await browser.GetStringAsync(address, patience.Token);
            if (page.Contains(words, StringComparison.Ordinal)) return page;
            await Task.Delay(10, patience.Token);
        }
    }
}
