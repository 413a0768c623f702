using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansNews.Comments;

/// <summary>Where the log of a thread ends.</summary>
internal static class LogEnd
{
    /// <summary>The position as readers are told it, and how many events it has.</summary>
    public static async Task<(string End, long Length)> OfAsync(HttpClient reader, long article, CancellationToken cancel)
    {
        var end = JsonNode.Parse(await reader.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments?limit=1"), cancel))!["position"]!.GetValue<string>();
        return (end, long.Parse(end.Split(':')[1], CultureInfo.InvariantCulture));
    }
}
