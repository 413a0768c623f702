using OrleansNews.Comments;

namespace OrleansNews.Cluster;

/// <summary>Compares what was accepted with what stories say.</summary>
internal static class CommentLedger
{
    /// <summary>By story, its comments as readers get them: id and text.</summary>
    public static async Task<Dictionary<long, List<(long Id, string Html)>>> ReadAsync(HttpClient client, IEnumerable<long> articles)
    {
        var found = new Dictionary<long, List<(long Id, string Html)>>();
        foreach (var article in articles) found[article] = await new CommentLoad(article, 0, 0).ReadAllAsync(client);
        return found;
    }

    /// <summary>Every breach of the promise, as a line; none when all is well.</summary>
    /// <param name="acknowledged">What was answered with 201.</param>
    /// <param name="found">By story, its comments: id and text.</param>
    public static IEnumerable<string> Breaches(IReadOnlyCollection<Acknowledged> acknowledged, IReadOnlyDictionary<long, List<(long Id, string Html)>> found)
    {
        var byId = found.ToDictionary(story => story.Key, story => story.Value.ToLookup(comment => comment.Id, comment => comment.Html));
        foreach (var comment in acknowledged)
        {
            var stored = byId[comment.Article][comment.Id].ToList();
            if (stored.Count == 0) yield return $"missing: {comment}";
            else if (stored.Count > 1) yield return $"listed {stored.Count} times: {comment}";
            else if (!stored[0].Contains(comment.Text, StringComparison.Ordinal)) yield return $"another text: {comment}, stored {stored[0]}";
        }

        foreach (var (article, comments) in found)
        {
            foreach (var same in comments.GroupBy(comment => comment.Html).Where(same => same.Count() > 1)) yield return $"doubled in {article}: {same.Key}";
        }

        foreach (var same in acknowledged.GroupBy(comment => comment.Id).Where(same => same.Count() > 1)) yield return $"one id for several comments: {same.Key}";
    }
}
