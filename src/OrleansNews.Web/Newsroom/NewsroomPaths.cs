using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Listings;

namespace OrleansNews.Newsroom;

/// <summary>The addresses of those who write.</summary>
internal static class NewsroomPaths
{
    /// <summary>What is to do.</summary>
    public const string Desk = "/newsroom";

    /// <summary>Where comments are decided; a room of its own.</summary>
    public const string Comments = "/newsroom/comments";

    public const string Stories = "/newsroom/stories";

    /// <summary>Renders what is being written, for the preview beside it.</summary>
    public const string Text = Stories + "/text";

    /// <summary>The editor of one story.</summary>
    public static string Story(ArticleId id) => $"{Stories}/{id}";

    /// <summary>Where a published story leads: whoever writes for themselves alone may not open a colleague's, and reads it as readers do.</summary>
    public static string Published(ListingEntry story, Actor actor) => actor.May(Permission.PublishAllStories) ? Story(story.Article) : Urls.Encode(story.Path);

    /// <summary>What is done to one story.</summary>
    public static string Story(ArticleId id, string action) => string.Create(CultureInfo.InvariantCulture, $"{Stories}/{id}/{action}");

    /// <summary>Which note is the last on a page of older ones.</summary>
    public const string Until = "until";

    /// <summary>Notes on a story of which the last is the one of this name.</summary>
    public static string NotesUntil(ArticleId id, string name) => $"{Story(id, "notes")}?{Until}={name}";

    /// <summary>The entries of a live story.</summary>
    public static string Live(ArticleId id) => Story(id, "live");

    /// <summary>One entry, or with <paramref name="action"/> what is done to it.</summary>
    public static string LiveEntry(ArticleId id, long number, string action = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{Live(id)}/{number}{(action.Length > 0 ? "/" : "")}{action}");
}
