using System.Globalization;

namespace OrleansNews.Layout;

/// <summary>Addresses of the site's own pages, ready for an attribute.</summary>
public static class Urls
{
    /// <summary>A path with letters of any script, percent-encoded.</summary>
    public static string Encode(string path) => new PathString(path).ToUriComponent();

    /// <summary>The page of a section.</summary>
    public static string Category(Term section) => Encode($"/category/{section.Path}/");

    /// <summary>The page of a tag.</summary>
    public static string Tag(Term tag) => Encode($"/tag/{tag.Slug}/");

    /// <summary>The page of an author.</summary>
    public static string Author(Term author) => Encode($"/author/{author.Slug}/");

    /// <summary>A page of a listing whose first page is at <paramref name="path"/>.</summary>
    public static string ListingPage(string path, int page) =>
        Encode(page == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}page/{page}/"));

    /// <summary>A page of the comments under the story at <paramref name="path"/>.</summary>
    public static string CommentPage(string path, int page) => Encode(string.Create(CultureInfo.InvariantCulture, $"{path}comment-page-{page}/"));

    /// <summary>What the corrections of the story at <paramref name="path"/> changed.</summary>
    public static string WhatChanged(string path) => Encode(path + "what-changed/");

    /// <summary>The address of one comment: it redirects to the page that shows it, whichever that is by then.</summary>
    public static string Comment(CommentId id) => $"/comments/{id}";

    /// <summary>The form of a comment for whoever is logged in.</summary>
    public const string WriteCommentPath = "/comments/write";

    /// <summary>That form for a story, and for the comment that is answered.</summary>
    public static string WriteComment(ArticleId story, CommentId? answered) =>
        string.Create(CultureInfo.InvariantCulture, $"{WriteCommentPath}?story={story}") + (answered is { } id ? $"&replytocom={id}" : "");

    /// <summary>The moderation desk.</summary>
    public const string Desk = "/newsroom/comments";

    /// <summary>One comment on the moderation desk.</summary>
    public static string OnDesk(CommentId id) => $"{Desk}/{id}";

    /// <summary>The feed of what is at <paramref name="path"/>: in RSS, or with <paramref name="atom"/> in Atom.</summary>
    public static string Feed(string path, bool atom = false) => Encode(path + (atom ? "feed/atom/" : "feed/"));
}
