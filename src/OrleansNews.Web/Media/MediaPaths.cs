using System.Globalization;

namespace OrleansNews.Media;

/// <summary>The addresses of the library.</summary>
internal static class MediaPaths
{
    public const string Library = "/newsroom/media";

    /// <summary>The page of one picture.</summary>
    public static string Picture(MediaId id) => $"{Library}/{id}";

    /// <summary>Where one picture is deleted.</summary>
    public static string Deletion(MediaId id) => $"{Picture(id)}/deletion";

    /// <summary>A page of the library, or of what was found in it.</summary>
    public static string Page(string words, bool own, int page)
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        if (words.Length > 0) query.Add("q", words);
        if (own) query.Add("own", "yes");
        if (page > 1) query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return Library + query;
    }
}
