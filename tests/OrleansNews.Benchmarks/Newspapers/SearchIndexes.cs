using System.Text.Json;

namespace OrleansNews.Benchmarks.Newspapers;

/// <summary>The index of a running host.</summary>
internal static class SearchIndexes
{
    /// <summary>Waits until it has every story.</summary>
    public static async Task UntilCompleteAsync(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = host.Site };
        while (true)
        {
            using var answer = await client.GetAsync("/api/search?q=ba");
            if (answer.IsSuccessStatusCode)
            {
                using var found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                if (found.RootElement.GetProperty("complete").GetBoolean()) return;
            }

            await Task.Delay(250);
        }
    }
}
