using OrleansNews.Articles;

namespace OrleansNews.Comments;

/// <summary>The comment form as a browser sends it.</summary>
internal static class ReaderForms
{
    public static FormUrlEncodedContent Form(PublishedArticle story, string author, string text, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["author"] = author,
            ["email"] = "reader@example.org",
            ["url"] = "",
            ["comment"] = text,
            ["comment_post_ID"] = story.Id.ToString(),
            ["comment_parent"] = "0",
        };
        foreach (var (name, value) in more) fields[name] = value;
        return new(fields);
    }
}
