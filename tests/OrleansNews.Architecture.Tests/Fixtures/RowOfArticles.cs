namespace OrleansNews.Fixtures;

/// <summary>Breaks the rules of words: storage that knows news, and SQL outside storage.</summary>
internal static class RowOfArticles
{
    public static string Select => "SELECT title FROM articles WHERE id = $id";
}
